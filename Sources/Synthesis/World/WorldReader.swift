import Columns
import ReferenceTables

/// Reads the reference tables of a world.
struct WorldReader {
    /// The power to which the shares of names are raised.
    let concentration: Double

    /// A choice among names of which the first are the more common.
    func ranked(_ count: Int, offset: Int) -> WeightedChoice {
        WeightedChoice(weights: (0..<max(1, count)).map { power(1 / Double($0 + offset)) })
    }

    /// A share as concentrated as the scenario wants it.
    private func power(_ share: Double) -> Double {
        // Whole and half powers by multiplication, so that no mathematical library is asked.
        var result = 1.0
        for _ in 0..<Int(concentration) { result *= share }
        return concentration > concentration.rounded(.down) ? result * share.squareRoot() : result
    }

    func surnames(
        _ bytes: [UInt8],
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> ([World.Surname], WeightedChoice) {
        var surnames: [World.Surname] = []
        var weights: [Double] = []
        for row in try rows("surnames.csv", bytes, columns: 4) {
            var spellings: [TextCode] = []
            var shares: [Double] = []
            for spelling in row[2].split(separator: "|") {
                let parts = spelling.split(separator: ":")
                spellings.append(texts.intern(String(parts[0])))
                shares.append(parts.count > 1 ? Double(parts[1]) ?? 1 : 1)
            }
            surnames.append(
                World.Surname(
                    han: texts.intern(String(row[0])),
                    pinyin: texts.intern(String(row[3])),
                    spellings: spellings,
                    spelling: WeightedChoice(weights: shares)
                )
            )
            weights.append(power(Double(row[1]) ?? 0))
        }
        return (surnames, WeightedChoice(weights: weights))
    }

    func givenCharacters(
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> ([World.GivenCharacter], [[UInt16]]) {
        let rows = try rows("given_name_characters.csv", ReferenceTables.givenNameCharacters, columns: 7)
        var bySound: [Substring: [UInt16]] = [:]
        for (number, row) in rows.enumerated() { bySound[row[3], default: []].append(UInt16(number)) }
        var characters: [World.GivenCharacter] = []
        var byCohort = [[UInt16]](repeating: [], count: 10)
        for (number, row) in rows.enumerated() {
            let capital = row[5].prefix(1).uppercased() + row[5].dropFirst()
            characters.append(
                World.GivenCharacter(
                    han: texts.intern(String(row[0])),
                    pinyin: texts.intern(capital),
                    spellings: row[4].split(separator: "|").map { texts.intern(String($0)) },
                    variants: row[6].map { texts.intern(String($0)) },
                    homophones: (bySound[row[3]] ?? []).filter { $0 != UInt16(number) }
                )
            )
            for era in 0..<5 {
                let digit = Character("\(era + 1)")
                if row[1].contains(digit) {
                    byCohort[World.cohort(era: era, isMale: true)].append(UInt16(number))
                }
                if row[2].contains(digit) {
                    byCohort[World.cohort(era: era, isMale: false)].append(UInt16(number))
                }
            }
        }
        return (characters, byCohort)
    }

    func englishNames(
        _ bytes: [UInt8],
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> [[TextCode]] {
        var byCohort = [[TextCode]](repeating: [], count: 10)
        for row in try rows("english_given_names.csv", bytes, columns: 3) {
            let names = row[2].split(separator: "|").map { texts.intern(String($0)) }
            for era in 0..<5 where row[1].contains(Character("\(era + 1)")) {
                byCohort[World.cohort(era: era, isMale: row[0] == "m")] = names
            }
        }
        return byCohort
    }

    /// The groups by name, with their shares of helpers (immigration statistics of 2021) and of the
    /// households of minorities (2021 census, rounded).
    private static let shares: [(name: String, helpers: Double, households: Double)] = [
        ("filipino", 0.565, 0.12), ("indonesian", 0.413, 0.05), ("indian", 0.011, 0.20),
        ("pakistani", 0, 0.14), ("nepali", 0, 0.16), ("western", 0, 0.28), ("thai", 0.011, 0.05),
    ]

    func groups(_ texts: inout ValueInterner) throws(SynthesisError) -> [World.NameGroup] {
        let rows = try rows("ethnic_names.csv", ReferenceTables.ethnicNames, columns: 4)
        return Self.shares.map { group in
            func names(_ part: String, _ sex: String) -> [TextCode] {
                let row = rows.first { $0[0] == group.name && $0[1] == part && $0[2] == sex }
                return (row?[3].split(separator: "|") ?? []).map { texts.intern(String($0)) }
            }
            return World.NameGroup(
                surnames: names("surname", ""),
                given: [names("given", "f"), names("given", "m")],
                hasMononyms: group.name == "indonesian",
                hasMiddleName: group.name == "filipino",
                helpers: group.helpers,
                households: group.households
            )
        }
    }

    /// The simplified form of every text so far that is one character, or itself.
    func simplified(_ texts: inout ValueInterner) throws(SynthesisError) -> [TextCode] {
        var pairs: [(TextCode, TextCode)] = []
        for row in try rows("simplified_characters.csv", ReferenceTables.simplifiedCharacters, columns: 2) {
            pairs.append((texts.intern(String(row[0])), texts.intern(String(row[1]))))
        }
        let last = pairs.map { max($0.0, $0.1) }.max() ?? 0
        var result = (0...last).map { $0 }
        for (traditional, simplified) in pairs { result[Int(traditional)] = simplified }
        return result
    }

    func sizes(_ bytes: [UInt8]) throws(SynthesisError) -> [Double] {
        try rows("household_sizes.csv", bytes, columns: 2).map { Double($0[1]) ?? 0 }
    }

    func districts(
        isLatin: Bool,
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> [World.District] {
        let generic = ReferenceTables.Generic.self
        let tables = ReferenceTables.self
        let places = try rows("places.csv", isLatin ? generic.places : tables.places, columns: 4)
        let ages = try rows(
            "district_age_sex.csv",
            isLatin ? generic.districtAgeSex : tables.districtAgeSex,
            columns: 20
        )
        let tenure = try rows("tenure.csv", isLatin ? generic.tenure : tables.tenure, columns: 4)
        let regions = ["HK": "香港", "KLN": "九龍", "NT": "新界"]
        var districts: [World.District] = []
        for row in try rows("districts.csv", isLatin ? generic.districts : tables.districts, columns: 7) {
            var areas: [World.Place] = []
            var estates: [World.Place] = []
            for place in places where place[0] == row[0] {
                let named = World.Place(
                    name: texts.intern(String(place[2])),
                    han: texts.intern(String(place[3]))
                )
                if place[1] == "area" { areas.append(named) } else { estates.append(named) }
            }
            func persons(_ sex: Substring) -> [Double] {
                let counts = ages.first { $0[0] == row[0] && $0[1] == sex } ?? []
                return counts.dropFirst(2).map { Double($0) ?? 0 }
            }
            let counts = [persons("F"), persons("M")]
            let shares = (tenure.first { $0[0] == row[0] } ?? []).dropFirst().map { Double($0) ?? 0 }
            guard counts.allSatisfy({ $0.count == 18 }), shares.count == 3, !areas.isEmpty else {
                throw SynthesisError(
                    .badTable,
                    at: "Synthetic/tables/districts.csv",
                    "found district \(row[0]), expected its rows in district_age_sex.csv, tenure.csv and "
                        + "places.csv; restore the files and build again"
                )
            }
            districts.append(
                World.District(
                    code: texts.intern(String(row[0])),
                    name: texts.intern(String(row[1])),
                    han: texts.intern(String(row[2])),
                    regionHan: texts.intern(regions[String(row[3])] ?? ""),
                    population: Double(row[4]) ?? 0,
                    households: Double(row[5]) ?? 0,
                    tenure: Array(shares),
                    areas: areas,
                    estates: estates.isEmpty ? areas : estates,
                    ages: counts
                )
            )
        }
        return districts
    }

    /// The rows of a table, its header skipped.
    private func rows(
        _ name: String,
        _ bytes: [UInt8],
        columns: Int
    ) throws(SynthesisError) -> [[Substring]] {
        var result: [[Substring]] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
        for (number, line) in lines.enumerated() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            if fields.count != columns {
                throw SynthesisError(
                    .badTable,
                    at: "Synthetic/tables/\(name):\(number + 2)",
                    "found \(fields.count) fields, expected \(columns); restore the file and build again"
                )
            }
            result.append(fields)
        }
        return result
    }
}
