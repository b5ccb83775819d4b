import Columns

/// What must be told of a column's values: what was dropped, guessed or shifted.
struct ValueNotices {
    private let register: String
    private let source: FeatureSource
    private let tally: StepTally
    private var notices: [RegisterNotice] = []

    /// Tokens that are listed one by one.
    private static let listedTokens = 6

    /// The notices of one column.
    static func of(_ source: FeatureSource, register: String, _ tally: StepTally) -> [RegisterNotice] {
        var told = ValueNotices(register: register, source: source, tally: tally)
        told.tellMissing()
        if source.dates != nil { told.tellDates() }
        told.tellNumbers()
        told.tellRest()
        return told.notices
    }

    private init(register: String, source: FeatureSource, tally: StepTally) {
        self.register = register
        self.source = source
        self.tally = tally
    }

    private mutating func tell(_ kind: RegisterNotice.Kind, _ count: Int, _ detail: String) {
        notices.append(
            RegisterNotice(
                register: register,
                column: source.column.name,
                kind: kind,
                count: count,
                total: tally.filled,
                detail: detail
            )
        )
    }

    /// Tells of a kind of change, if there was any, behind the number of its values.
    private mutating func tell(_ kind: RegisterNotice.Kind, _ change: StandardisationKind, _ rest: String) {
        let count = tally.count(change)
        if count > 0 { tell(kind, count, "\(of(count)) \(rest)") }
    }

    private func of(_ count: Int) -> String { "\(count) of \(tally.filled) values" }

    // MARK: Kinds

    private mutating func tellMissing() {
        let missing = tally.missing
        let count = missing.reduce(0) { $0 + $1.records }
        if count == 0 { return }
        var list = missing.prefix(Self.listedTokens).map { "\($0.token) ×\($0.records)" }
        let rest = missing.dropFirst(Self.listedTokens).reduce(0) { $0 + $1.records }
        if rest > 0 { list.append("others ×\(rest)") }
        tell(
            .valuesMissing,
            count,
            "\(of(count)) stand for “no value” and were dropped: \(list.joined(separator: ", "))"
        )
    }

    private mutating func tellDates() {
        guard let dates = source.dates, case .date(let reader) = source.form else { return }
        let shape = tally.shape(.dateUnreadable).map { "; the first has the shape “\($0)”" } ?? ""
        tell(.datesUnreadable, .dateUnreadable, "are no dates and were dropped\(shape)")
        tell(.datesWithoutYear, .dateNoYear, "have no year and were dropped")
        tell(
            .datesAmbiguous,
            .dateAmbiguous,
            "have years that calendars read differently, and were dropped; name the column's `calendar`"
        )
        tell(
            .datesImpossible,
            .dateImpossible,
            "name no day, such as a 31st of February; their digits were kept"
        )
        tell(
            .datesDoubtful,
            .datePlaceholder,
            "are the first of January of 1900 or 1901, often a placeholder; too few to tell, they were kept"
        )
        tell(
            .centuryGuessed,
            .dateTwoDigitYear,
            "have years of two digits, read as up to " + latest(reader, dates)
                + (dates.mayBeROC
                    ? "; nothing tells whether they are common years, as was assumed, or 民國 years, which `calendar: "
                        + "roc` says" : "")
        )
        if dates.isOrderGuessed {
            tell(
                .dateOrderGuessed,
                0,
                "hardly a value tells whether day or month stands first; they were read as "
                    + "\(reader.order.rawValue), and the column's `format` says otherwise"
            )
        }
        tell(
            .datesSwapped,
            .dateSwapped,
            "are dates only with day and month the other way round than the column's order "
                + "(\(reader.order.rawValue)), and were read so"
        )
        tellCalendars(reader, dates)
        tellInstants(reader, dates)
    }

    private func latest(_ reader: DateReader, _ dates: DateColumn) -> String {
        let day = reader.latest
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let text = "\(day.year)-\(two(day.month))-\(two(day.day))"
        switch dates.latestOrigin {
        case .pivot(let year): return "\(year), the column's pivot"
        case .referenceDate:
            return source.role == .date
                ? "\(text), twenty years after the reference date" : "\(text), the reference date"
        case .registers:
            let what = source.role == .date ? "twenty years after the latest date" : "the latest date"
            return
                "\(text), \(what) of the registers, as there is no `reference_date`; the column's `pivot` says otherwise"
        case .births:
            return
                "\(text), the latest birth that registers have in full; the column's `pivot` says otherwise"
        case .constant:
            return "\(text), as nothing tells the latest; give `reference_date` or the column's `pivot`"
        }
    }

    private mutating func tellCalendars(_ reader: DateReader, _ dates: DateColumn) {
        let setting = dates.isCalendarDeclared ? "" : "; the column's `calendar` says otherwise"
        for (change, calendar) in [
            (StandardisationKind.dateROC, DateCalendar.roc), (.dateBuddhist, .buddhist),
        ] {
            let why = dates.isCalendarFromBirths ? ", as the births of other registers show\(setting)" : ""
            tell(
                .calendarConverted,
                change,
                "are in \(calendar.text) and were turned into common years\(why)"
            )
        }
        tell(
            .calendarConverted,
            .dateJapanese,
            "are in years of Japanese eras and were turned into common years"
        )
        tell(
            .calendarConverted,
            .dateDayNumber,
            "are \(reader.calendar.text) and were turned into dates\(setting)"
        )
        tell(
            .calendarConverted,
            .dateUnixTime,
            "are \(reader.calendar.text) and were turned into dates\(setting)"
        )
    }

    private mutating func tellInstants(_ reader: DateReader, _ dates: DateColumn) {
        if dates.midnights.isEmpty {
            guard dates.hasInstants, reader.instants == .asWritten else { return }
            tell(
                .instantsKept,
                0,
                "values are instants of universal time at various times of day; the day that is written was taken, "
                    + "and the column's `utc_offset` says otherwise"
            )
            return
        }
        let times = dates.midnights.map { UTCOffset.text($0).dropFirst() }.joined(separator: ", ")
        let zones = dates.midnights.map { second in
            "UTC" + UTCOffset.text(second == 0 ? 0 : 86_400 - second)
        }.joined(separator: ", ")
        tell(
            .daysShifted,
            .dateShifted,
            "are instants at \(times), which is midnight at \(zones); they were read as the day that begins there, one "
                + "later than the day written, and `utc_offset: 0` keeps days as written"
        )
    }

    private mutating func tellNumbers() {
        tell(
            .numbersWhole,
            .wholeNumber,
            "are whole numbers with a fraction of zero or an exponent, which was dropped"
        )
        tell(
            .zerosAdded,
            .zerosAdded,
            "have lost zeros at their beginning in a column of floating-point numbers; they were added again"
        )
        tell(
            .numbersRounded,
            .numberRounded,
            "were rounded when they were written, as 2.67812E+07, and were dropped; export the column as text"
        )
        tell(.numbersUnreadable, .numberUnreadable, "are no numbers and were dropped")
        tell(.numbersUnreadable, .ageUnlikely, "are no ages that people reach and were dropped")
    }

    private mutating func tellRest() {
        tell(.sexUnreadable, .sexUnreadable, "are no codes of sex that are known and were dropped")
        if case .age(let day?) = source.form {
            let origin = source.isAgeOfHeader ? "the day in their header" : "the reference date"
            tell(
                .agesConverted,
                .ageAsYear,
                "are ages and were turned into years of birth by \(origin), in \(day.year); they are right to a year"
            )
        }
        switch source.agesUnused {
        case .ofUnknownDay?:
            tell(
                .agesUnused,
                0,
                "ages are not compared with births, as it is not known when they were taken; give `reference_date`"
            )
        case .ofEvent?:
            tell(
                .agesUnused,
                0,
                "ages at an event are not compared, as they do not tell when a person was born; `role: number` says "
                    + "otherwise"
            )
        case nil: break
        }
        tell(
            .cellsBilingual,
            .bilingual,
            "say one thing in two languages, or in another than most; they were read as one"
        )
    }
}
