import CByteMask
public import Columns

/// Dates of one dictionary, prepared once so that two codes are compared with a few integer operations.
///
/// Values are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; what is missing at the end is unknown, any other value is an
/// unknown date. A date that names no day, such as 1972-13-23, is compared by its digits; the days between it
/// and another are unknown, and so are the months where there is no such month. The comparisons are false, and
/// differences `Int.max`, where a part they need is unknown. Codes are not checked.
public final class PreparedDates: Sendable {
    /// How much of a date is known; larger values know more.
    enum Precision: UInt8, BitwiseCopyable { case none, year, month, day }

    /// One date in 16 bytes.
    struct Slot: BitwiseCopyable, Sendable {
        /// The digits YYYYMMDD, four bits each, 0 where unknown: year, month and day are byte fields.
        var digits: UInt32 = 0
        /// Days since 1970-01-01; `Int32.min` if there is no such day.
        var day: Int32 = .min
        /// Months since the year 0; `Int32.min` if there is no such month.
        var month: Int32 = 0
        /// The year.
        var year: Int16 = 0
        /// ``Precision`` as a number.
        var precision: UInt8 = 0
    }

    /// The number of codes, the missing value's included.
    public let count: Int

    private let memory: FrozenBuffer<Slot>
    // SAFETY: points into `memory`, which is never written again and lives as long.
    nonisolated(unsafe) private let slots: UnsafePointer<Slot>

    /// Prepares all values of a dictionary of dates.
    ///
    /// - Complexity: O(bytes) time, 16 bytes per value.
    public init(_ values: ValueDictionary) {
        count = values.count
        memory = FrozenBuffer((0..<UInt32(values.count)).map { Self.parse(values.slice($0)) }, filler: Slot())
        slots = memory.base
    }

    /// Reads a canonical date; a slot of precision none if it is not one.
    static func parse(_ value: ArraySlice<UInt8>) -> Slot {
        let bytes = Array(value)
        var slot = Slot()
        guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return slot }
        var parts: [Int] = [0, 0, 0]
        var digits: UInt32 = 0
        for (index, byte) in bytes.enumerated() {
            if index == 4 || index == 7 {
                if byte != UInt8(ascii: "-") { return Slot() }
                continue
            }
            let digit = UInt32(byte) &- 48
            if digit > 9 { return Slot() }
            let part = index < 4 ? 0 : index < 7 ? 1 : 2
            parts[part] = parts[part] * 10 + Int(digit)
            digits = (digits &<< 4) | digit
        }
        if bytes.count > 4 && parts[1] == 0 { return slot }
        if bytes.count > 7 && parts[2] == 0 { return slot }
        slot.digits = digits &<< (bytes.count == 4 ? 16 : bytes.count == 7 ? 8 : 0)
        slot.year = Int16(parts[0])
        slot.month = parts[1] > 12 ? .min : Int32(parts[0] * 12 + max(0, parts[1] - 1))
        slot.precision = UInt8(bytes.count / 3)
        if let date = CivilDate(year: parts[0], month: parts[1], day: parts[2]) {
            slot.day = Int32(date.daysSince1970)
        }
        return slot
    }

    /// Asks the cache for a value that will be compared soon.
    @inline(__always) func prefetch(_ code: UInt32) { bm_prefetch(slots + Int(code)) }

    /// How much of a date is known.
    @inline(__always) func precision(_ code: UInt32) -> Precision {
        Precision(rawValue: slots[Int(code)].precision) ?? .none
    }

    /// Whether both dates are known to the day.
    @inline(__always) func areFull(_ a: UInt32, _ b: UInt32) -> Bool {
        slots[Int(a)].precision & slots[Int(b)].precision == Precision.day.rawValue
    }

    /// Whether both years are known and equal.
    @inline(__always) func sameYear(_ a: UInt32, _ b: UInt32) -> Bool {
        know(a, b, .year) && differentDigits(a, b) &>> 16 == 0
    }

    /// Whether both months of the year are known and equal.
    @inline(__always) func sameMonth(_ a: UInt32, _ b: UInt32) -> Bool {
        know(a, b, .month) && differentDigits(a, b) & 0xff00 == 0
    }

    /// Whether both days of the month are known and equal.
    @inline(__always) func sameDay(_ a: UInt32, _ b: UInt32) -> Bool {
        know(a, b, .day) && differentDigits(a, b) & 0xff == 0
    }

    /// Whether two dates, of which at least the years are known, agree in all parts that both know.
    @inline(__always) func agreeWhereKnown(_ a: UInt32, _ b: UInt32) -> Bool {
        let known = UInt32(min(slots[Int(a)].precision, slots[Int(b)].precision))
        // Three known parts leave no digit out, two the last two, one the last four.
        return known > 0 && differentDigits(a, b) &>> ((3 &- known) &* 8) == 0
    }

    /// Whether two different full dates of one year have day and month exchanged.
    @inline(__always) func dayAndMonthSwapped(_ a: UInt32, _ b: UInt32) -> Bool {
        let x = slots[Int(a)].digits
        let y = slots[Int(b)].digits
        let swapped = (y & 0xffff_0000) | ((y & 0xff) &<< 8) | ((y &>> 8) & 0xff)
        return x == swapped && x != y && areFull(a, b)
    }

    /// Whether two full dates differ in exactly one of their eight digits.
    @inline(__always) func differInOneDigit(_ a: UInt32, _ b: UInt32) -> Bool {
        let places = differentPlaces(a, b)
        return places != 0 && places & (places &- 1) == 0 && areFull(a, b)
    }

    /// Whether two full dates differ only in that two neighbouring digits have changed places.
    @inline(__always) func differInSwappedDigits(_ a: UInt32, _ b: UInt32) -> Bool {
        let places = differentPlaces(a, b)
        let first = places & (0 &- places)
        if places == 0 || places != first | (first &<< 4) || places == first || !areFull(a, b) {
            return false
        }
        let shift = UInt32(first.trailingZeroBitCount)
        let x = (slots[Int(a)].digits &>> shift) & 0xff
        let y = (slots[Int(b)].digits &>> shift) & 0xff
        return x == ((y & 0xf) &<< 4) | (y &>> 4)
    }

    /// The days between two full dates; `Int.max` if either is not one.
    @inline(__always) func daysBetween(_ a: UInt32, _ b: UInt32) -> Int {
        let x = slots[Int(a)].day
        let y = slots[Int(b)].day
        return x == .min || y == .min ? .max : abs(Int(x) &- Int(y))
    }

    /// The calendar months between two dates, whatever their days; `Int.max` if a month is unknown.
    @inline(__always) func monthsBetween(_ a: UInt32, _ b: UInt32) -> Int {
        let x = slots[Int(a)].month
        let y = slots[Int(b)].month
        return know(a, b, .month) && x != .min && y != .min ? abs(Int(x) &- Int(y)) : .max
    }

    /// The calendar years between two dates, whatever their months; `Int.max` if a year is unknown.
    @inline(__always) func yearsBetween(_ a: UInt32, _ b: UInt32) -> Int {
        know(a, b, .year) ? abs(Int(slots[Int(a)].year) &- Int(slots[Int(b)].year)) : .max
    }

    /// Whether a year ends in 0 or 5 and the other lies at most five from it.
    @inline(__always) func areHeaped(_ a: UInt32, _ b: UInt32) -> Bool {
        let isRound = slots[Int(a)].year % 5 == 0 || slots[Int(b)].year % 5 == 0
        return isRound && yearsBetween(a, b) <= 5
    }

    @inline(__always) private func know(_ a: UInt32, _ b: UInt32, _ precision: Precision) -> Bool {
        min(slots[Int(a)].precision, slots[Int(b)].precision) >= precision.rawValue
    }

    @inline(__always) private func differentDigits(_ a: UInt32, _ b: UInt32) -> UInt32 {
        slots[Int(a)].digits ^ slots[Int(b)].digits
    }

    /// The lowest bit of each digit that differs.
    @inline(__always) private func differentPlaces(_ a: UInt32, _ b: UInt32) -> UInt32 {
        let different = differentDigits(a, b)
        let pairs = different | (different &>> 1)
        return (pairs | (pairs &>> 2)) & 0x1111_1111
    }
}
