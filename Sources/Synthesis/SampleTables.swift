import Columns
import ReferenceTables

/// A text among the tables': a code of ``SampleTables/texts``, 0 being none.
typealias TextCode = UInt32

/// The reference tables, cut for drawing: every text is a code, every share a running total.
final class SampleTables: Sendable {
    struct Surname: Sendable {
        let han: TextCode
        let pinyin: TextCode
        let spellings: [TextCode]
        let spelling: WeightedChoice
    }
    struct GivenCharacter: Sendable {
        let han: TextCode
        let pinyin: TextCode
        let spellings: [TextCode]
        /// Other forms of the same character.
        let variants: [TextCode]
        /// Characters of the same sound, by number.
        let homophones: [UInt16]
    }
    struct Place: Sendable {
        let name: TextCode
        let han: TextCode
    }
    struct District: Sendable {
        let name: TextCode
        let han: TextCode
        let regionHan: TextCode
        let households: Double
        let publicShare: Double
        let areas: [Place]
        let estates: [Place]
        /// Five-year age groups from 0, the last one 85 and over, for females and for males.
        let ages: [WeightedChoice]
        let maleShare: Double
    }

    let texts: ValueDictionary
    let surnames: [Surname]
    let surname: WeightedChoice
    let givenCharacters: [GivenCharacter]
    /// Numbers of given characters in use, by era and sex: see ``era(ofBirthYear:)`` and ``cohort(era:isMale:)``.
    let givenByCohort: [[UInt16]]
    let givenChoice: [WeightedChoice]
    let englishByCohort: [[TextCode]]
    let districts: [District]

    init() throws(SynthesisError) {
        var texts = ValueInterner(capacity: 4096)
        (surnames, surname) = try Self.readSurnames(&texts)
        let given = try Self.readGivenCharacters(&texts)
        givenCharacters = given.characters
        givenByCohort = given.byCohort
        // Names are not equally common; characters listed first are taken for the more common ones.
        givenChoice = given.byCohort.map { list in
            WeightedChoice(weights: list.indices.map { 1 / Double($0 + 30) })
        }
        englishByCohort = try Self.readEnglishNames(&texts)
        districts = try Self.readDistricts(&texts)
        self.texts = texts.finish()
    }

    /// The era of a birth year: 0 before 1950, then 1950–69, 1970–89, 1990–2009 and 4 from 2010.
    static func era(ofBirthYear year: Int) -> Int {
        year < 1950 ? 0 : min(4, (year - 1950) / 20 + 1)
    }

    /// The number of an era's females or males in the lists by cohort.
    static func cohort(era: Int, isMale: Bool) -> Int { era * 2 + (isMale ? 1 : 0) }

    /// The rows of a table, its header skipped.
    private static func rows(
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

    private static func readSurnames(
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> ([Surname], WeightedChoice) {
        var surnames: [Surname] = []
        var weights: [Double] = []
        for row in try rows("surnames.csv", ReferenceTables.surnames, columns: 4) {
            var spellings: [TextCode] = []
            var shares: [Double] = []
            for spelling in row[2].split(separator: "|") {
                let parts = spelling.split(separator: ":")
                spellings.append(texts.intern(String(parts[0])))
                shares.append(parts.count > 1 ? Double(parts[1]) ?? 1 : 1)
            }
            surnames.append(
                Surname(
                    han: texts.intern(String(row[0])),
                    pinyin: texts.intern(String(row[3])),
                    spellings: spellings,
                    spelling: WeightedChoice(weights: shares)
                )
            )
            weights.append(Double(row[1]) ?? 0)
        }
        return (surnames, WeightedChoice(weights: weights))
    }

    private static func readGivenCharacters(
        _ texts: inout ValueInterner
    ) throws(SynthesisError) -> (characters: [GivenCharacter], byCohort: [[UInt16]]) {
        let rows = try rows("given_name_characters.csv", ReferenceTables.givenNameCharacters, columns: 7)
        var bySound: [Substring: [UInt16]] = [:]
        for (number, row) in rows.enumerated() { bySound[row[3], default: []].append(UInt16(number)) }
        var characters: [GivenCharacter] = []
        var byCohort = [[UInt16]](repeating: [], count: 10)
        for (number, row) in rows.enumerated() {
            let capital = row[5].prefix(1).uppercased() + row[5].dropFirst()
            characters.append(
                GivenCharacter(
                    han: texts.intern(String(row[0])),
                    pinyin: texts.intern(capital),
                    spellings: row[4].split(separator: "|").map { texts.intern(String($0)) },
                    variants: row[6].map { texts.intern(String($0)) },
                    homophones: (bySound[row[3]] ?? []).filter { $0 != UInt16(number) }
                )
            )
            for era in 0..<5 {
                let digit = Character("\(era + 1)")
                if row[1].contains(digit) { byCohort[cohort(era: era, isMale: true)].append(UInt16(number)) }
                if row[2].contains(digit) { byCohort[cohort(era: era, isMale: false)].append(UInt16(number)) }
            }
        }
        return (characters, byCohort)
    }

    private static func readEnglishNames(_ texts: inout ValueInterner) throws(SynthesisError) -> [[TextCode]]
    {
        var byCohort = [[TextCode]](repeating: [], count: 10)
        for row in try rows("english_given_names.csv", ReferenceTables.englishGivenNames, columns: 3) {
            let names = row[2].split(separator: "|").map { texts.intern(String($0)) }
            for era in 0..<5 where row[1].contains(Character("\(era + 1)")) {
                byCohort[cohort(era: era, isMale: row[0] == "m")] = names
            }
        }
        return byCohort
    }

    private static func readDistricts(_ texts: inout ValueInterner) throws(SynthesisError) -> [District] {
        let places = try rows("places.csv", ReferenceTables.places, columns: 4)
        let ages = try rows("district_age_sex.csv", ReferenceTables.districtAgeSex, columns: 20)
        let regions = ["HK": "香港", "KLN": "九龍", "NT": "新界"]
        var districts: [District] = []
        for row in try rows("districts.csv", ReferenceTables.districts, columns: 7) {
            var areas: [Place] = []
            var estates: [Place] = []
            for place in places where place[0] == row[0] {
                let named = Place(name: texts.intern(String(place[2])), han: texts.intern(String(place[3])))
                if place[1] == "area" { areas.append(named) } else { estates.append(named) }
            }
            func persons(_ sex: Substring) -> [Double] {
                let counts = ages.first { $0[0] == row[0] && $0[1] == sex } ?? []
                return counts.dropFirst(2).map { Double($0) ?? 0 }
            }
            let (females, males) = (persons("F"), persons("M"))
            guard females.count == 18, males.count == 18, !areas.isEmpty else {
                throw SynthesisError(
                    .badTable,
                    at: "Synthetic/tables/districts.csv",
                    "found district \(row[0]), expected its rows F and M in district_age_sex.csv and an area in "
                        + "places.csv; restore the files and build again"
                )
            }
            let (femaleSum, maleSum) = (females.reduce(0, +), males.reduce(0, +))
            districts.append(
                District(
                    name: texts.intern(String(row[1])),
                    han: texts.intern(String(row[2])),
                    regionHan: texts.intern(regions[String(row[3])] ?? ""),
                    households: Double(row[5]) ?? 0,
                    publicShare: Double(row[6]) ?? 0,
                    areas: areas,
                    estates: estates,
                    ages: [WeightedChoice(weights: females), WeightedChoice(weights: males)],
                    maleShare: maleSum / (maleSum + femaleSum)
                )
            )
        }
        return districts
    }
}
