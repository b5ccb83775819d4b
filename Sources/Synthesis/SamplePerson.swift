/// One true person of the sample, on the reference date.
struct SamplePerson {
    /// The person's number, unique in the sample.
    var index = 0
    var isMale = false
    /// Age in completed years.
    var age = 0
    var birth = (year: 0, month: 0, day: 0)
    /// The person whose draws this one's birthday, and first given character, come from.
    var birthdaySource = 0
    var nameSource = 0
    /// The surname's number and the spelling the family uses.
    var surname = 0
    var surnameSpelling: TextCode = 0
    /// Whether the name is spelt as on the Mainland.
    var usesPinyin = false
    /// Numbers of one or two given characters, the second −1 if there is none, and their spellings.
    var given = (first: 0, second: -1)
    var givenSpelling: (first: TextCode, second: TextCode) = (0, 0)
    /// An English given name, 0 for none, and whether it is on the identity card.
    var english: TextCode = 0
    var englishIsLegal = false
    /// The surname of a husband that a wife puts before her own, 0 for none.
    var husbandSpelling: TextCode = 0
    /// The present dwelling, and the one before the last move.
    var home: UInt32 = 0
    var formerHome: UInt32 = 0
    var hasMoved = false
    /// Whether the person has left for good.
    var hasEmigrated = false
    /// Whether there is no Chinese name.
    var lacksHan = false
    /// How easily registers see this person, from 0 to 1: what makes coverage dependent.
    var visibility = 0.5
}
