/// A part of a job that is kept as it is written, for the stage that knows what it means.
public indirect enum JobSection: Sendable, Equatable {
    /// A text, number or other scalar, as written.
    case scalar(String)
    /// Values in order.
    case list([JobSection])
    /// Named values in order.
    case mapping([Entry])

    /// A named value.
    public struct Entry: Sendable, Equatable {
        /// The name.
        public var key: String
        /// The value.
        public var value: JobSection

        /// A named value.
        public init(_ key: String, _ value: JobSection) {
            self.key = key
            self.value = value
        }
    }

    /// The value of a name in a mapping.
    public subscript(key: String) -> JobSection? {
        guard case .mapping(let entries) = self else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The text of a scalar.
    public var text: String? {
        guard case .scalar(let text) = self else { return nil }
        return text
    }
}
