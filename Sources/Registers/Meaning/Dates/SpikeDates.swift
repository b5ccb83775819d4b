import Columns

/// Days that software writes where it has none: 1900-01-01, 1970-01-01, 1899-12-30.
///
/// They are days like others, too. In a column they stand for “no value” if far more records have them than have the
/// same day of the years around.
enum SpikeDates {
    /// The days, as YYYYMMDD.
    private static let days = [
        17_530_101, 18_000_101, 18_991_230, 18_991_231, 19_000_101, 19_010_101, 19_040_101, 19_111_111,
        19_700_101, 20_000_101,
    ]
    /// The years, where years are all there is.
    private static let years = [1753, 1800, 1899, 1900, 1901]
    /// The distances of the years that are looked at for comparison; ages are rounded to tens.
    private static let distances = [1, 2, 3, 4, 5, 10, 20]
    /// A spike has at least so many records, and so many times as many as the most frequent of the others.
    private static let least = 5
    private static let times = 5

    /// Whether digits are those of such a day, year first or last.
    static func isListed(_ digits: [UInt8]) -> Bool {
        guard digits.count == 8 else { return false }
        let number = digits.reduce(0) { $0 * 10 + Int($1) - 48 }
        let yearLast = number % 10_000 * 10_000 + number / 10_000
        let monthFirst = yearLast / 10_000 * 10_000 + yearLast % 100 * 100 + yearLast / 100 % 100
        return [number, yearLast, monthFirst].contains { days.contains($0) }
    }

    /// The day that a value names, in whatever year: 1753 is none in which people of a register were born.
    private static func reading(_ outcome: DateOutcome) -> DateReading? {
        switch outcome {
        case .date(let reading), .impossible(let reading): reading
        default: nil
        }
    }

    /// The codes whose values are such days, and of which the column has too many.
    ///
    /// - Parameters:
    ///   - readings: What each code's value reads as, in the order of codes.
    ///   - counts: The records of each code.
    static func codes(_ readings: [DateOutcome], counts: [UInt32], isYear: Bool) -> Set<UInt32> {
        var records: [Int: Int] = [:]
        var ofDay: [Int: [UInt32]] = [:]
        let listed = isYear ? years.map { $0 * 10_000 } : days
        let dayOfYear = Set(listed.map { $0 % 10_000 })
        for (code, outcome) in readings.enumerated() {
            guard let reading = Self.reading(outcome) else { continue }
            let day = reading.year * 10_000 + reading.month * 100 + reading.day
            guard dayOfYear.contains(day % 10_000) else { continue }
            records[day, default: 0] += Int(counts[code])
            if listed.contains(day) { ofDay[day, default: []].append(UInt32(code)) }
        }
        var codes: Set<UInt32> = []
        for day in listed {
            let others = distances.flatMap { [day - $0 * 10_000, day + $0 * 10_000] }
                .filter { !listed.contains($0) }
            let usual = others.map { records[$0, default: 0] }.max() ?? 0
            let found = records[day, default: 0]
            if found >= least, found >= times * max(1, usual) { codes.formUnion(ofDay[day, default: []]) }
        }
        return codes
    }
}

/// Numbers that people type where they have none: 9999, 11111111, 123456.
///
/// They stand for “no value” where far more records have them than have other values of the column.
enum SpikeCodes {
    private static let least = 5
    private static let times = 10.0
    /// The roles whose values are codes of many digits.
    private static let roles: [Role] = [.nationalID, .identifier, .phone, .postcode]

    static func codes(_ column: CodedColumn, role: Role) -> Set<UInt32> {
        guard roles.contains(role) || role == .number || role == .age else { return [] }
        let counts = column.counts()
        let present = counts.dropFirst().count { $0 > 0 }
        let filled = counts.dropFirst().reduce(0) { $0 + Int($1) }
        if present < 2 { return [] }
        var codes: Set<UInt32> = []
        for code in 1..<UInt32(counts.count) where counts[Int(code)] >= least {
            let others = Double(filled - Int(counts[Int(code)])) / Double(present - 1)
            guard Double(counts[Int(code)]) >= times * others else { continue }
            let isFiller = column.values.withBytes(code) { value in Self.isFiller(value, role) }
            if isFiller, role != .number || isFarOut(code, column, counts) { codes.insert(code) }
        }
        return codes
    }

    /// Whether a value is one digit again and again, or counts from one.
    private static func isFiller(_ value: ByteView, _ role: Role) -> Bool {
        guard let first = value.first, value.allSatisfy({ $0 &- 48 < 10 }) else { return false }
        let isOne = value.allSatisfy { $0 == first }
        if role == .number || role == .age { return isOne && first == 0x39 && value.count >= 3 }
        if isOne { return value.count >= 4 || first == 0x30 }
        return first == 0x31 && value.count >= 6 && zip(value, value.dropFirst()).allSatisfy { $1 == $0 + 1 }
    }

    /// Whether all other numbers of a column are less than half of one.
    private static func isFarOut(_ code: UInt32, _ column: CodedColumn, _ counts: [UInt32]) -> Bool {
        func number(_ code: UInt32) -> Double { Double(column.values.string(code)) ?? 0 }
        let limit = number(code) / 2
        return (1..<UInt32(counts.count)).allSatisfy {
            $0 == code || counts[Int($0)] == 0 || number($0) < limit
        }
    }
}
