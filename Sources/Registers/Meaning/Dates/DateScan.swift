import Columns

/// The groups of digits in a text, the name of a month among them, and the time of day behind them.
struct DateScan {
    /// The groups of digits, as numbers and by their lengths; at most eight, time of day included.
    private(set) var numbers = InlineArray<8, Int>(repeating: 0)
    private(set) var lengths = InlineArray<8, Int>(repeating: 0)
    /// Groups of digits, and how many of them belong to the day.
    private(set) var count = 0
    private(set) var dayGroups = 0
    /// 1…12 for the name of a month, else 0; and how many groups stand before it.
    private(set) var monthName = 0
    private(set) var namePosition = 0
    /// Whether nothing but the parts of a date and words between them was found.
    private(set) var isReadable = true
    /// The byte before the second group.
    private(set) var firstSeparator: UInt8 = 0
    /// Whether the second group is a week of the year, as in 1980-W05-3.
    private(set) var isWeek = false
    /// What is said about the place of the time of day.
    private(set) var zone = Zone.none

    /// What a time of day is counted in.
    enum Zone: Equatable {
        /// Nothing is said.
        case none
        case utc
        /// The local time of a place with another offset.
        case local
    }

    private var isInTime = false
    private var isAfternoon = false
    private var isMorning = false

    init(_ text: ByteView) {
        var i = 0
        while i < text.count, isReadable {
            let byte = text[i]
            if byte &- 48 < 10 {
                i = group(text, i)
            } else if let end = unknown(text, i) {
                note(0, length: end - i == 4 ? 4 : 2)
                i = end
            } else if (byte | 0x20) &- 97 < 26 {
                i = word(text, i)
            } else {
                if byte == 0x3a, !isInTime { beginTime() }
                if isInTime, count > dayGroups, byte == 0x2b || byte == 0x2d, isOffset(text, i) {
                    zone = isZero(text, i + 1) ? .utc : .local
                    break
                }
                i += 1
            }
        }
        if !isInTime { dayGroups = min(count, 8) }
        takeYearBehindTime()
    }

    /// The year belongs to the day in `Mon Mar 05 00:00:00 HKT 1984`, as Unix and Java write dates.
    private mutating func takeYearBehindTime() {
        guard isInTime, monthName != 0, dayGroups == 1, (4...8).contains(count) else { return }
        let last = count - 1
        guard lengths[last] == 4, lengths[0] <= 2, (1..<last).allSatisfy({ lengths[$0] <= 2 }) else { return }
        let year = numbers[last]
        for group in stride(from: last, to: 1, by: -1) {
            numbers[group] = numbers[group - 1]
            lengths[group] = lengths[group - 1]
        }
        numbers[1] = year
        lengths[1] = 4
        dayGroups = 2
    }

    /// The time of day in seconds; nil where none is given.
    var secondOfDay: Int? {
        guard isInTime, count > dayGroups, dayGroups < 8 else { return nil }
        var hour = numbers[dayGroups]
        var minute = dayGroups + 1 < min(8, count) ? numbers[dayGroups + 1] : 0
        var second = dayGroups + 2 < min(8, count) ? numbers[dayGroups + 2] : 0
        if lengths[dayGroups] == 6 || lengths[dayGroups] == 4 {
            // As in 19360731T160000Z.
            let compact = lengths[dayGroups] == 4 ? hour * 100 : hour
            (hour, minute, second) = (compact / 10_000, compact / 100 % 100, compact % 100)
        }
        if isAfternoon, hour < 12 { hour += 12 }
        if isMorning, hour == 12 { hour = 0 }
        guard hour < 24, minute < 60, second < 60 else { return nil }
        return hour * 3600 + minute * 60 + second
    }

    /// Replaces a group by a year of four digits.
    mutating func setYear(_ year: Int, ofGroup group: Int) {
        guard group < 8 else { return }
        numbers[group] = year
        lengths[group] = 4
    }

    // MARK: Reading

    private mutating func group(_ text: ByteView, _ start: Int) -> Int {
        var i = start
        var number = 0
        while i < text.count, text[i] &- 48 < 10 {
            if i - start < 17 { number = number * 10 + Int(text[i] &- 48) }
            i += 1
        }
        if count == 1, start > 0 { firstSeparator = text[start - 1] }
        note(number, length: i - start)
        return i
    }

    private mutating func note(_ number: Int, length: Int) {
        if count < 8 {
            numbers[count] = number
            lengths[count] = length
        }
        count += 1
    }

    /// The end of letters or marks that stand for a part of the day that is not known, as in 1980-09-XX, ??/09/1980 and
    /// UN-SEP-1980; nil where there are none.
    ///
    /// They stand alone between separators, for at most four digits.
    private func unknown(_ text: ByteView, _ start: Int) -> Int? {
        let first = text[start] | 0x20
        guard !isInTime, first == 0x78 || first == 0x75 || text[start] == 0x3f || text[start] == 0x2a else {
            return nil
        }
        func isEdge(_ i: Int) -> Bool {
            i < 0 || i >= text.count || [0x2d, 0x2f, 0x2e, 0x20].contains(text[i])
        }
        var end = start
        while end < text.count, text[end] | 0x20 == first { end += 1 }
        // UN and UNK are what clinical data say (CDISC).
        if first == 0x75, end == start + 1, end < text.count, text[end] | 0x20 == 0x6e {
            end += end + 1 < text.count && text[end + 1] | 0x20 == 0x6b ? 2 : 1
        }
        let isAlone = isEdge(start - 1) && isEdge(end) && end - start <= 4 && text.count > end - start
        // One X is October in 12.X.1980, and a mark behind a date says that it is doubtful.
        let isMark = first < 0x41 && start > 0 && text[start - 1] != 0x20
        return isAlone && (end - start > 1 || isMark) ? end : nil
    }

    /// The colon belongs to the group before it, unless that is a year (as in 01AUG1936:00:00).
    private mutating func beginTime() {
        isInTime = true
        let isHour = count > 0 && count <= 8 && lengths[count - 1] <= 2
        dayGroups = min(8, isHour ? count - 1 : count)
    }

    private mutating func word(_ text: ByteView, _ start: Int) -> Int {
        var i = start
        while i < text.count, (text[i] | 0x20) &- 97 < 26 { i += 1 }
        let length = i - start
        let first = text[start] | 0x20
        // The T of ISO 8601, behind the day; before it, the Taishō era.
        if length == 1, first == 0x74, count > 0, i < text.count, text[i] &- 48 < 10 {
            if !isInTime {
                isInTime = true
                dayGroups = min(8, count)
            }
            return i
        }
        if length == 1, first == 0x77, count == 1, lengths[0] == 4, !isInTime, i < text.count,
            text[i] &- 48 < 10
        {
            isWeek = true
            return i
        }
        if isInTime {
            let second = length == 2 ? text[start + 1] | 0x20 : 0
            if length == 2, second == 0x6d {
                isAfternoon = first == 0x70
                isMorning = first == 0x61
            } else if DateWords.isUTC(text.part(start..<i)) {
                zone = .utc
            } else if zone == .none {
                // The name of a place's time.
                zone = .local
            }
            return i
        }
        if let month = month(text, start..<i) {
            if monthName != 0 { isReadable = false }
            monthName = month
            namePosition = count
        } else if !DateWords.isFiller(text.part(start..<i)) || count == 0 && length == 1 {
            isReadable = false
        }
        return i
    }

    /// The month of a word, or of a Roman numeral between numbers.
    private func month(_ text: ByteView, _ range: Range<Int>) -> Int? {
        if let month = DateWords.month(text.part(range)) { return month }
        guard count == 1, text[range.upperBound...].contains(where: { $0 &- 48 < 10 }) else { return nil }
        return DateWords.roman(text.part(range))
    }

    /// Whether a sign stands before an offset such as +08:00, not between parts of a day.
    private func isOffset(_ text: ByteView, _ sign: Int) -> Bool {
        sign + 2 < text.count && text[sign + 1] &- 48 < 10 && text[sign + 2] &- 48 < 10
    }

    private func isZero(_ text: ByteView, _ start: Int) -> Bool {
        for i in start..<text.count where text[i] != 0x30 && text[i] != 0x3a {
            if text[i] == 0x20 || text[i] == 0x28 { return true }
            return false
        }
        return true
    }
}
