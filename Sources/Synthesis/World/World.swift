import Columns
import ReferenceTables

/// A text among the tables': a code of ``World/texts``, 0 being none.
typealias TextCode = UInt32

/// The tables of a scenario, cut for drawing: every text is a code, every share a running total.
final class World: Sendable {
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
        let code: TextCode
        let name: TextCode
        let han: TextCode
        let regionHan: TextCode
        let population: Double
        let households: Double
        /// Shares of households: public rental, subsidised and other, private.
        let tenure: [Double]
        let areas: [Place]
        let estates: [Place]
        /// Persons by five-year age group from 0, the last one 85 and over: females, then males.
        let ages: [[Double]]
    }
    /// Names of people whose names are not Chinese.
    struct NameGroup: Sendable {
        let surnames: [TextCode]
        /// Given names of females, then of males.
        let given: [[TextCode]]
        /// Whether some are known by a given name alone.
        let hasMononyms: Bool
        /// Whether people have a mother's surname as middle name.
        let hasMiddleName: Bool
        /// The group's share of helpers, and of minority households.
        let helpers: Double
        let households: Double
    }

    let name: Scenario.WorldName
    let texts: ValueDictionary
    let surnames: [Surname]
    let surname: WeightedChoice
    let givenCharacters: [GivenCharacter]
    /// Numbers of given characters in use, by ``cohort(era:isMale:)``; empty where names are Latin.
    let givenByCohort: [[UInt16]]
    let givenChoice: [WeightedChoice]
    /// English given names (the given names, where names are Latin).
    let englishByCohort: [[TextCode]]
    let englishChoice: [WeightedChoice]
    let groups: [NameGroup]
    /// Simplified forms by text; texts without one, and texts of later codes, stay as they are.
    let simplified: [TextCode]
    let districts: [District]
    /// Households by size, from 1.
    let householdSizes: [Double]

    /// Whether names and addresses are in Latin letters alone.
    var isLatin: Bool { name == .generic }

    init(_ name: Scenario.WorldName, concentration: Double) throws(SynthesisError) {
        self.name = name
        let isLatin = name == .generic
        var texts = ValueInterner(capacity: 4096)
        let reader = WorldReader(concentration: concentration)
        (surnames, surname) = try reader.surnames(
            isLatin ? ReferenceTables.Generic.surnames : ReferenceTables.surnames,
            &texts
        )
        let given = isLatin ? ([], []) : try reader.givenCharacters(&texts)
        givenCharacters = given.0
        givenByCohort = given.1
        // Names are not equally common; characters listed first are taken for the more common ones.
        givenChoice = given.1.map { reader.ranked($0.count, offset: 30) }
        englishByCohort = try reader.englishNames(
            isLatin ? ReferenceTables.Generic.givenNames : ReferenceTables.englishGivenNames,
            &texts
        )
        englishChoice = englishByCohort.map { reader.ranked($0.count, offset: isLatin ? 6 : 30) }
        groups = isLatin ? [] : try reader.groups(&texts)
        districts = try reader.districts(isLatin: isLatin, &texts)
        householdSizes = try reader.sizes(
            isLatin ? ReferenceTables.Generic.householdSizes : ReferenceTables.householdSizes
        )
        simplified = isLatin ? [] : try reader.simplified(&texts)
        self.texts = texts.finish()
    }

    /// The era of a birth year: 0 before 1950, then 1950–69, 1970–89, 1990–2009 and 4 from 2010.
    static func era(ofBirthYear year: Int) -> Int {
        year < 1950 ? 0 : min(4, (year - 1950) / 20 + 1)
    }

    /// The number of an era's females or males in the lists by cohort.
    static func cohort(era: Int, isMale: Bool) -> Int { era * 2 + (isMale ? 1 : 0) }
}
