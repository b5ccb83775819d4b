import Columns

/// When the ages under a header were taken: `age`, `age_at_2026_06_30`, `age at census`, `age_at_admission`.
struct AgeHeader: Equatable {
    enum Moment: Equatable {
        /// Nothing else than the day that the job is about.
        case reference
        /// A day that the header names; the middle of its year where it names no month.
        case day(DateReader.DayOfYear)
        /// An event of each person's own, which tells no birth.
        case event
    }

    let moment: Moment

    /// Reads a header; nil if it speaks of something else than ages.
    init?(_ header: String) {
        let words = HeaderWords.words(header).flatMap(HeaderVocabulary.split).flatMap(Self.parted)
        guard let age = words.firstIndex(where: { HeaderTable.roles[$0] == .age }) else { return nil }
        let rest = words.indices.filter { $0 != age && !Self.fillers.contains(words[$0]) }.map { words[$0] }
        let isAt = words.contains { Self.moments.contains($0) }
        if rest.isEmpty {
            moment = .reference
        } else if let day = Self.day(rest) {
            moment = .day(day)
        } else if rest.allSatisfy({ Self.counts.contains($0) }) {
            moment = .reference
        } else if rest.allSatisfy(Self.isEvent) || isAt && age == 0 && !rest.contains(where: Self.hasDigit) {
            moment = .event
        } else {
            return nil
        }
    }

    /// Words that say nothing of when, of a job's day, and of something that happens once.
    private static let moments: Set<String> = [
        "at", "on", "as", "when", "bei", "am", "le", "a", "en", "al", "于", "於",
    ]
    private static let fillers: Set<String> = moments.union([
        "of", "in", "the", "de", "der", "zum", "st", "nd", "rd", "th", "years", "year", "yrs", "yr",
        "completed", "full",
        "jahre", "ans", "anos", "年", "月", "日", "号", "歲", "岁", "截至",
    ])
    private static let counts: Set<String> = [
        "census", "survey", "enumeration", "reference", "ref", "date", "day", "snapshot", "extract",
        "extraction",
        "interview", "last", "birthday", "current", "now", "today", "stichtag",
    ]

    private static func isEvent(_ word: String) -> Bool {
        HeaderLexicon.concepts[word] == .event || events.contains(word)
    }

    private static let events: Set<String> = [
        "diagnosis", "onset", "first", "birth", "delivery", "menarche", "retirement", "immigration",
        "emigration",
        "aufnahme", "入院", "結婚", "结婚",
    ]

    private static func hasDigit(_ word: String) -> Bool { word.utf8.contains { $0 &- 0x30 < 10 } }

    /// A word cut where digits begin or end.
    private static func parted(_ word: String) -> [String] {
        var parts: [String] = []
        for character in word {
            if let last = parts.last?.last, last.isNumber == character.isNumber {
                parts[parts.count - 1].append(character)
            } else {
                parts.append(String(character))
            }
        }
        return parts
    }

    /// The day that words name: 2026 06 30, 30 june 2026, 20260630, 2026.
    private static func day(_ words: [String]) -> DateReader.DayOfYear? {
        guard words.contains(where: hasDigit) else { return nil }
        var text = words.joined(separator: "-")
        for order in [DateOrder.yearMonthDay, .dayMonthYear, .monthDayYear] {
            let outcome = text.withUTF8 { DateReader(order: order, isStrict: true).read($0) }
            guard case .date(let reading) = outcome, !reading.marks.contains(.twoDigitYear),
                (1850...2150).contains(reading.year)
            else { continue }
            let month = reading.month == 0 ? 7 : reading.month
            return DateReader.DayOfYear(year: reading.year, month: month, day: max(1, reading.day))
        }
        return nil
    }
}
