import Columns
import Population
import Registers

/// What estimates need to know of each linked record, and of rows of evidence.
struct RecordColumns: Sendable {
    /// Per linked record: its identifying number, 0 if it has none; codes are shared with crossings.
    var identifier: [UInt32]
    /// What codes of identifying numbers stand for.
    var identifiers: ValueDictionary
    /// Per linked record: the code of its sex, 0 if missing.
    var sex: [UInt32]
    /// The sexes by code.
    var sexes: ValueDictionary
    /// Per linked record: the code of its whole birth date, 0 if it has none.
    var birth: [UInt32]
    /// The day of each code of ``birth``.
    var birthDay: [Int32]
    /// Per linked record: its year of birth, 0 if missing.
    var birthYear: [UInt32]
    /// Per linked record of a register of deaths: the day of death; ``Day/none`` otherwise.
    var death: [Int32]
    /// Per linked record of registrations or signs: the first day registered or the day of the sign;
    /// ``Day/none`` otherwise.
    var eventDay: [Int32]
    /// Per linked record of a register of registrations: the day on which it ended; ``Day/none`` if it has not.
    var eventEnd: [Int32]
    /// Per further dimension: its name, and per linked record the code of the value.
    var attributes: [(name: String, codes: [UInt32], values: ValueDictionary)]
    /// Per linked record: the code of its address, 0 if missing; empty if no dimension is about places.
    var address: [UInt32]
    /// The number of addresses, the missing one included.
    var addressValues: Int
    /// The crossings read.
    var crossings: CrossingRows
    /// The linked records.
    var records: Range<Int>

    /// Whether a record says from when somebody was registered, and nothing impossible of until when.
    func isRegistration(_ record: Int) -> Bool {
        eventDay[record] != Day.none && (eventEnd[record] == Day.none || eventEnd[record] > eventDay[record])
    }
}

/// Border crossings as read, row by row.
struct CrossingRows: Sendable {
    /// Per row: the identifying number of the traveller.
    var identifier: [UInt32] = []
    /// Per row: the code of the birth date.
    var birth: [UInt32] = []
    /// Per row: the code of the sex.
    var sex: [UInt32] = []
    /// Per row: the day; ``Day/none`` if it cannot be read.
    var day: [Int32] = []
    /// Per row: whether it is an arrival; nil if the direction is not one of the known words.
    var isArrival: [Bool?] = []
    /// Per row: its register among those of movements.
    var register: [UInt8] = []

    var count: Int { day.count }
}
