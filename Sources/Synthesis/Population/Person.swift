/// Where a person, and the person's name, come from.
enum Origin: UInt8, Sendable, CaseIterable {
    case local, mainland, minority, helper, visitor

    var label: StaticString {
        switch self {
        case .local: "local"
        case .mainland: "mainland"
        case .minority: "minority"
        case .helper: "helper"
        case .visitor: "visitor"
        }
    }
}

/// What became of a person by the reference date.
enum Standing: UInt8, Sendable {
    case resident, dead, emigrant, visitor
}

/// A true person: fixed when made; what changes over time lies in the shard's events.
///
/// Days count from 1970-01-01; ``Person/never`` is a day that does not come.
struct Person: Sendable {
    static let never = Int32.max

    /// The number, unique in the population; its identifiers are permutations of it.
    var number: UInt32 = 0
    var household: Int32 = 0
    var role = HouseholdRole.head
    var origin = Origin.local
    var standing = Standing.resident
    var isMale = false
    var usesPinyin = false
    var isTwin = false
    var hasLegalEnglish = false
    var diesAbroad = false
    /// Completed years on the reference date.
    var age: Int16 = 0
    var birth: Int32 = 0
    /// The day the person came to live here for the first time; the birthday of those born here.
    var arrival: Int32 = 0
    /// The day from which the person is a permanent resident.
    var permanent: Int32 = 0
    var death: Int32 = Person.never
    /// The day the person left for good.
    var emigration: Int32 = Person.never
    var marriage: Int32 = Person.never
    var divorce: Int32 = Person.never
    var nameChange: Int32 = Person.never
    /// Slots in the shard, -1 for none.
    var mother: Int32 = -1
    var father: Int32 = -1
    var partner: Int32 = -1
    /// The surname's number among Chinese (or generic) ones, -1 for others.
    var surnameNumber: Int16 = -1
    /// Numbers of given characters, -1 for none.
    var characters: (Int16, Int16) = (-1, -1)
    /// Texts, 0 for none; of a Latin name, `second` is a middle name.
    var surname: TextCode = 0
    var first: TextCode = 0
    var second: TextCode = 0
    var english: TextCode = 0
    var husband: TextCode = 0
    var hanSurname: TextCode = 0
    var hanHusband: TextCode = 0
    var hanFirst: TextCode = 0
    var hanSecond: TextCode = 0
    /// How easily registers see this person, 0…1: what makes coverage dependent.
    var visibility: Float = 0.5
    /// What multiplies the rates of errors in records of this person.
    var proneness: Float = 1
    /// The dwelling before any move that is told of, 0 for abroad.
    var firstDwelling: UInt32 = 0
    /// The person's moves and absences in the shard's lists.
    var moves = ShardRange()
    var absences = ShardRange()
    /// Usual, mobile or no resident on the reference date.
    var residence = Residence.none
}

/// A stretch of one of a shard's lists.
struct ShardRange: Sendable {
    var start: UInt32 = 0
    var count: UInt32 = 0

    var indices: Range<Int> { Int(start)..<Int(start + count) }
}

/// A move into a dwelling.
struct Move: Sendable {
    var day: Int32
    var dwelling: UInt32
    /// Whether the whole household moved.
    var isHousehold: Bool
}

/// A stay outside the territory: away at the end of every day from `out` up to, not including, `back`.
package struct Absence: Sendable, Equatable {
    /// The day of leaving.
    package var out: Int32
    /// The day of coming back; `Int32.max` if that does not happen.
    package var back: Int32

    /// A stay from the day of leaving to the day of coming back.
    package init(out: Int32, back: Int32) {
        self.out = out
        self.back = back
    }
}
