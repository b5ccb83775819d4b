import Columns

/// Decides from which day a column of day numbers counts, by the births that other registers have in full.
///
/// Excel counts from 1900, on the Macintosh it once did from 1904, SAS from 1960, others from 1970, and the numbers alone
/// do not tell. Where far more days are found among other registers' births by a later count, it is taken.
enum ExcelSystem {
    /// So many days must be found, and so many times as many as by the other count.
    private static let least = 10
    private static let times = 3
    private static let sampleSize = 5_000

    static func decide(_ sources: inout [FeatureSource]) {
        let open = sources.indices.filter { i in
            guard sources[i].isBirth, let dates = sources[i].dates else { return false }
            return dates.reader.calendar == .excel1900 && !dates.isCalendarDeclared
        }
        if open.isEmpty { return }
        var births: Set<Int> = []
        for (i, source) in sources.enumerated() where source.isBirth && !open.contains(i) {
            if case .date(let reader) = source.form { births.formUnion(days(source, reader, sampled: false)) }
        }
        for i in open {
            guard case .date(let reader) = sources[i].form, let dates = sources[i].dates else { continue }
            let found1900 = days(sources[i], reader, sampled: true).count { births.contains($0) }
            var best: (reader: DateReader, found: Int) = (reader, found1900)
            for calendar in [DateCalendar.excel1904, .sasDays, .unixDays] {
                var other = reader
                other.calendar = calendar
                let found = days(sources[i], other, sampled: true).count { births.contains($0) }
                if found > best.found { best = (other, found) }
            }
            guard best.found >= least, best.found >= times * found1900 else { continue }
            sources[i].form = .date(best.reader)
            sources[i].dates = dates.counted(in: best.reader.calendar)
        }
    }

    /// The whole days of a column, as days since 1970.
    ///
    /// Which values are sampled depends on the values alone.
    static func days(_ source: FeatureSource, _ reader: DateReader, sampled: Bool) -> [Int] {
        let values = source.column.values
        let share = sampled ? Double(sampleSize) / Double(max(1, values.count)) : 1
        let bound = share >= 1 ? UInt64.max : UInt64(share * 0x1p64)
        return (1..<UInt32(max(1, values.count))).compactMap { code in
            values.withBytes(code) { value in
                if bound != .max, Hash64.bytes(value) >= bound { return nil }
                guard case .date(let reading) = reader.read(value) else { return nil }
                let day = CivilDate(year: reading.year, month: reading.month, day: reading.day)
                return day?.daysSince1970
            }
        }
    }
}
