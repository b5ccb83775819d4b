public import Columns

/// Decimal numbers of one dictionary, prepared once for differences.
///
/// A value that is not a decimal number is unknown, and a difference with it infinite, so that no tolerance
/// admits it. Codes are not checked.
public final class PreparedNumbers: Sendable {
    /// The number of codes, the missing value's included.
    public let count: Int

    private let memory: FrozenBuffer<Double>
    // SAFETY: points into `memory`, which is never written again and lives as long.
    nonisolated(unsafe) private let numbers: UnsafePointer<Double>

    /// Prepares all values of a dictionary of numbers.
    ///
    /// - Complexity: O(bytes) time, 8 bytes per value.
    public init(_ values: ValueDictionary) {
        count = values.count
        memory = FrozenBuffer((0..<UInt32(values.count)).map { Self.parse(values, $0) }, filler: .nan)
        numbers = memory.base
    }

    /// The number behind a code, nan if it is not one.
    static func parse(_ values: ValueDictionary, _ code: UInt32) -> Double {
        // Without this, words such as “nan” and hexadecimal numbers would pass.
        let decimal = values.slice(code).allSatisfy { byte in
            (48...57).contains(byte) || "+-.eE".utf8.contains(byte)
        }
        guard decimal, let number = Double(values.string(code)), number.isFinite else { return .nan }
        return number
    }

    /// The number behind a code, nan if it is unknown.
    @inline(__always) func number(_ code: UInt32) -> Double { numbers[Int(code)] }

    /// The distance of two numbers on the line, infinite if one is unknown.
    @inline(__always) func absoluteDifference(_ a: UInt32, _ b: UInt32) -> Double {
        let difference = abs(numbers[Int(a)] - numbers[Int(b)])
        return difference.isNaN ? .infinity : difference
    }

    /// The distance of two numbers as a share of the larger magnitude.
    ///
    /// It lies in 0…2, is 0 for equals, above 1 for numbers of opposite sign, and infinite if one is unknown.
    @inline(__always) func relativeDifference(_ a: UInt32, _ b: UInt32) -> Double {
        let x = numbers[Int(a)]
        let y = numbers[Int(b)]
        if x == y { return 0 }
        let scale = max(abs(x), abs(y))
        // Scaled before the subtraction, which could overflow.
        let difference = abs(x / scale - y / scale)
        return difference.isNaN ? .infinity : difference
    }
}
