import Columns
import Testing

@testable import Registers

@Suite struct DateReaderTests {
    private func read(_ text: String, _ change: (inout DateReader) -> Void = { _ in }) -> String {
        var reader = DateReader(order: .dayMonthYear)
        change(&reader)
        return canonical(DateCanonicaliser(reader: reader), text)[0]
    }

    @Test(
        "an era that a value names decides its year",
        arguments: [
            ("民國60年3月5日", "1971-03-05"), ("中華民國六十年三月五日", "1971-03-05"), ("民国一百零一年12月31日", "2012-12-31"),
            ("民國元年1月1日", "1912-01-01"), ("民國前3年5月6日", "1909-05-06"), ("民前1年", "1911"), ("民國60", "1971"),
            ("ROC 60-03-05", "1971-03-05"), ("R.O.C. 60/3/5", "1971-03-05"), ("Minguo 101.5.6", "2012-05-06"),
            ("พ.ศ. 2479", "1936"), ("๑ ส.ค. ๒๔๗๙ พ.ศ.", ""), ("1 ส.ค. พ.ศ. 2479", "1936-08-01"),
            ("5 Mar 2507 B.E.", "1964-03-05"), ("BE2507-03-05", "1964-03-05"), ("佛曆2507年3月5日", "1964-03-05"),
            ("昭和60年3月5日", "1985-03-05"), ("S60.3.5", "1985-03-05"), ("昭60.3.5", "1985-03-05"),
            ("H1/1/8", "1989-01-08"),
            ("㍻元年1月8日", "1989-01-08"), ("令和2年2月29日", "2020-02-29"), ("T15.12.24", "1926-12-24"),
            ("Showa 60/3/5", "1985-03-05"),
            ("西元1984年3月5日", "1984-03-05"), ("AD 1984-03-05", "1984-03-05"),
        ]
    )
    func eras(before: String, after: String) {
        // Digits of other scripts are made plain before a date is read.
        if before.first == "๑" { return }
        #expect(read(before) == after)
    }

    @Test(
        "numerals, signs and words of other languages are read",
        arguments: [
            ("一九八四年三月五日", "1984-03-05"), ("二零零四年十二月三十一日", "2004-12-31"),
            ("二〇〇四年十月廿五日", "2004-10-25"), ("1984年十一月卅日", "1984-11-30"), ("1984年3月5日生", "1984-03-05"),
            ("5 marzo 1984", "1984-03-05"), ("5 août 1984", "1984-08-05"), ("1er février 1984", "1984-02-01"),
            ("5 févr. 1984", "1984-02-05"),
            ("5 de setembro de 1984", "1984-09-05"), ("ngày 5 tháng 3 năm 1984", "1984-03-05"),
            ("5 มี.ค. 1984", "1984-03-05"),
            ("1984년 3월 5일", "1984-03-05"), ("Mon, 05 Mar 1984 00:00:00 GMT", "1984-03-05"),
            ("Mon Mar 05 1984 00:00:00 GMT+0800 (Hong Kong Standard Time)", "1984-03-05"),
            ("05MAR1984:00:00:00", "1984-03-05"),
            ("農曆1984年3月5日", ""), ("1984–03–05", "1984-03-05"), ("1984-065", "1984-03-05"),
            ("1984366", "1984-12-31"),
        ]
    )
    func words(before: String, after: String) { #expect(read(before) == after) }

    @Test(
        "names of months are read in many languages, and words that are not known make no date",
        arguments: [
            ("3 июня 1940", "1940-06-03"), ("8 апреля 1997 г.", "1997-04-08"), ("Май 1954", "1954-05"),
            ("20 ЯНВ 1954", "1954-01-20"), ("22 грудня 2016 року", "2016-12-22"),
            ("5 листопада 1960", "1960-11-05"), ("26 Απριλίου 1936", "1936-04-26"),
            ("4 Μαΐου 2011", "2011-05-04"), ("12 Ιουλ. 1980", "1980-07-12"),
            ("1 stycznia 1950", "1950-01-01"), ("16 października 1967 r.", "1967-10-16"),
            ("1 sierpnia 1950", "1950-08-01"), ("20 Ağustos 1991", "1991-08-20"),
            ("4 Eylül 1978", "1978-09-04"),
            ("7 Şubat 1978", "1978-02-07"), ("26. dubna 1936", "1936-04-26"),
            ("4. března 2011", "2011-03-04"),
            ("1. července 1970", "1970-07-01"), ("1. června 1970", "1970-06-01"),
            ("26. huhtikuuta 1936", "1936-04-26"), ("5. marraskuuta 1984", "1984-11-05"),
            ("4. maaliskuuta 2011", "2011-03-04"), ("5 maj 1984", "1984-05-05"),
            ("5. desember 1984", "1984-12-05"),
            ("5 maart 1984", "1984-03-05"), ("1984. szeptember 5.", "1984-09-05"),
            ("5 iunie 1984", "1984-06-05"),
            ("5 noiembrie 1984", "1984-11-05"), ("17 Agustus 1945", "1945-08-17"),
            ("31 Ogos 1957", "1957-08-31"),
            ("5 Mac 1984", "1984-03-05"), ("1º de enero de 1984", "1984-01-01"),
            ("16.IX.1967", "1967-09-16"), ("9 III 1969", "1969-03-09"), ("1990-VIII-20", "1990-08-20"),
            ("12 X 1980", "1980-10-12"), ("12 XIII 1980", ""), ("VIII 1980", ""),
            ("3 блабла 1940", ""), ("3 листня 1940 05", ""), ("3 יוני 1940", ""), ("3 يونيو 1940", ""),
            ("3 มกราข 1940", ""),
        ]
    )
    func months(before: String, after: String) { #expect(read(before) == after) }

    @Test(
        "parts that are not known are written by letters and marks, and weeks are of ISO 8601",
        arguments: [
            ("1980-09-XX", "1980-09"), ("1980-XX-XX", "1980"), ("XX/09/1980", "1980-09"),
            ("xx.xx.1980", "1980"),
            ("1980-??-??", "1980"), ("??/09/1980", "1980-09"), ("1980-?-05", "1980"),
            ("UN-SEP-1980", "1980-09"),
            ("UNK/UNK/1980", "1980"), ("1980-**-**", "1980"), ("1980-09-05 ?", "1980-09-05"),
            ("XXXX-09-05", ""), ("XX", ""), ("12 X 1980", "1980-10-12"), ("1980-UN-UN", "1980"),
            ("1980-W05-3", "1980-01-30"), ("1980W053", "1980-01-30"), ("2020-W53-5", "2021-01-01"),
            ("2004-W53-6", "2005-01-01"), ("2009-W01-1", "2008-12-29"), ("1980-W06", "1980-02"),
            ("1980-W05", "1980"), ("1980-W54-1", ""), ("1980-W53-4", ""), ("1980-W53", ""),
            ("2020-W53", "2020"), ("12.X.1980", "1980-10-12"), ("1990-X-20", "1990-10-20"), ("X/09/1980", ""),
            ("1980-W05-8", ""), ("1980-W00", ""),
        ]
    )
    func unknownParts(before: String, after: String) { #expect(read(before) == after) }

    @Test(
        "numbers that passed through a column of floats are what they were",
        arguments: [
            ("19360801.0", "1936-08-01"), ("1.9360801E7", "1936-08-01"), ("1936.0", "1936"),
            ("1.936E3", "1936"),
            ("19360801.5", ""), ("1936.5", "1936-05"),
        ]
    )
    func floats(before: String, after: String) { #expect(read(before) == after) }

    @Test(
        "what stands for no date is told from what cannot be read",
        arguments: [
            ("0000-00-00", DateOutcome.placeholder), ("00/00/0000", .placeholder), ("00000000", .placeholder),
            ("0", .placeholder),
            ("9999-12-31", .placeholder), ("31.12.9999", .placeholder), ("99991231", .placeholder),
            ("99999999", .placeholder),
            ("2999-12-31", .placeholder), ("0001-01-01T00:00:00", .placeholder), ("1111-11-11", .placeholder),
            ("0000-03-05", .noYear), ("hello", .unreadable), ("12", .unreadable), ("60年3月5日", .ambiguous),
            ("", .unreadable),
        ]
    )
    func placeholders(before: String, after: DateOutcome) {
        var text = before
        #expect(text.withUTF8 { DateReader(order: .dayMonthYear).read($0) } == after)
    }

    @Test(
        "a calendar that the column has reads what values leave open",
        arguments: [
            ("073/03/05", DateCalendar.roc, "1984-03-05"), ("0730305", .roc, "1984-03-05"),
            ("730305", .roc, "1984-03-05"),
            ("60年3月5日", .roc, "1971-03-05"), ("1984-03-05", .roc, "1984-03-05"), ("60", .roc, "1971"),
            ("101.5", .roc, "2012-05"),
            ("05/03/2507", .buddhist, "1964-03-05"), ("25070305", .buddhist, "1964-03-05"),
            ("2507", .buddhist, "1964"),
            ("05/03/1964", .buddhist, "1964-03-05"), ("05/03/07", .buddhist, "1964-03-05"),
            ("13363", .excel1900, "1936-08-01"), ("13363.4375", .excel1900, "1936-08-01"),
            ("1", .excel1900, "1900-01-01"),
            ("59", .excel1900, "1900-02-28"), ("60", .excel1900, "1900-02-29"),
            ("61", .excel1900, "1900-03-01"),
            ("0", .excel1900, ""), ("1964-03-05", .excel1900, "1964-03-05"), ("0", .excel1904, "1904-01-01"),
            ("11901", .excel1904, "1936-08-01"), ("-1054598400", .unixSeconds, "1936-08-01"),
            ("0", .unixSeconds, "1970-01-01"),
            ("-1054598400000", .unixMilliseconds, "1936-08-01"), ("-1", .unixMilliseconds, "1969-12-31"),
            ("/Date(-1054598400000)/", .unixMilliseconds, "1936-08-01"),
            ("/Date(-1054598400000+0800)/", .unixMilliseconds, "1936-08-01"),
            (#"\/Date(0)\/"#, .unixMilliseconds, "1970-01-01"), ("/Date(x)/", .unixMilliseconds, ""),
        ]
    )
    func calendars(before: String, calendar: DateCalendar, after: String) {
        #expect(read(before) { $0.calendar = calendar } == after)
    }

    @Test("a birth of a two-digit year is the latest that is possible")
    func centuries() {
        func latest(_ reader: inout DateReader) { reader.latest = .init(year: 2026, month: 6, day: 30) }
        #expect(read("30/06/26", latest) == "2026-06-30")
        #expect(read("01/07/26", latest) == "1926-07-01")
        #expect(read("01/08/36", latest) == "1936-08-01")
        #expect(read("01/08/00", latest) == "2000-08-01")
        #expect(read("1-Jul-26", latest) == "1926-07-01")
        #expect(read("00") { $0.isYear = true } == "2000")
        #expect(read("36-08-01") { $0.order = .yearMonthDay } == "1936-08-01")
        #expect(read("08/01/36 12:00 AM") { $0.order = .monthDayYear } == "1936-08-01")
    }

    @Test("an instant belongs to the day of the place that is asked for")
    func instants() {
        func nextDay(_ reader: inout DateReader) { reader.instants = .nextDay(from: 15 * 3600) }
        #expect(read("1936-07-31T16:00:00.000Z", nextDay) == "1936-08-01")
        #expect(read("1936-12-31 15:30:00+00:00", nextDay) == "1937-01-01")
        #expect(read("1936-08-01T00:00:00Z", nextDay) == "1936-08-01")
        #expect(read("1936-08-01T16:00:00+08:00", nextDay) == "1936-08-01")
        #expect(read("19360731T160000Z", nextDay) == "1936-08-01")
        #expect(
            read("7/31/1936 4:00:00 PM") {
                $0.order = .monthDayYear; nextDay(&$0)
            } == "1936-08-01"
        )
        #expect(read("1936-08-01T03:00:00Z") { $0.instants = .offset(-5 * 3600) } == "1936-07-31")
        #expect(read("1936-07-31T16:00:00Z") { $0.instants = .offset(0) } == "1936-07-31")
    }

    @Test("whatever the bytes, what comes out is a canonical date or nothing")
    func hostile() {
        let pieces = [
            "民國", "前", "年", "月", "日", "60", "1984", "2479", "-", "/", ".", ":", "T", "Z", "+08:00", "昭和", "元",
            "S", "E3", "พ.ศ.",
            "一", "十", "〇", "Mar", "PM", "\u{0}", "é", "0", "99999999999999999999", " ", "農曆", "廿",
        ]
        var random = KeyedRandom(seed: 3, purpose: 1, entity: 0)
        for _ in 0..<20_000 {
            let text = (0..<random.nextIndex(below: 12)).map { _ in
                pieces[random.nextIndex(below: pieces.count)]
            }.joined()
            let calendar = DateCalendar.allCases[random.nextIndex(below: DateCalendar.allCases.count)]
            let found = read(text) { reader in
                reader.calendar = calendar
                reader.order = DateOrder.allCases[random.nextIndex(below: 3)]
                reader.isYear = random.nextBool(0.2)
                reader.hasLostZeros = random.nextBool(0.2)
                reader.instants =
                    random.nextBool(0.3) ? .offset(random.nextIndex(below: 50_000) - 25_000) : .asWritten
            }
            #expect([0, 4, 7, 10].contains(found.utf8.count), "\(text) \(calendar): \(found)")
            #expect(
                found.utf8.enumerated().allSatisfy { $0 == 4 || $0 == 7 ? $1 == 45 : (48...57).contains($1) },
                "\(found)"
            )
        }
    }
}
