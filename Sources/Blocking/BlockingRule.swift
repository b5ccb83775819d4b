import Columns

/// A feature as one part of a blocking key.
public struct KeyPart: Sendable, Hashable, CustomStringConvertible {
    /// The name of the feature.
    public let feature: String
    /// What is taken of its value.
    public let transform: KeyTransform

    /// A part of a key.
    public init(_ feature: String, _ transform: KeyTransform = .exact) {
        self.feature = feature
        self.transform = transform
    }

    /// As a job file writes it: `surname` or `surname.soundex`.
    public var description: String {
        transform == .exact ? feature : "\(feature).\(transform)"
    }
}

/// A blocking rule: records are compared if all its parts agree.
///
/// A rule without parts compares all records with each other.
public struct BlockingRule: Sendable, Hashable, CustomStringConvertible {
    /// The parts, all of which must agree.
    public let parts: [KeyPart]

    /// A rule of the given parts.
    public init(_ parts: [KeyPart]) {
        self.parts = parts
    }

    /// As a job file writes it: `surname.soundex & birth_date.year`.
    public var description: String {
        parts.isEmpty ? "all pairs" : parts.map(\.description).joined(separator: " & ")
    }
}

/// Which registers' records may be compared with each other.
public struct Topology: Sendable, Equatable {
    /// Whether pairs of registers i and j are compared, at `i * count + j`; symmetric.
    public let allowed: [Bool]
    /// The number of registers.
    public let count: Int

    /// A topology from a rule for each pair of registers.
    public init(registers count: Int, allows: (Int, Int) -> Bool) {
        self.count = count
        allowed = (0..<count * count).map { allows(min($0 / count, $0 % count), max($0 / count, $0 % count)) }
    }

    /// Whether records of two registers are compared.
    @inlinable public func allows(_ a: Int, _ b: Int) -> Bool { allowed[a * count + b] }

    /// The number of pairs compared if `counts[i]` records of each register come together.
    public func pairs(_ counts: [Int]) -> Int {
        var total = 0
        for a in 0..<count where counts[a] > 0 {
            if allows(a, a) { total += counts[a] * (counts[a] - 1) / 2 }
            for b in (a + 1)..<max(count, a + 1) where allows(a, b) { total += counts[a] * counts[b] }
        }
        return total
    }
}
