import Columns
import Comparison

extension ReadyMadeComparison {
    /// The features of names that are often exchanged with their partner.
    static func exchangedNames(_ records: Records) -> Set<String> {
        let names = Set(records.features.map(\.name))
        var found: Set<String> = []
        for feature in records.features where feature.role == .surname {
            guard let given = partner(feature.name, "surname", "given_name", names).flatMap(records.feature)
            else { continue }
            if ExchangedNames.share(feature, given) >= ExchangedNames.usualShare {
                found.formUnion([feature.name, given.name])
            }
        }
        return found
    }

    /// How similar exchanged names must be that are misspelt on top.
    private static let swapSimilarity = 0.84

    /// `given_name_2` goes with `surname_2` if there is one, and `given_name` with `surname`.
    static func partner(_ name: String, _ own: String, _ other: String, _ names: Set<String>)
        -> String?
    {
        guard name.hasPrefix(own) else { return nil }
        let candidate = other + name.dropFirst(own.count)
        return names.contains(candidate) ? candidate : nil
    }

    /// The feature with the words of whole names in one order, for the parts of the first name.
    static func wholeName(_ name: String, _ names: Set<String>) -> String? {
        ["surname", "given_name"].contains(name) && names.contains("full_name") ? "full_name" : nil
    }

    /// - Parameter words: The feature with the words of the whole name; where it has the same words parted
    ///   otherwise, the surname's comparison speaks for both parts.
    /// - Parameter isMisspelt: Whether names are exchanged so often that some are misspelt on top.
    static func givenName(
        _ f: String,
        surname: String?,
        words: String? = nil,
        isMisspelt: Bool = false
    ) -> ReadyMadeComparison {
        let swapped: Agreement? = surname.map { surname in
            var ways: [Agreement] = [.swappedWith(f, surname)]
            if let words { ways.append(.all([.exact(words), .not(.exact(surname))])) }
            if isMisspelt {
                ways.append(
                    .all([
                        .nearlySwappedWith(surname, f, swapSimilarity), .not(.exact(surname)),
                        .not(.exact(f)),
                    ])
                )
            }
            return ways.count == 1 ? ways[0] : .any(ways)
        }
        return ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                missingWhen: swapped,
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("same without spaces", .sameWithoutSpaces(f)),
                    ComparisonLevel(
                        "one edit, one value rare",
                        .all([.jaroWinkler(f, 0.8), .damerau(f, 1), .rare(f)])
                    ),
                    ComparisonLevel("one edit", .all([.jaroWinkler(f, 0.8), .damerau(f, 1)])),
                    ComparisonLevel(
                        "Jaro–Winkler ≥ 0.92, one value rare",
                        .all([.jaroWinkler(f, 0.92), .rare(f)])
                    ),
                    ComparisonLevel("Jaro–Winkler ≥ 0.92", .jaroWinkler(f, 0.92)),
                    ComparisonLevel("form of one name", .nickname(f)),
                    ComparisonLevel("words contained", .wordSubset(f)),
                    ComparisonLevel("Jaro–Winkler ≥ 0.84", .jaroWinkler(f, 0.84)),
                    ComparisonLevel("initial", .initial(f)),
                    ComparisonLevel("Jaro–Winkler ≥ 0.7", .jaroWinkler(f, 0.7)),
                ],
                termFrequency: f
            ),
            expectedM: [0.78, 0.01, 0.04, 0.01, 0.015, 0.005, 0.015, 0.02, 0.02, 0.005, 0.02, 0.06]
        )
    }

    /// Initials, where not both records have the name itself.
    static func initial(_ f: String, name: String, _ names: Set<String>) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                missingWhen: names.contains(name) ? .not(.missing(name)) : nil,
                levels: [ComparisonLevel("exact", .exact(f))],
                termFrequency: f
            ),
            expectedM: [0.95, 0.05]
        )
    }

    /// - Parameter words: The feature with the words of the whole name.
    /// - Parameter isMisspelt: Whether names are exchanged so often that some are misspelt on top.
    static func surname(
        _ f: String,
        given: String?,
        words: String? = nil,
        isMisspelt: Bool = false
    ) -> ReadyMadeComparison {
        var levels = [
            ComparisonLevel("exact", .exact(f)),
            ComparisonLevel("same without spaces", .sameWithoutSpaces(f)),
        ]
        var expected = [0.82, 0.005]
        if let given, let words {
            levels.append(
                ComparisonLevel("same words in another order", .any([.swappedWith(f, given), .exact(words)]))
            )
            expected.append(0.01)
        } else if let given {
            levels.append(ComparisonLevel("exchanged with the given name", .swappedWith(f, given)))
            expected.append(0.01)
        }
        if let given, isMisspelt {
            levels.append(
                ComparisonLevel(
                    "exchanged with the given name, misspelt",
                    .all([.nearlySwappedWith(f, given, swapSimilarity), .not(.exact(given))])
                )
            )
            expected.append(0.01)
        }
        levels += [
            ComparisonLevel(
                "one edit, one value rare",
                .all([.jaroWinkler(f, 0.8), .damerau(f, 1), .rare(f)])
            ),
            ComparisonLevel("one edit", .all([.jaroWinkler(f, 0.8), .damerau(f, 1)])),
            ComparisonLevel("Jaro–Winkler ≥ 0.92, one value rare", .all([.jaroWinkler(f, 0.92), .rare(f)])),
            ComparisonLevel("Jaro–Winkler ≥ 0.92", .jaroWinkler(f, 0.92)),
            ComparisonLevel("words contained", .wordSubset(f)),
            ComparisonLevel("Jaro–Winkler ≥ 0.84", .jaroWinkler(f, 0.84)),
            ComparisonLevel("Jaro–Winkler ≥ 0.7", .jaroWinkler(f, 0.7)),
        ]
        expected += [0.04, 0.01, 0.015, 0.005, 0.015, 0.02, 0.02, 0.05]
        return ReadyMadeComparison(
            Comparison(name: f, required: [f], levels: levels, termFrequency: f),
            expectedM: expected
        )
    }

    static func hanName(_ f: String) -> ReadyMadeComparison {
        ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                levels: [
                    ComparisonLevel("exact", .exact(f)),
                    ComparisonLevel("homophones", .sameKey(f, "jyutping")),
                    ComparisonLevel("one character differs", .all([.damerau(f, 1), .jaro(f, 0.7)])),
                    ComparisonLevel("same first character", .sameKey(f, "prefix(1)")),
                ],
                termFrequency: f
            ),
            expectedM: [0.92, 0.02, 0.03, 0.01, 0.02]
        )
    }
}
