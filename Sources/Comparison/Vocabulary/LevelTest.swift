/// A comparison level's word with what follows it: `jaro_winkler: 0.92`, of a feature.
public struct LevelTest: Sendable, Hashable {
    /// The kind of level.
    package let kind: any LevelKind.Type
    /// The feature looked at; nil for the comparison's own.
    public var feature: String?
    /// What follows the word, unless that is ``feature``.
    package var argument: LevelValue?
    /// What stands beside the word, by the names of the kind's options.
    package var options: [String: LevelValue]

    /// A test from its parts.
    package init(
        _ kind: any LevelKind.Type,
        _ feature: String? = nil,
        _ argument: LevelValue? = nil,
        options: [String: LevelValue] = [:]
    ) {
        self.kind = kind
        self.feature = feature
        self.argument = argument
        self.options = options
    }

    /// The word of the level.
    public var word: String { kind.word }

    /// The features that the test reads, in order.
    public var features: [String] {
        var names = [looked]
        if case .otherFeature = kind.argument { names.append(name) }
        for option in kind.options {
            if case .feature = option.shape, case .text(let name)? = options[option.name] {
                names.append(name)
            }
        }
        return names
    }

    /// The test with the features and options that were left out; `own` is the comparison's feature.
    func completed(own: String) -> Agreement {
        var test = self
        test.feature = feature ?? own
        for option in kind.options where options[option.name] == nil {
            test.options[option.name] = option.usual
        }
        return kind.completed(test)
    }

    /// The blocking key of ``feature`` that is sure to agree where the test holds, as jobs spell it.
    package var sharedKey: String? { kind.sharedKey(self) }

    /// Whether two tests are the same, with all that follows their words.
    public static func == (a: LevelTest, b: LevelTest) -> Bool {
        a.kind == b.kind && a.feature == b.feature && a.argument == b.argument && a.options == b.options
    }

    /// Takes in the word and what follows it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(ObjectIdentifier(kind))
        hasher.combine(feature)
        hasher.combine(argument)
        hasher.combine(options)
    }
}

extension LevelTest {
    /// The feature looked at; empty as long as it is not named.
    var looked: String { feature ?? "" }

    /// The number that follows the word.
    var number: Double { argument?.number ?? 0 }

    /// The text that follows the word.
    var name: String { argument?.text ?? "" }
}

extension LevelTest: CustomStringConvertible {
    /// The test in words: `jaro_winkler(0.92)`.
    public var description: String {
        var parts = [feature, argument?.description].compactMap { $0 }
        for option in kind.options {
            guard let value = options[option.name] else { continue }
            if case .whole = option.shape {
                parts.append("\(option.name) \(value)")
            } else {
                parts.append(value.description)
            }
        }
        return parts.isEmpty ? word : "\(word)(\(parts.joined(separator: ", ")))"
    }
}

/// A number or a text that a level's word is given.
package enum LevelValue: Sendable, Hashable, CustomStringConvertible {
    case number(Double)
    case text(String)

    /// The number, if it is one.
    package var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// The text, if it is one.
    package var text: String? { if case .text(let text) = self { text } else { nil } }

    /// The value; a number in the shortest form that reads back the same, whole ones without a point.
    package var description: String {
        switch self {
        case .text(let text): text
        case .number(let number):
            number == number.rounded() && number.magnitude < 1e15 ? String(Int(number)) : "\(number)"
        }
    }
}
