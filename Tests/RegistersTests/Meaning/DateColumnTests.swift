import Columns
import Testing

@testable import Registers

@Suite struct DateColumnTests {
    /// Days of a century, spread over all months and days.
    static let days: [CivilDate] = (0..<200).map { CivilDate(daysSince1970: -16_000 + $0 * 173) }

    private func column(
        _ values: [String],
        header: String = "dob",
        role: Role = .birthDate,
        isTaiwanese: Bool = false
    ) -> DateColumn {
        let dictionary = table(["d"], values.map { [$0] }).columns[0].values
        let context = DateColumn.Context(
            field: RegisterField(name: header, role: role),
            isTaiwanese: { isTaiwanese }
        )
        return DateColumn(dictionary, context)
    }

    private func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

    /// Whether a column of days in a notation is read as those days.
    private func isRead(
        header: String = "dob",
        isTaiwanese: Bool = false,
        days: [CivilDate] = Self.days,
        _ notation: (CivilDate) -> String
    ) -> Bool {
        let values = days.map(notation)
        var reader = column(values, header: header, isTaiwanese: isTaiwanese).reader
        reader.latest = .init(year: 2026, month: 6, day: 30)
        return zip(values, days).allSatisfy { value, day in
            canonical(DateCanonicaliser(reader: reader), value) == [day.iso]
        }
    }

    @Test(
        "years of the Republic of China are known by three digits, by marks, by the header, by the register"
    )
    func roc() {
        func roc(_ day: CivilDate) -> Int { day.year - 1911 }
        func three(_ number: Int) -> String {
            String(repeating: "0", count: 3 - String(number).count) + "\(number)"
        }
        #expect(isRead { "\(three(roc($0)))/\(two($0.month))/\(two($0.day))" })
        #expect(isRead { "\(roc($0))/\($0.month)/\($0.day)" })
        #expect(isRead { "\(three(roc($0)))\(two($0.month))\(two($0.day))" })
        #expect(isRead { "\(roc($0))\(two($0.month))\(two($0.day))" })
        #expect(isRead { "\(roc($0))\(two($0.month))\(two($0.day)).0" })
        let early = Self.days.filter { $0.year < 2011 }
        #expect(isRead(header: "出生日期(民國)", days: early) { "\(roc($0))年\($0.month)月\($0.day)日" })
        #expect(isRead(isTaiwanese: true, days: early) { "\(roc($0)).\($0.month).\($0.day)" })
        #expect(isRead { $0.day % 2 == 0 ? "民國\(roc($0))年\($0.month)月\($0.day)日" : $0.iso })
    }

    @Test("six digits are years of the Republic of China where header, register or years beyond 99 say so")
    func sixDigits() {
        func six(_ day: CivilDate) -> String { "\(day.year - 1911)\(two(day.month))\(two(day.day))" }
        let early = Self.days.filter { $0.year < 2011 }
        #expect(isRead(header: "出生日期(民國)", six))
        #expect(isRead(header: "出生日期(民國)", days: early, six))
        #expect(isRead(isTaiwanese: true, days: early) { six($0) + ".0" })
        // One birth in twenty-five is of a year beyond 99.
        let few = early + Self.days.filter { $0.year >= 2011 }.prefix(6)
        #expect(isRead(days: few, six))
        #expect(!column(few.map(six)).mayBeROC)
        // Eight digits stay common years, whatever the header says.
        #expect(isRead(header: "出生日期(民國)") { "\($0.year)\(two($0.month))\(two($0.day))" })
        let open = column(early.map(six))
        #expect(open.reader.calendar == .gregorian && open.mayBeROC)
        #expect(column(early.map { "\($0.year - 1911)/\(two($0.month))/\(two($0.day))" }).mayBeROC)
        #expect(!column(early.map { "\(two($0.day))/\(two($0.month))/\($0.year % 100)" }).mayBeROC)
        #expect(!column(Self.days.map(\.iso)).mayBeROC)
    }

    @Test("two digits before 年 are not guessed")
    func ambiguous() {
        let days = Self.days.filter { $0.year < 2011 }
        let reader = column(days.map { "\($0.year - 1911)年\($0.month)月\($0.day)日" }).reader
        #expect(reader.calendar == .gregorian)
        #expect(canonical(DateCanonicaliser(reader: reader), "60年3月5日") == [""])
    }

    @Test("Buddhist years are known by their size, common ones among them stay")
    func buddhist() {
        #expect(isRead { "\(two($0.day))/\(two($0.month))/\($0.year + 543)" })
        #expect(isRead { "\($0.year + 543)\(two($0.month))\(two($0.day))" })
        #expect(isRead { $0.day % 3 > 0 ? "\($0.year + 543)-\(two($0.month))-\(two($0.day))" : $0.iso })
        // One such year among common ones is a slip.
        #expect(column(Self.days.map(\.iso) + ["2479-01-02"]).reader.calendar == .gregorian)
    }

    @Test("day numbers and seconds are read where the header says dates, and nowhere else")
    func counts() {
        #expect(isRead { "\($0.daysSince1970 + 25_569)" })
        #expect(isRead { "\($0.daysSince1970 + 25_569).0" })
        #expect(isRead { "\($0.daysSince1970 + 25_569).\($0.day)" })
        #expect(isRead { $0.day % 3 > 0 ? "\($0.daysSince1970 + 25_569)" : $0.iso })
        #expect(isRead { "\($0.daysSince1970 * 86_400)" })
        #expect(isRead { "\($0.daysSince1970 * 86_400_000)" })
        #expect(isRead { "\(($0.daysSince1970 * 24 - 8) * 3_600_000)" })
        let numbers = table(["d"], Self.days.map { ["\($0.daysSince1970 + 25_569)"] }).columns[0].values
        let unnamed = DateColumn.Context(field: RegisterField(name: "x", role: .birthDate), isNamed: false)
        #expect(DateColumn(numbers, unnamed).reader.calendar == .gregorian)
    }

    @Test("days of the Julian period are read, and births of one year are no births")
    func julianDays() {
        #expect(isRead { "\($0.daysSince1970 + 2_440_587).5" })
        #expect(isRead { "\($0.daysSince1970 + 2_440_588)" })
        #expect(isRead { "\($0.daysSince1970 + 2_440_588).0" })
        #expect(
            column(Self.days.map { "\($0.daysSince1970 * 100 + 3_000_000)" }).reader.calendar == .gregorian
        )
        // Numbers below zero are no days of Excel.
        #expect(column(Self.days.map { "\($0.daysSince1970)" }).reader.calendar == .gregorian)
        // Events may well lie within a year.
        let events = (0..<100).map { "\(1_700_000_000 + $0 * 86_400)" }
        #expect(column(events, role: .date).reader.calendar == .unixSeconds)
        #expect(column(events).reader.calendar == .gregorian)
    }

    @Test("years of the Republic of China filled up to four digits are read")
    func paddedYears() {
        #expect(
            isRead {
                let year = "\($0.year - 1911)"
                return
                    "\(String(repeating: "0", count: 4 - year.count))\(year)/\(two($0.month))/\(two($0.day))"
            }
        )
        #expect(column(Self.days.map(\.iso) + ["0198-05-12", "0197-01-01"]).reader.calendar == .gregorian)
    }

    @Test("a column that is mostly no dates stops, and every setting that its message names reads it")
    func mends() throws {
        func refusal(_ notation: (CivilDate) -> String) -> String? {
            let one = table(["dob"], Self.days.map { [notation($0)] }).columns[0]
            let reader = column(Self.days.map(notation)).reader
            let check = DateCheck(one, reader, missing: [], isYear: false)
            do throws(SchemaError) {
                try check.refuse("a", "dob", .birthDate)
                return nil
            } catch {
                return error.detail
            }
        }
        #expect(refusal(\.iso) == nil)
        let days = try #require(refusal { "\($0.daysSince1970)" })
        #expect(days.contains("calendar: unix_days") && days.contains("`calendar: sas_days`"))
        #expect(!days.contains("format:") && !days.contains("excel"))
        for calendar in [DateCalendar.unixDays, .sasDays] {
            var reader = column(Self.days.map { "\($0.daysSince1970)" }).reader
            reader.calendar = calendar
            let shift = calendar == .sasDays ? -3653 : 0
            for day in Self.days {
                let read = canonical(DateCanonicaliser(reader: reader), "\(day.daysSince1970)")
                #expect(read == [CivilDate(daysSince1970: day.daysSince1970 + shift).iso])
            }
        }
        let islamic = try #require(refusal { "\($0.year - 579)/\(two($0.month))/\(two($0.day))" })
        #expect(islamic.contains("Islamic calendar") && islamic.contains("200 of 200 values name no day"))
        let seasons = try #require(refusal { "\($0.year) spring \(two($0.day))" })
        #expect(seasons.contains("no `format` and no `calendar` reads them; write them as YYYY-MM-DD"))
    }

    @Test("numbers that lost zeros at their beginning are filled up")
    func lostZeros() {
        #expect(isRead { "\(($0.day * 100 + $0.month) * 10_000 + $0.year)" })
        #expect(isRead { "\(($0.month * 100 + $0.day) * 10_000 + $0.year)" })
        let late = Self.days.filter { (1950..<2018).contains($0.year) }
        #expect(isRead(days: late) { "\(($0.year % 100 * 100 + $0.month) * 100 + $0.day)" })
        // A few digits lost by slips do not make another notation.
        let slips = Self.days.map { "\(($0.year * 100 + $0.month) * 100 + $0.day)" } + ["1972131", "9560409"]
        #expect(!column(slips).reader.hasLostZeros && column(slips).reader.calendar == .gregorian)
    }

    @Test(
        "instants at the midnight of one place are read as its day",
        arguments: [
            [16 * 60], [16 * 60, 15 * 60], [16 * 60, 15 * 60 + 30], [23 * 60, 22 * 60], [18 * 60 + 30],
            [0, 23 * 60],
            [12 * 60, 11 * 60], [5 * 60, 4 * 60],
        ]
    )
    func midnights(minutes: [Int]) {
        func written(_ day: CivilDate) -> String {
            let minute = minutes[day.day % minutes.count]
            let written = minute >= 11 * 60 ? CivilDate(daysSince1970: day.daysSince1970 - 1) : day
            return "\(written.iso)T\(two(minute / 60)):\(two(minute % 60)):00.000Z"
        }
        #expect(isRead(written))
        #expect(isRead { written($0).replacing(".000Z", with: "+00:00") })
    }

    @Test("noon, midnight, local time and times of events leave days as they are written")
    func keptDays() {
        #expect(isRead { "\($0.iso)T12:00:00Z" })
        #expect(isRead { "\($0.iso) 00:00:00" })
        #expect(isRead { "\($0.iso)T16:00:00+08:00" })
        #expect(isRead { "\($0.iso)T\(two($0.day % 24)):\(two($0.month)):00Z" })
        let varied = Self.days.map { "\($0.iso)T\(two($0.day % 24)):\(two($0.month)):00Z" }
        #expect(column(varied).hasInstants)
        let evenings = Self.days.map { "\($0.iso) 17:00" }
        #expect(column(evenings, role: .date).reader.instants == .asWritten)
        #expect(column(evenings.map { $0 + "Z" }, role: .date).reader.instants != .asWritten)
    }

    @Test("an order that no value decides is told")
    func guessedOrder() {
        let open = (1...12).map { "\(two($0))/\(two(13 - $0))/1980" }
        #expect(column(open).isOrderGuessed && column(open).reader.order == .dayMonthYear)
        #expect(!column(open + ["25/12/1980"]).isOrderGuessed)
        let many = (1...12).flatMap { month in (1970..<1980).map { "\(two(month))/\(two(13 - month))/\($0)" }
        }
        #expect(column(many + ["25/12/1980"]).isOrderGuessed)
        #expect(column(open + ["12/25/1980"]).reader.order == .monthDayYear)
        #expect(!column(Self.days.map(\.iso)).isOrderGuessed)
    }

    @Test("the latest day leaves slips out")
    func latest() {
        let day = Self.days[199]
        let latest = DateReader.DayOfYear(year: day.year, month: day.month, day: day.day)
        #expect(column(Self.days.map(\.iso)).latestDay == latest)
        #expect(column(Self.days.map(\.iso) + ["2089-01-01"]).latestDay == latest)
        #expect(
            column(["1936", "1998"], role: .birthYear).latestDay == .init(year: 1998, month: 12, day: 31)
        )
        #expect(column(["01/02/36"]).latestDay == nil)
    }

    @Test("of many values a sample is looked at that the order of rows does not change")
    func sampling() {
        let values = (0..<3000).map { CivilDate(daysSince1970: -16_000 + $0 * 11).iso }
        func evidence(_ values: [String]) -> [[UInt8]] {
            let dictionary = table(["d"], values.map { [$0] }).columns[0].values
            return DateEvidence(dictionary, without: [], sampling: 500, isYear: false).sample
        }
        let found = evidence(values)
        #expect((350...650).contains(found.count))
        #expect(Set(found) == Set(evidence(values.reversed())))
    }
}
