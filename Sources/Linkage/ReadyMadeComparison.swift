public import Columns
public import Comparison

/// A comparison with what is expected of it before any data are seen.
public struct ReadyMadeComparison: Sendable {
    /// The comparison.
    public let comparison: Comparison
    /// The expected m probabilities of levels 1…n, best first, *different* last; they sum to 1.
    ///
    /// They start the estimation and, with the weight of a few pairs, steady it.
    public let expectedM: [Double]
    /// The m probabilities of the same levels that are given, not estimated; nil where they are estimated.
    public var givenM: [Double?]

    /// A comparison whose expected m probabilities are scaled to sum to 1.
    public init(_ comparison: Comparison, expectedM: [Double]) {
        precondition(expectedM.count == comparison.levels.count + 1)
        let total = expectedM.reduce(0, +)
        self.comparison = comparison
        self.expectedM = expectedM.map { $0 / total }
        givenM = expectedM.map { _ in nil }
    }

    /// A comparison that somebody wrote: agreement is expected to be usual among matches.
    public init(expectingAgreementIn comparison: Comparison) {
        let count = comparison.levels.count
        var expected = [0.8]
        for _ in 1..<max(1, count) { expected.append(0.12 / Double(max(1, count - 1))) }
        self.init(comparison, expectedM: expected + [0.08])
    }
}

extension ReadyMadeComparison {
    /// The comparisons that suit the features of some records.
    ///
    /// One for each feature; but an address that was split into parts is compared as one, from the
    /// dwelling to the region, together with the columns that hold parts of addresses.
    public static func suited(to records: Records) -> [ReadyMadeComparison] {
        let names = Set(records.features.map(\.name))
        let address = AddressComparison(records)
        let separate = records.features.filter { feature in
            !(address?.features.contains(feature.name) ?? false)
        }
        let misspelt = exchangedNames(records)
        let chosen = separate.compactMap { feature in
            readyMade(for: feature, among: names, misspelt: misspelt).map {
                (role: feature.role, comparison: $0)
            }
        }
        let whole = [address?.readyMade].compactMap { $0 }
        return fitting(chosen, bitsLeft: 64 - whole.reduce(0) { $0 + $1.patternBits }) + whole
    }

    /// The bits that the comparison's level takes in an agreement pattern.
    var patternBits: Int {
        var bits = 1
        while 1 << bits < comparison.levelCount { bits += 1 }
        return bits
    }

    /// As many comparisons as fit the pattern's bits; those of no known role are the first to go.
    private static func fitting(
        _ chosen: [(role: Role, comparison: ReadyMadeComparison)],
        bitsLeft: Int
    ) -> [ReadyMadeComparison] {
        let vague: [Role] = [.text, .category, .number, .date]
        var left = bitsLeft
        var isKept = chosen.map { _ in false }
        for pass in [false, true] {
            for (index, item) in chosen.enumerated() where vague.contains(item.role) == pass {
                isKept[index] = item.comparison.patternBits <= left
                if isKept[index] { left -= item.comparison.patternBits }
            }
        }
        return chosen.indices.filter { isKept[$0] }.map { chosen[$0].comparison }
    }

    /// The comparison that suits one feature; nil if there is none for its role.
    ///
    /// - Parameter misspelt: The features of names that are often exchanged, so that some are misspelt on top.
    static func readyMade(
        for feature: Feature,
        among names: Set<String>,
        misspelt: Set<String> = []
    ) -> ReadyMadeComparison? {
        let f = feature.name
        switch feature.role {
        case .givenName, .middleName:
            let surname = partner(f, "given_name", "surname", names)
            return givenName(
                f,
                surname: surname,
                words: wholeName(f, names),
                isMisspelt: misspelt.contains(f)
            )
        case .initial: return initial(f, name: String(f.dropLast("_initial".count)), names)
        case .surname:
            return surname(
                f,
                given: partner(f, "surname", "given_name", names),
                words: wholeName(f, names),
                isMisspelt: misspelt.contains(f)
            )
        case .fullName where NameSoundComparison.features.contains(f):
            return NameSoundComparison.readyMade(f, among: names)
        // The words of a name in one order stand beside its parts, which are compared.
        case .fullName: return names.contains("surname") ? nil : words(f)
        case .hanName: return hanName(f)
        case .birthDate: return birthDate(f)
        case .sex: return exact(f, 0.985)
        case .nationalID:
            return CheckDigits.scheme(of: feature.values) == nil ? identifier(f) : checkedNumber(f)
        case .identifier: return identifier(f)
        case .phone: return identifier(f)
        case .email: return email(f)
        case .streetNumber, .unit, .floor: return shortCode(f)
        case .postcode: return postcode(f)
        case .street, .locality, .building, .address, .text: return words(f)
        case .district, .region, .country, .category: return category(f)
        case .birthYear: return birthYear(f, date: partner(f, "birth_year", "birth_date", names))
        case .number, .age: return number(f)
        case .date: return date(f)
        case .latitude:
            let other = "longitude" + f.dropFirst("latitude".count)
            return names.contains(String(other)) ? place(f, String(other)) : number(f)
        case .longitude, .recordID, .ignore, .birthMonth, .birthDay: return nil
        }
    }

    static func birthDate(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("partial, parts agree", .partialDate(f)),
                    ComparisonLevel("day and month exchanged", .dayMonthSwapped(f)),
                    ComparisonLevel("one digit", .oneDigit(f)),
                    ComparisonLevel("two of three parts", .twoDateParts(f)),
                    ComparisonLevel("at most 31 days apart", .withinDays(f, 31)),
                    ComparisonLevel("same year", .yearOnly(f)),
                    ComparisonLevel("at most two years apart", .withinDays(f, 730)),
                ],
                termFrequency: f
            ),
            expectedM: [0.86, 0.01, 0.01, 0.045, 0.035, 0.005, 0.01, 0.01, 0.015]
        )
    }

    /// Years of birth: people and clerks are wrong by one, and ages are rounded to fives and tens.
    ///
    /// Where both records have whole dates these speak for the pair.
    static func birthYear(_ f: String, date: String? = nil) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                missingWhen: date.map { .not(.missing($0)) },
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one year apart", .yearsApart(f, 1)),
                    ComparisonLevel("two years apart", .yearsApart(f, 2)),
                    ComparisonLevel("at most five years apart, one round", .heapedYear(f)),
                ],
                termFrequency: f
            ),
            expectedM: [0.86, 0.08, 0.02, 0.01, 0.03]
        )
    }

    static func identifier(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one edit", .damerau(f, 1)),
                    ComparisonLevel("two edits", .damerau(f, 2)),
                ],
                termFrequency: f
            ),
            expectedM: [0.9, 0.05, 0.01, 0.04]
        )
    }

    /// A number that carries a check: two that differ and both pass it are hardly ever one person's.
    static func checkedNumber(_ f: String) -> ReadyMadeComparison {
        var made = ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one edit", .all([.damerau(f, 1), .not(.bothChecked(f))])),
                    ComparisonLevel("two edits", .all([.damerau(f, 2), .not(.bothChecked(f))])),
                    ComparisonLevel("different, both right", .bothChecked(f)),
                ],
                termFrequency: f
            ),
            expectedM: [0.934, 0.04, 0.01, 0.001, 0.015]
        )
        // Not learned: the few that differ so among pairs alike in all else are namesakes.
        made.givenM[3] = twoRightNumbers
        return made
    }

    /// The share of matches with two different numbers that both pass their check: two papers of one person.
    private static let twoRightNumbers = 0.000_1

    static func email(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one edit", .damerau(f, 1)),
                    ComparisonLevel("two edits", .damerau(f, 2)),
                    ComparisonLevel("Jaro–Winkler ≥ 0.88", .jaroWinkler(f, 0.88)),
                ],
                termFrequency: f
            ),
            expectedM: [0.8, 0.05, 0.03, 0.05, 0.07]
        )
    }

    static func shortCode(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one edit", .damerau(f, 1)),
                ],
                termFrequency: f
            ),
            expectedM: [0.85, 0.06, 0.09]
        )
    }

    static func postcode(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("one edit", .damerau(f, 1)),
                    ComparisonLevel("two edits", .damerau(f, 2)),
                    ComparisonLevel("same first two", .sameKey(f, "prefix(2)")),
                ],
                termFrequency: f
            ),
            expectedM: [0.82, 0.06, 0.03, 0.03, 0.06]
        )
    }

    static func words(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("same without spaces", .sameWithoutSpaces(f)),
                    ComparisonLevel(
                        "one edit, one value rare",
                        .all([.jaroWinkler(f, 0.8), .damerau(f, 1), .rare(f)])
                    ),
                    ComparisonLevel("one edit", .all([.jaroWinkler(f, 0.8), .damerau(f, 1)])),
                    ComparisonLevel("Jaro–Winkler ≥ 0.92", .jaroWinkler(f, 0.92)),
                    ComparisonLevel("words contained", .wordSubset(f)),
                    ComparisonLevel("Jaccard of bigrams ≥ 0.5", .jaccard(f, q: 2, 0.5)),
                    ComparisonLevel("Jaro–Winkler ≥ 0.8", .jaroWinkler(f, 0.8)),
                ],
                termFrequency: f
            ),
            expectedM: [0.78, 0.01, 0.045, 0.015, 0.03, 0.02, 0.02, 0.02, 0.06]
        )
    }

    static func category(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("Jaro–Winkler ≥ 0.92", .jaroWinkler(f, 0.92)),
                ],
                termFrequency: f
            ),
            expectedM: [0.88, 0.03, 0.09]
        )
    }

    static func exact(_ f: String, _ m: Double) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [ComparisonLevel("exact", .exact(f))],
                termFrequency: f
            ),
            expectedM: [m, 1 - m]
        )
    }

    static func number(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("within 1 %", .withinPercent(f, 1)),
                    ComparisonLevel("within 10 %", .withinPercent(f, 10)),
                ],
                termFrequency: f
            ),
            expectedM: [0.7, 0.08, 0.1, 0.12]
        )
    }

    static func date(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("partial, parts agree", .partialDate(f)),
                    ComparisonLevel("one digit", .oneDigit(f)),
                    ComparisonLevel("at most 31 days apart", .withinDays(f, 31)),
                    ComparisonLevel("at most a year apart", .withinDays(f, 366)),
                ],
                termFrequency: f
            ),
            expectedM: [0.6, 0.02, 0.05, 0.1, 0.1, 0.13]
        )
    }

    static func place(_ latitude: String, _ longitude: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: "place_" + latitude,
                required: [latitude, longitude],
                levels: [
                    ComparisonLevel(
                        "within 100 m",
                        .withinKm(latitude, longitude, 0.1)
                    ),
                    ComparisonLevel(
                        "within 1 km",
                        .withinKm(latitude, longitude, 1)
                    ),
                    ComparisonLevel(
                        "within 10 km",
                        .withinKm(latitude, longitude, 10)
                    ),
                ]
            ),
            expectedM: [0.7, 0.1, 0.1, 0.1]
        )
    }
}
