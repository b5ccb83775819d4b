import Columns

/// What becomes of a column's dates, record by record, before they are made canonical.
struct DateCheck {
    /// The codes of days of which the column has too many to be days.
    let spikes: Set<UInt32>
    /// Whether nearly all values are years alone.
    let areYears: Bool
    /// Records with a value.
    private let records: Int
    /// Records whose value is no date, and those of them that two calendars read differently.
    private let unreadable: Int
    private let ambiguous: Int
    /// The first row whose value is no date, from 0, and the shape of that value.
    private let firstRow: Int
    private let firstShape: String

    /// More unreadable values than this share stop a run.
    private static let mostly = 0.5
    /// From this share on years alone are how a column writes births.
    private static let nearlyAll = 0.9

    init(_ column: CodedColumn, _ reader: DateReader, missing: Set<UInt32>, isYear: Bool) {
        let counts = column.counts()
        var readings = [DateOutcome](repeating: .placeholder, count: column.values.count)
        var (records, unreadable, ambiguous, years) = (0, 0, 0, 0)
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
        }
        areYears = records > 0 && Double(years) >= Self.nearlyAll * Double(records)
        spikes = SpikeDates.codes(readings, counts: counts, isYear: isYear)
        (self.records, self.unreadable, self.ambiguous) = (records, unreadable, ambiguous)
        firstRow = unreadable > 0 ? column.codes.firstIndex { isBad[Int($0)] } ?? 0 : 0
        firstShape = unreadable > 0 ? ValueShape.text(column.values.slice(column.codes[firstRow])) : ""
    }

    private static func read(_ value: ByteView, _ reader: DateReader) -> DateOutcome {
        MissingTokens.matches(value, .codes) ? .placeholder : reader.read(value)
    }

    /// Throws where most values cannot be read.
    ///
    /// - Throws: ``SchemaError`` that names the first such row and what would help.
    func refuse(_ register: String, _ column: String, _ role: Role) throws(SchemaError) {
        guard Double(unreadable) > Self.mostly * Double(records) else { return }
        let isAmbiguous = ambiguous * 2 > unreadable
        throw SchemaError(
            isAmbiguous ? .ambiguousCalendar : .unreadableDates,
            at: "\(register).\(column)",
            "\(unreadable) of \(records) values cannot be read as dates, the first in record \(firstRow + 1), in the "
                + "shape “\(firstShape)”; "
                + (isAmbiguous
                    ? "name the calendar of their years: `columns: { \(column): { role: \(role.rawValue), calendar: roc } }` "
                        + "for 民國 years, `calendar: gregorian` for common ones"
                    : "name their notation, such as `columns: { \(column): { role: \(role.rawValue), format: dmy } }` "
                        + "(ymd, dmy, mdy) or `calendar: excel_1900`, or give the column another role"),
            row: firstRow
        )
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
