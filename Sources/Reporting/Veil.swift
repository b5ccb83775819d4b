/// Hides personal values before they come near the page, unless they are to be revealed.
///
/// A masked value by itself keeps its shape: letters become `x` or `X`, digits `9`, Han characters `〇`, other
/// scripts `·`; blanks and ASCII punctuation stay. Two masked values side by side become rows of marks: `●` where
/// they agree in a character and `○` where they do not (`■` and `□` for Han characters), so that one sees why
/// they were found alike, and not what they are. Lengths stay visible.
public struct Veil: Sendable {
    /// Whether values are shown as they are.
    public let isRevealed: Bool

    /// The most characters of a value shown.
    static let longest = 60

    /// A veil, lifted or not.
    public init(isRevealed: Bool) { self.isRevealed = isRevealed }

    /// A value by itself.
    public func shown(_ text: String) -> String {
        isRevealed ? text : ShortText.cut(Self.shape(text), to: Self.longest)
    }

    /// Two values side by side.
    public func shown(_ a: String, _ b: String) -> (a: ComparedText, b: ComparedText) {
        let first = Array(ShortText.cut(a, to: Self.longest).unicodeScalars)
        let second = Array(ShortText.cut(b, to: Self.longest).unicodeScalars)
        let (agreeA, agreeB) = Alignment.agreeing(first, second)
        return (runs(first, agreeA), runs(second, agreeB))
    }

    private func runs(_ scalars: [Unicode.Scalar], _ agrees: [Bool]) -> ComparedText {
        var runs: [ComparedText.Run] = []
        for (scalar, same) in zip(scalars, agrees) {
            let shown = isRevealed ? scalar : Self.mark(scalar, same)
            if runs.last?.agrees == same {
                runs[runs.count - 1].text.unicodeScalars.append(shown)
            } else {
                runs.append(ComparedText.Run(text: String(shown), agrees: same))
            }
        }
        return ComparedText(runs: runs, isMasked: !isRevealed)
    }

    private static func shape(_ text: String) -> String {
        var shape = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: shape.append("9")
            case 0x41...0x5a: shape.append("X")
            case 0x61...0x7a: shape.append("x")
            case 0x20...0x7e: shape.append(scalar)
            default:
                let properties = scalar.properties
                shape.append(
                    isHan(scalar)
                        ? "〇" : properties.isLowercase ? "x" : properties.isUppercase ? "X" : "·"
                )
            }
        }
        return String(shape)
    }

    private static func mark(_ scalar: Unicode.Scalar, _ agrees: Bool) -> Unicode.Scalar {
        switch scalar {
        case " ", "-", "/": scalar
        case _ where isHan(scalar): agrees ? "■" : "□"
        default: agrees ? "●" : "○"
        }
    }

    private static func isHan(_ scalar: Unicode.Scalar) -> Bool { scalar.properties.isIdeographic }
}

/// A value beside another one, in runs that agree with it or do not.
public struct ComparedText: Sendable, Equatable {
    /// A stretch of the value.
    public struct Run: Sendable, Equatable {
        /// What is shown: text, or marks.
        public var text: String
        /// Whether the other value has it too.
        public var agrees: Bool
    }

    /// The runs in order; none for a missing value.
    public var runs: [Run]
    /// Whether marks stand for the text.
    public var isMasked: Bool

    /// The share of characters that the other value has too, in words.
    var words: String {
        let all = runs.reduce(0) { $0 + $1.text.unicodeScalars.count }
        let same = runs.reduce(0) { $0 + ($1.agrees ? $1.text.unicodeScalars.count : 0) }
        if all == 0 { return "no value" }
        return "\(same) of \(all) characters agree"
    }
}

/// Which characters two values share, in order.
enum Alignment {
    /// Below this share of common characters two values have nothing to do with each other.
    private static let leastShare = 0.5

    /// For each character whether it belongs to a longest common subsequence.
    static func agreeing(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> ([Bool], [Bool]) {
        var inA = [Bool](repeating: false, count: a.count)
        var inB = [Bool](repeating: false, count: b.count)
        let width = b.count + 1
        var longest = [Int](repeating: 0, count: (a.count + 1) * width)
        for i in stride(from: a.count - 1, through: 0, by: -1) {
            for j in stride(from: b.count - 1, through: 0, by: -1) {
                longest[i * width + j] =
                    a[i] == b[j]
                    ? longest[(i + 1) * width + j + 1] + 1
                    : max(longest[(i + 1) * width + j], longest[i * width + j + 1])
            }
        }
        if Double(longest[0]) < leastShare * Double(max(a.count, b.count, 1)) { return (inA, inB) }
        var i = 0
        var j = 0
        while i < a.count, j < b.count {
            if a[i] == b[j] {
                inA[i] = true
                inB[j] = true
                i += 1
                j += 1
            } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
                i += 1
            } else {
                j += 1
            }
        }
        return (inA, inB)
    }
}
