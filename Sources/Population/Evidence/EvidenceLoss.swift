import Columns

/// Evidence that is taken as lost, to see what its loss does.
struct EvidenceLoss: Sendable {
    /// Per crossing, in the order of ``Travellers``: whether it is lost; empty if none is.
    private let crossings: [Bool]
    /// Per record: whether its number leads to no traveller; empty if none is.
    private let records: [Bool]

    private static let crossingPurpose: UInt32 = 0x4c4f_5353
    private static let recordPurpose: UInt32 = 0x4c4f_5354

    /// Nothing is lost.
    init() { (crossings, records) = ([], []) }

    /// Draws what is lost.
    ///
    /// - Parameters:
    ///   - crossings: The shares of departures and of arrivals.
    ///   - records: Per register: the share of records without their traveller.
    init(_ builder: PeopleBuilder, crossings: CrossingLoss, records: [Double], seed: UInt64) {
        let isArrival = builder.travellers.isArrival
        self.crossings = builder.travellers.row.enumerated().map { slot, row in
            var random = KeyedRandom(seed: seed, purpose: Self.crossingPurpose, entity: UInt64(row))
            return random.nextBool(isArrival[slot] ? crossings.arrivals : crossings.departures)
        }
        self.records = builder.registerOf.enumerated().map { record, register in
            var random = KeyedRandom(seed: seed, purpose: Self.recordPurpose, entity: UInt64(record))
            return random.nextBool(records[Int(register)])
        }
    }

    /// Whether a crossing is lost, by its place among the ``Travellers``.
    func isLost(_ crossing: Int) -> Bool { !crossings.isEmpty && crossings[crossing] }

    /// Whether a record has lost its traveller.
    func isAlone(_ record: Int) -> Bool { !records.isEmpty && records[record] }
}
