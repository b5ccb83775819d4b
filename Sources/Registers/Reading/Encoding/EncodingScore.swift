import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Natural logarithms.
enum Logarithm {
    static func of(_ x: Double) -> Double { log(x) }

    /// The logarithm of a sum of exponentials.
    static func ofSum(_ logarithms: [Double]) -> Double {
        guard let largest = logarithms.max() else { return -.infinity }
        return largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) })
    }
}

/// How well an encoding explains the words of a text.
struct EncodingScore {
    let encoding: TextEncoding
    /// The natural logarithm of the words' probability, times that of the encoding.
    var logProbability: Double
    /// The same with each character counted once: forty thousand times the same two characters are two observations.
    ///
    /// Nil in encodings of one byte, whose characters are few.
    var ofDistinct: Double?
    /// Characters beyond ASCII.
    private(set) var characters = 0
    /// Of these, what one would not expect: rare characters, symbols within words.
    private(set) var implausible = 0
    /// Of these, bytes that are no character.
    private(set) var bad = 0

    /// What an ASCII letter or digit costs in any encoding.
    static let asciiCost = Logarithm.of(1.0 / 60)

    init(encoding: TextEncoding, logProbability: Double) {
        self.encoding = encoding
        self.logProbability = logProbability
    }

    mutating func add(isPlausible: Bool, isBad: Bool) {
        characters += 1
        if !isPlausible { implausible += 1 }
        if isBad { bad += 1 }
    }

    /// By how much this encoding is likelier than another, as a natural logarithm: the less that all characters and each
    /// character once say.
    func odds(over other: EncodingScore) -> Double {
        let all = logProbability - other.logProbability
        guard let own = ofDistinct, let others = other.ofDistinct else { return all }
        return min(all, own - others)
    }

    /// The share of characters that one would not expect, 0…1.
    var shareImplausible: Double { Double(implausible) / Double(max(1, characters)) }
}

/// Where a reader of a word stands.
enum WordState {
    /// Between words.
    case boundary
    /// Behind an ASCII letter or digit.
    case ascii
    /// Behind a character beyond ASCII.
    case beyond
}

/// How often words begin beyond ASCII, stay there, leave it and enter it.
struct WordSteps: Sendable {
    private let costs: [Double]

    /// Probabilities: that a word's first character is beyond ASCII; that one follows another; that an ASCII
    /// character follows one; that one follows an ASCII character.
    init(first: Double, stay: Double, leave: Double, enter: Double) {
        let ascii = 0.8 * (1 - enter)
        costs = [
            1, 1 - first, first,
            1 - enter - ascii, ascii, enter,
            1 - stay - leave, leave, stay,
        ].map { Logarithm.of(max($0, 1e-6)) }
    }

    /// The logarithm of the probability of a step.
    func step(_ state: inout WordState, to next: WordState) -> Double {
        func number(_ state: WordState) -> Int {
            switch state {
            case .boundary: 0
            case .ascii: 1
            case .beyond: 2
            }
        }
        defer { state = next }
        return costs[number(state) * 3 + number(next)]
    }
}
