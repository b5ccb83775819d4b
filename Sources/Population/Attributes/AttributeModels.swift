package import Columns

/// How far what records say of people can be believed: of places, sex and birth.
///
/// All is learnt from people in several registers, as the links accepted make them.
package struct AttributeModels: Sendable {
    /// Per attribute: where people are whose registers may not have been told of a move.
    package let places: [PlaceModel]
    /// Per draw and attribute: the same, from readings drawn anew.
    let drawnPlaces: [[PlaceModel]]
    /// How far sex and birth dates can be believed; nil if draws take the likeliest.
    let people: DoubtOfPeople?
    /// Per person of the links accepted: what stands for the household; empty without attributes.
    let households: [UInt64]

    /// Believes every record: for people of whom no attribute but sex and age is asked for.
    package static let none = AttributeModels(places: [], drawnPlaces: [], people: nil, households: [])

    private init(
        places: [PlaceModel],
        drawnPlaces: [[PlaceModel]],
        people: DoubtOfPeople?,
        households: [UInt64]
    ) {
        self.places = places
        self.drawnPlaces = drawnPlaces
        self.people = people
        self.households = households
    }

    /// Learns from people.
    ///
    /// - Parameters:
    ///   - coding: The dimensions of the records.
    ///   - households: Who lives together.
    ///   - draws: How many draws there will be.
    ///   - seed: What readings are drawn by.
    package init(
        _ columns: RecordColumns,
        _ coding: DimensionCoding,
        _ spine: Spine,
        households: Households,
        draws: Int,
        seed: UInt64,
        workers: Workers
    ) {
        let registers = Int(spine.registerOf.max() ?? 0) + 1
        let people = DoubtOfPeople(columns, spine, registers: registers)
        if columns.attributes.isEmpty {
            self.init(places: [], drawnPlaces: [], people: people, households: [])
            return
        }
        let keys = (0..<spine.count).map { households.key($0, spine) }
        var learnt: [PlaceReadings] = []
        var places: [PlaceModel] = []
        for (i, attribute) in columns.attributes.enumerated() {
            let place = coding.placeOfAttribute[i]
            let value = attribute.codes.map { place[Int($0)] }
            let readings = PlaceReadings(spine, value)
            let values = coding.all[DimensionCoding.firstAttribute + i].values.count
            places.append(PlaceModel(value, values: values, spine, readings))
            learnt.append(readings)
        }
        let (models, readings) = (places, learnt)
        let drawn = workers.map(pieces: draws) { draw in
            models.indices.map { i in
                let own = Hash64.combine(Hash64.combine(seed, UInt64(i)), UInt64(draw))
                return models[i].adapted(to: readings[i].redrawn(households: keys, seed: own))
            }
        }
        self.init(places: models, drawnPlaces: drawn, people: people, households: keys)
    }

    /// How far models of places may be off together, as a share of the people in a cell (standard deviation).
    ///
    /// - Parameter dimensions: The dimensions by which people are told apart.
    package func relativeError(of dimensions: [Int]) -> Double {
        dimensions.filter { $0 >= DimensionCoding.firstAttribute }.reduce(0) { sum, dimension in
            let error = places[dimension - DimensionCoding.firstAttribute].relativeError
            return sum + error * error
        }.squareRoot()
    }
}
