/// A household or institution.
struct Household: Sendable {
    var tenure: UInt8 = 0
    /// The dwelling on the reference date, or the last one.
    var dwelling: UInt32 = 0
    var firstMember: Int32 = 0
    var members: Int32 = 0
    /// The day it was formed.
    var formed: Int32 = 0
    /// The household its surname comes from, itself if no other.
    var lineage: Int32 = 0
    /// The group of its names, -1 for Chinese (or generic) ones.
    var group: Int8 = -1
    var usesPinyin = false
    var isInstitution = false
    /// Its moves, in the shard's list of household moves.
    var moves = ShardRange()
    /// The dwelling before the first of these.
    var firstDwelling: UInt32 = 0
}

/// The people of one shard and all that happens to them.
struct Shard: Sendable {
    let number: Int
    let district: Int
    var households: [Household] = []
    var people: [Person] = []
    var moves: [Move] = []
    var absences: [Absence] = []

    /// The dwelling of a person at the end of a day.
    func dwelling(of person: Person, on day: Int32) -> UInt32 {
        var dwelling = person.firstDwelling
        for index in person.moves.indices where moves[index].day <= day { dwelling = moves[index].dwelling }
        return dwelling
    }
}
