import GRDB

/// A value in the results database.
public enum ResultValue: Sendable, Hashable {
    /// No value.
    case null
    /// A whole number.
    case integer(Int64)
    /// A real number.
    case real(Double)
    /// A text.
    case text(String)

    /// The text or null.
    static func optional(_ value: String?) -> ResultValue { value.map { .text($0) } ?? .null }
    /// The number or null.
    static func optional(_ value: Double?) -> ResultValue { value.map { .real($0) } ?? .null }
    /// The number or null.
    static func optional(_ value: Int?) -> ResultValue { value.map { .integer(Int64($0)) } ?? .null }
    /// The number.
    static func integer(_ value: Int) -> ResultValue { .integer(Int64(value)) }
    /// One or zero.
    static func flag(_ value: Bool) -> ResultValue { .integer(value ? Int64(1) : 0) }

    var databaseValue: DatabaseValue {
        switch self {
        case .null: return .null
        case .integer(let value): return value.databaseValue
        case .real(let value): return value.databaseValue
        case .text(let value): return value.databaseValue
        }
    }

    /// The value in words; a text, which may be a person's, by its kind alone.
    var shown: String {
        switch self {
        case .null: "nothing"
        case .integer(let value): "\(value)"
        case .real(let value): "\(value)"
        case .text: "a text"
        }
    }

    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number)
        case .string(let text): self = .text(text)
        case .blob(let data): self = .text(String(decoding: data, as: UTF8.self))
        }
    }
}

/// A row of one of the small tables of the results database.
public protocol ResultRow: Sendable {
    /// The table's name.
    static var table: String { get }
    /// The names of the columns filled.
    static var columns: [String] { get }
    /// The values in the order of ``columns``.
    var values: [ResultValue] { get }
}
