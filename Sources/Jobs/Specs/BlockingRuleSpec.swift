public import Blocking

/// A blocking rule as a job writes it: pairs that agree on all keys are compared.
public struct BlockingRuleSpec: Sendable, Hashable, CustomStringConvertible {
    /// The keys; at least one.
    public var keys: [BlockingKeySpec]

    /// A rule of keys.
    public init(keys: [BlockingKeySpec]) { self.keys = keys }

    /// The rule in a job's short form: `surname.soundex & birth_date.year`.
    public var description: String { keys.map(\.description).joined(separator: " & ") }
}

/// A key of a blocking rule: a feature, whole or transformed.
public struct BlockingKeySpec: Sendable, Hashable, CustomStringConvertible {
    /// The feature's name.
    public var feature: String
    /// The transforms, in the order applied; none for the value itself.
    public var transforms: [KeyTransform]

    /// A key on a feature.
    public init(feature: String, transforms: [KeyTransform] = []) {
        self.feature = feature
        self.transforms = transforms
    }

    /// The key in a job's short form: `surname.prefix(3)`.
    public var description: String {
        ([shownFeature] + transforms.map(\.description)).joined(separator: ".")
    }

    /// The feature's name, in backquotes where the short form needs them.
    private var shownFeature: String {
        let scalars = feature.unicodeScalars
        let ends = [scalars.first, scalars.last]
        let isPlain =
            !scalars.contains(where: BlockingRuleParser.special.contains)
            && !ends.contains(" " as Unicode.Scalar) && !ends.contains("\t" as Unicode.Scalar)
        return isPlain ? feature : "`\(feature)`"
    }
}
