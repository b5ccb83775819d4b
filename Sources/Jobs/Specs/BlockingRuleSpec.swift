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
    public var transforms: [TransformSpec]

    /// A key on a feature.
    public init(feature: String, transforms: [TransformSpec] = []) {
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

/// What a blocking key takes from a value.
public struct TransformSpec: Sendable, Hashable, CustomStringConvertible {
    /// The words for transforms.
    public enum Word: String, Sendable, CaseIterable {
        /// The value as it is.
        case exact
        /// The value without spaces.
        case compact
        /// The first letters; how many.
        case prefix
        /// The last letters; how many.
        case suffix
        /// The first word.
        case firstToken = "first_token"
        /// The last word.
        case lastToken = "last_token"
        /// The first letter.
        case initial
        /// The first letter of each word.
        case initials
        /// The words in alphabetical order.
        case sortedTokens = "sorted_tokens"
        /// A date's year.
        case year
        /// A date's year and month.
        case yearMonth = "year_month"
        /// A date's month and day.
        case monthDay = "month_day"
        /// A date in which day and month may be swapped.
        case swappableDate = "swappable_date"
        /// The decade of a date.
        case decade
        /// American Soundex.
        case soundex
        /// Double metaphone.
        case metaphone
        /// NYSIIS.
        case nysiis
        /// The Cantonese reading of Han characters, without tones.
        case jyutping
        /// The q-grams; how long, and how many are kept.
        case qGrams = "q_grams"
        /// The digits.
        case digits
        /// The digits in ascending order.
        case sortedDigits = "sorted_digits"

        /// How many whole numbers follow in parentheses.
        public var argumentCount: ClosedRange<Int> {
            switch self {
            case .prefix, .suffix: return 1...1
            case .qGrams: return 1...2
            default: return 0...0
            }
        }
    }

    /// The transform.
    public var word: Word
    /// Its arguments, as many as ``Word/argumentCount`` allows.
    public var arguments: [Int]

    /// A transform and its arguments.
    public init(_ word: Word, _ arguments: [Int] = []) {
        self.word = word
        self.arguments = arguments
    }

    /// The transform in a job's short form.
    public var description: String {
        arguments.isEmpty
            ? word.rawValue : "\(word.rawValue)(\(arguments.map(String.init).joined(separator: ", ")))"
    }
}
