import Columns

/// How a person came before a register, and what it knows by the day of an extract.
struct Sighting {
    var slot: Int
    var entry: Int32
    var copy: Int
    /// The record's draws that are left.
    var draw: KeyedRandom
    var context = RowContext()
    var knownDwelling: UInt32 = 0
    var trueDwelling: UInt32 = 0
    var isMarried = false
    var knowsMarried = false
    /// Which update the address and the name were taken down at; 0 is the entry.
    var addressVersion = 0
    var nameVersion = 0
    var movedLately = false
    /// Whether the person came with a number that no register has.
    var isForeign = false
    /// What tells the rows of one person apart, besides the copy.
    var row = 0

    init(slot: Int, entry: Int32, copy: Int, draw: KeyedRandom) {
        self.slot = slot
        self.entry = entry
        self.copy = copy
        self.draw = draw
    }
}
