import Columns
import Testing

@testable import Comparison

@Suite("Date kernels") struct PreparedDatesTests {
    @Test("every comparison of dates agrees with a slow twin on text")
    func twins() {
        var random = KeyedRandom(seed: 3, purpose: 2, entity: 0)
        var interner = ValueInterner()
        while interner.count < 1_500 {
            let date = CivilDate(daysSince1970: random.nextIndex(below: 4_000) - 2_000)
            let iso = date.iso
            switch random.nextIndex(below: 10) {
            case 0: _ = interner.intern(String(iso.prefix(4)))
            case 1: _ = interner.intern(String(iso.prefix(7)))
            case 2: _ = interner.intern("0001-01-0\(random.nextIndex(below: 10))")
            default: _ = interner.intern(iso)
            }
        }
        let values = interner.finish()
        let texts = (0..<UInt32(values.count)).map { values.string($0) }
        let dates = PreparedDates(values)
        var wrong = 0
        for _ in 0..<100_000 {
            let a = random.nextIndex(below: values.count)
            let b = random.nextIndex(below: values.count)
            if !agree(dates, UInt32(a), UInt32(b), DateTwin(texts[a]), DateTwin(texts[b])) { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    private func agree(_ dates: PreparedDates, _ a: UInt32, _ b: UInt32, _ x: DateTwin, _ y: DateTwin) -> Bool
    {
        let full = x.parts.count == 3 && y.parts.count == 3
        let known = min(x.parts.count, y.parts.count)
        let same = (0..<3).map { $0 < known && x.parts[$0] == y.parts[$0] }
        let swapped = full && x.parts != y.parts && x.parts == [y.parts[0], y.parts[2], y.parts[1]]
        let days = x.civil.flatMap { left in y.civil.map { abs(left.daysSince1970 - $0.daysSince1970) } }
        var months = Int.max
        if known >= 2 { months = abs((x.parts[0] - y.parts[0]) * 12 + x.parts[1] - y.parts[1]) }
        return dates.sameYear(a, b) == same[0] && dates.sameMonth(a, b) == same[1]
            && dates.sameDay(a, b) == same[2] && dates.areFull(a, b) == full
            && dates.agreeWhereKnown(a, b) == (known > 0 && same.prefix(known).allSatisfy { $0 })
            && dates.dayAndMonthSwapped(a, b) == swapped
            && dates.differInOneDigit(a, b) == (full && TextTwins.differInOneSymbol(x.digits, y.digits))
            && dates.differInSwappedDigits(a, b)
                == (full && TextTwins.differInSwappedNeighbours(x.digits, y.digits))
            && dates.daysBetween(a, b) == (days ?? .max) && dates.monthsBetween(a, b) == months
            && dates.yearsBetween(a, b) == (known >= 1 ? abs(x.parts[0] - y.parts[0]) : .max)
            && dates.precision(a).rawValue == UInt8(x.parts.count)
    }

    @Test("errors of hand and keyboard in a date are told apart")
    func examples() {
        let dates = PreparedDates(
            ValueDictionary(texts: [
                "1984-03-07", "1984-07-03", "1984-03-08", "1948-03-07", "1984-03", "1984",
            ])
        )
        #expect(dates.dayAndMonthSwapped(1, 2) && !dates.dayAndMonthSwapped(1, 1))
        #expect(dates.differInOneDigit(1, 3) && dates.daysBetween(1, 3) == 1)
        #expect(dates.differInSwappedDigits(1, 4) && dates.yearsBetween(1, 4) == 36)
        #expect(dates.agreeWhereKnown(1, 5) && dates.agreeWhereKnown(6, 2) && !dates.agreeWhereKnown(2, 5))
        #expect(dates.precision(5) == .month && dates.daysBetween(1, 5) == .max)
        #expect(dates.monthsBetween(2, 5) == 4)
        var likeness = [Float](repeating: -1, count: 5)
        dates.computeLikeness([1, 1, 1, 1, 1], [5, 2, 3, 4, 0], into: &likeness)
        #expect(likeness == [5, 4, 3, 2, 0])
    }

    @Test("what is not a canonical date is unknown, and a day that never was has no day number")
    func hostile() {
        let bad = [
            "19840307", "1984-00-01", "1984-00", "84-03-07", "1984/03/07", "198x-03-07", "1984-03-00", "-",
        ]
        let dates = PreparedDates(ValueDictionary(texts: bad + ["1983-02-30"]))
        for code in 0...UInt32(bad.count) {
            #expect(dates.precision(code) == .none)
            #expect(!dates.sameYear(code, code) && !dates.agreeWhereKnown(code, code))
        }
        let ghost = UInt32(bad.count + 1)
        #expect(dates.precision(ghost) == .day && dates.daysBetween(ghost, ghost) == .max)
    }

    @Test("a date that names no day is compared by its digits")
    func impossible() {
        let dates = PreparedDates(
            ValueDictionary(texts: ["1972-13-23", "1972-12-23", "1955-11-92", "1955-11-29", "1972-23-13"])
        )
        #expect(dates.sameYear(1, 2) && !dates.sameMonth(1, 2) && dates.sameDay(1, 2))
        #expect(dates.differInOneDigit(1, 2) && dates.dayAndMonthSwapped(1, 5))
        #expect(dates.differInSwappedDigits(3, 4) && dates.agreeWhereKnown(3, 3))
        #expect(dates.daysBetween(1, 2) == .max && dates.monthsBetween(1, 2) == .max)
        #expect(dates.monthsBetween(3, 4) == 0 && dates.yearsBetween(1, 3) == 17)
    }
}

/// A date read from its text with the standard library.
private struct DateTwin {
    let parts: [Int]
    let digits: [UInt32]

    init(_ text: String) {
        let numbers = text.split(separator: "-").compactMap { Int($0) }
        parts = numbers.contains(0) ? [] : numbers
        digits = text.unicodeScalars.filter { $0 != "-" }.map(\.value)
    }

    var civil: CivilDate? {
        parts.count == 3 ? CivilDate(year: parts[0], month: parts[1], day: parts[2]) : nil
    }
}
