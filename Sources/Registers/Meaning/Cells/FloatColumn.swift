import Columns

/// How a column of codes writes numbers that passed through a floating-point column.
///
/// A database or a spreadsheet that has missing values in a column of numbers writes 26781172 as `26781172.0` or
/// `2.6781172E7`. The column's values together tell: where fractions other than zero occur, a point is part of codes.
struct FloatColumn: Sendable, Equatable {
    /// Whether the rounded numbers of the column are no values: `2.67812E+07` stands for a thousand numbers.
    var areRoundedLost = false
    /// The digits that codes had before zeros at their beginning were lost; 0 where none were.
    var width = 0

    /// Fractions other than zero, as a share of values with a point, up to which they are slips.
    private static let fewFractions = 0.01
    /// Rounded numbers end in two zeros or more; of numbers written in full one in a hundred does.
    private static let manyRounded = 0.1

    /// Whether the roles' values are codes or categories, whose numbers are whole.
    static func mayHold(_ role: Role) -> Bool {
        switch role {
        case .nationalID, .identifier, .phone, .postcode, .sex, .category, .unit, .floor, .building,
            .streetNumber, .district, .region, .locality, .country, .birthMonth, .birthDay:
            true
        default: false
        }
    }

    /// What the values of a column show; nil where no value is a whole number with a point or an exponent.
    init?(_ values: ValueDictionary, role: Role) {
        guard Self.mayHold(role), Self.hasPoint(values.bytes) else { return nil }
        var tally = Tally()
        var digits = ByteRoom()
        defer { digits.deallocate() }
        for code in 1..<UInt32(max(1, values.count)) {
            values.withBytes(code) { tally.add($0, &digits) }
        }
        guard tally.floats > 0, Double(tally.fractions) <= Self.fewFractions * Double(tally.floats) else {
            return nil
        }
        areRoundedLost = Double(tally.rounded) > Self.manyRounded * Double(tally.exponents)
        let isMostlyFloat = tally.floats * 2 > tally.numbers
        if role == .postcode, isMostlyFloat, tally.longest <= 6,
            tally.ofLength[tally.longest] * 2 > tally.floats
        {
            width = tally.longest
        }
    }

    private struct Tally {
        var numbers = 0
        var floats = 0
        var fractions = 0
        var exponents = 0
        var rounded = 0
        var longest = 0
        var ofLength = [Int](repeating: 0, count: 64)

        mutating func add(_ value: ByteView, _ digits: inout ByteRoom) {
            guard let number = WholeNumber.read(value, into: &digits) else {
                if Self.hasFraction(value) { fractions += 1 }
                return
            }
            numbers += 1
            if !number.isFloat { return }
            floats += 1
            let length = min(63, digits.count)
            longest = max(longest, length)
            ofLength[length] += 1
            if value.contains(where: { $0 | 0x20 == 0x65 }) {
                exponents += 1
                if number.zerosAdded >= 2 { rounded += 1 }
            }
        }

        /// Digits on both sides of one point, and nothing else.
        static func hasFraction(_ value: ByteView) -> Bool {
            guard let point = value.firstIndex(of: 0x2e), point > 0, point + 1 < value.count else {
                return false
            }
            return value.enumerated().allSatisfy { $0 == point || $1 &- 48 < 10 }
        }
    }

    /// Whether a point or a plus sign stands anywhere in the arena, block by block.
    private static func hasPoint(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = min(bytes.count, start + 4096)
                var found: UInt8 = 0
                // No branch, so that the compiler takes many bytes at once.
                for i in start..<end { found |= (bytes[i] == 0x2e ? 1 : 0) | (bytes[i] == 0x2b ? 1 : 0) }
                if found != 0 { return true }
                start = end
            }
            return false
        }
    }
}
