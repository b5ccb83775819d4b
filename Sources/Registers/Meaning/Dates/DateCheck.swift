import Columns

/// What becomes of a column's dates, record by record, before they are made canonical.
struct DateCheck {
    /// The codes of days of which the column has too many to be days.
    let spikes: Set<UInt32>
    /// Whether nearly all values are years alone.
    let areYears: Bool
    /// Records with a value.
    private let records: Int
    /// Records whose value is no date, those of them that two calendars read differently, and those that name no day.
    private let unreadable: Int
    private let ambiguous: Int
    private let impossible: Int
    /// Of the last, those of years as the Islamic calendar has them.
    private let islamic: Int
    /// Settings under which most values would be dates; looked for where most are none.
    private let mends: [String]
    /// The first row whose value is no date, from 0, and the shape of that value.
    private let firstRow: Int
    private let firstShape: String

    /// More unreadable values than this share stop a run.
    private static let mostly = 0.5
    /// Years of the Islamic calendar in which people live.
    private static let islamicYears = 1250...1460
    /// From this share on years alone are how a column writes births.
    private static let nearlyAll = 0.9

    init(_ column: CodedColumn, _ reader: DateReader, missing: Set<UInt32>, isYear: Bool) {
        let counts = column.counts()
        var readings = [DateOutcome](repeating: .placeholder, count: column.values.count)
        var (records, unreadable, ambiguous, years, impossible, islamic) = (0, 0, 0, 0, 0, 0)
        var isBad = [Bool](repeating: false, count: column.values.count)
        for code in 1..<UInt32(max(1, column.values.count)) where counts[Int(code)] > 0 {
            if missing.contains(code) { continue }
            let outcome = column.values.withBytes(code) { value in
                if PlainText.isPlain(value) { return Self.read(value, reader) }
                return PlainText.cleaned(column.values.slice(code)).withUnsafeBufferPointer {
                    Self.read($0, reader)
                }
            }
            readings[Int(code)] = outcome
            let count = Int(counts[Int(code)])
            if outcome != .placeholder { records += count }
            if outcome == .ambiguous { ambiguous += count }
            if case .date(let reading) = outcome, reading.month == 0 { years += count }
            if outcome == .unreadable || outcome == .ambiguous {
                unreadable += count
                isBad[Int(code)] = true
            }
            if case .impossible(let reading) = outcome {
                impossible += count
                isBad[Int(code)] = true
                if Self.islamicYears.contains(reading.year) { islamic += count }
            }
        }
        areYears = records > 0 && Double(years) >= Self.nearlyAll * Double(records)
        spikes = SpikeDates.codes(readings, counts: counts, isYear: isYear)
        (self.records, self.unreadable, self.ambiguous) = (records, unreadable, ambiguous)
        (self.impossible, self.islamic) = (impossible, islamic)
        let bad = unreadable + impossible
        firstRow = bad > 0 ? column.codes.firstIndex { isBad[Int($0)] } ?? 0 : 0
        firstShape = bad > 0 ? ValueShape.text(column.values.slice(column.codes[firstRow])) : ""
        mends =
            Double(bad) > Self.mostly * Double(records)
            ? DateMends.found(column, missing, isYear: isYear) : []
    }

    private static func read(_ value: ByteView, _ reader: DateReader) -> DateOutcome {
        MissingTokens.matches(value, .codes) ? .placeholder : reader.read(value)
    }

    /// Throws where most values cannot be read.
    ///
    /// - Throws: ``SchemaError`` that names the first such row and what would help.
    func refuse(_ register: String, _ column: String, _ role: Role) throws(SchemaError) {
        let bad = unreadable + impossible
        guard Double(bad) > Self.mostly * Double(records) else { return }
        let isAmbiguous = ambiguous * 2 > bad
        let found =
            impossible > unreadable ? "name no day on which people are born" : "cannot be read as dates"
        throw SchemaError(
            isAmbiguous ? .ambiguousCalendar : .unreadableDates,
            at: "\(register).\(column)",
            "\(bad) of \(records) values \(found), the first in record \(firstRow + 1), in the shape “\(firstShape)”; "
                + (isAmbiguous ? calendarMend(column, role) : mend(column, role)),
            row: firstRow
        )
    }

    private func calendarMend(_ column: String, _ role: Role) -> String {
        "name the calendar of their years: `columns: { \(column): { role: \(role.rawValue), calendar: roc } }` "
            + "for 民國 years, `calendar: gregorian` for common ones"
    }

    /// What would help: the settings under which the values are dates, else another form of the values.
    private func mend(_ column: String, _ role: Role) -> String {
        if let first = mends.first {
            let others = mends.dropFirst().map { "`\($0)`" }.joined(separator: " or ")
            return "name their notation: `columns: { \(column): { role: \(role.rawValue), \(first) } }`"
                + (others.isEmpty ? "" : ", or \(others)")
                + ", or give the column another role, such as `text`"
        }
        let rest = "write them as YYYY-MM-DD, or give the column another role, such as `text`"
        if islamic * 2 > impossible + unreadable {
            return "years such as these are of the Islamic calendar, which is not read; \(rest)"
        }
        return "no `format` and no `calendar` reads them; \(rest)"
    }
}

/// The settings under which the values of a column would be dates.
enum DateMends {
    /// Distinct values looked at.
    private static let sampleSize = 1000
    /// The share of them that a setting must read.
    private static let nearly = 0.8
    private static let plausibleYears = 1880...2100

    /// Settings as a job writes them, `format: dmy` or `calendar: roc`, that read nearly all values as days of births.
    static func found(_ column: CodedColumn, _ missing: Set<UInt32>, isYear: Bool) -> [String] {
        let evidence = DateEvidence(column.values, without: missing, sampling: sampleSize, isYear: isYear)
        func helps(_ reader: DateReader) -> Bool {
            let read = evidence.readable(by: reader, years: plausibleYears)
            return evidence.values > 0 && Double(read) >= nearly * Double(evidence.values)
                && !(reader.calendar.isCount && evidence.hasShortSpan(reader))
        }
        var reader = DateReader(order: .dayMonthYear)
        reader.isYear = isYear
        let formats = DateOrder.allCases.filter { order in
            reader.order = order
            reader.isStrict = true
            return helps(reader)
        }
        if !formats.isEmpty { return formats.map { "format: \($0.rawValue)" } }
        let calendars = DateCalendar.allCases.filter { calendar in
            DateOrder.allCases.contains { order in
                reader.order = order
                reader.isStrict = false
                reader.calendar = calendar
                return helps(reader)
            }
        }
        return calendars.map { "calendar: \($0.rawValue)" }
    }
}

/// The shape of a value that must not be shown: digits are 9, letters a or A.
enum ValueShape {
    private static let longest = 32

    static func text(_ value: ArraySlice<UInt8>) -> String {
        let scalars = String(decoding: value, as: UTF8.self).unicodeScalars.prefix(longest).map { scalar in
            if scalar.properties.numericType != nil { return Unicode.Scalar("9") }
            if scalar.properties.isUppercase { return "A" }
            if "年月日號号民國".unicodeScalars.contains(scalar) { return scalar }
            return scalar.properties.isAlphabetic ? "a" : scalar.value < 0x20 ? " " : scalar
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
