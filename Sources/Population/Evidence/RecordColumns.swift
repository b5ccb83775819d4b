package import Columns

/// What estimates need to know of each linked record, and of rows of evidence.
package struct RecordColumns: Sendable {
    /// Per linked record: its identifying number, 0 if it has none; codes are shared with crossings.
    package var identifier: [UInt32]
    /// What codes of identifying numbers stand for.
    package var identifiers: ValueDictionary
    /// Per linked record: the code of its sex, 0 if missing.
    package var sex: [UInt32]
    /// The sexes by code.
    package var sexes: ValueDictionary
    /// Per linked record: the code of its whole birth date, 0 if it has none.
    package var birth: [UInt32]
    /// The day of each code of ``birth``.
    package var birthDay: [Int32]
    /// Per linked record: its year of birth, 0 if missing.
    package var birthYear: [UInt32]
    /// Per linked record of a register of deaths: the day of death; ``Day/none`` otherwise.
    package var death: [Int32]
    /// Per linked record of registrations or signs: the first day registered or the day of the sign;
    /// ``Day/none`` otherwise.
    package var eventDay: [Int32]
    /// Per linked record of a register of registrations: the day on which it ended; ``Day/none`` if it has not.
    package var eventEnd: [Int32]
    /// Per further dimension: its name, and per linked record the code of the value.
    package var attributes: [(name: String, codes: [UInt32], values: ValueDictionary)]
    /// Per linked record: the code of its address, 0 if missing; empty if no dimension is about places.
    package var address: [UInt32]
    /// The number of addresses, the missing one included.
    package var addressValues: Int
    /// The crossings read.
    package var crossings: CrossingRows
    /// The linked records.
    package var records: Range<Int>

    /// Columns of linked records and of evidence.
    package init(
        identifier: [UInt32],
        identifiers: ValueDictionary,
        sex: [UInt32],
        sexes: ValueDictionary,
        birth: [UInt32],
        birthDay: [Int32],
        birthYear: [UInt32],
        death: [Int32],
        eventDay: [Int32],
        eventEnd: [Int32],
        attributes: [(name: String, codes: [UInt32], values: ValueDictionary)],
        address: [UInt32],
        addressValues: Int,
        crossings: CrossingRows,
        records: Range<Int>
    ) {
        self.identifier = identifier
        self.identifiers = identifiers
        self.sex = sex
        self.sexes = sexes
        self.birth = birth
        self.birthDay = birthDay
        self.birthYear = birthYear
        self.death = death
        self.eventDay = eventDay
        self.eventEnd = eventEnd
        self.attributes = attributes
        self.address = address
        self.addressValues = addressValues
        self.crossings = crossings
        self.records = records
    }

    /// Whether a record says from when somebody was registered, and nothing impossible of until when.
    func isRegistration(_ record: Int) -> Bool {
        eventDay[record] != Day.none && (eventEnd[record] == Day.none || eventEnd[record] > eventDay[record])
    }
}
