/// Border crossings as read, row by row.
package struct CrossingRows: Sendable {
    /// Per row: the identifying number of the traveller.
    package var identifier: [UInt32] = []
    /// Per row: the code of the birth date.
    package var birth: [UInt32] = []
    /// Per row: the code of the sex.
    package var sex: [UInt32] = []
    /// Per row: the day; ``Day/none`` if it cannot be read.
    package var day: [Int32] = []
    /// Per row: whether it is an arrival; nil if the direction is not one of the known words.
    package var isArrival: [Bool?] = []
    /// Per row: its register among those of movements.
    package var register: [UInt8] = []

    /// No rows.
    package init() {}

    /// Rows of columns of equal length.
    package init(
        identifier: [UInt32],
        birth: [UInt32],
        sex: [UInt32],
        day: [Int32],
        isArrival: [Bool?],
        register: [UInt8]
    ) {
        self.identifier = identifier
        self.birth = birth
        self.sex = sex
        self.day = day
        self.isArrival = isArrival
        self.register = register
    }

    /// The number of rows.
    package var count: Int { day.count }
}
