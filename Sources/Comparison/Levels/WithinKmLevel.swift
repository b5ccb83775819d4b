import Columns

/// The points of latitude and longitude features lie at most so many kilometres apart.
enum WithinKmLevel: LevelKind {
    static let word = "within_km"
    static let meaning =
        "the places are at most so many kilometres apart; the feature is the latitude"
    static let suits = RoleGroup.places
    static let argument = LevelArgument.amount
    static let options = [
        LevelOption(name: "with", meaning: "the feature of longitudes", shape: .feature, usual: nil)
    ]
    static let examples: [LevelExample] = [
        .like(.withinKm("latitude", "longitude", 1.5), ["22.30", "114.17"], ["22.31", "114.17"]),
        .unlike(.withinKm("latitude", "longitude", 1), ["22.30", "114.17"], ["22.31", "114.17"]),
    ]

    static func completed(_ test: LevelTest) -> Agreement {
        var test = test
        if test.options["with"] == nil { test.options["with"] = .text(longitude(for: test.looked)) }
        return .test(test)
    }

    /// `longitude_2` for `latitude_2`.
    private static func longitude(for latitude: String) -> String {
        latitude.hasPrefix("latitude") ? "longitude" + latitude.dropFirst("latitude".count) : "longitude"
    }

    static func preparations(_ test: LevelTest) -> [any Preparation] { [places(test)] }

    static func compile(
        _ test: LevelTest,
        _ compiler: inout ComparatorCompiler
    ) throws(ComparisonError) -> Condition {
        let places = places(test)
        let (latitude, longitude) = (places.feature, places.longitude)
        let measure = KilometresMeasure(
            latitude: try compiler.slot(latitude),
            longitude: try compiler.slot(longitude),
            places: compiler.prepared(places)
        )
        return .atMost(measure: compiler.measure("\(latitude) \(longitude)", measure), Float(test.number))
    }

    private static func places(_ test: LevelTest) -> PlacePreparation {
        PlacePreparation(feature: test.looked, longitude: test.options["with"]?.text ?? "")
    }
}

extension Agreement {
    /// The points of a latitude and a longitude feature lie at most so many kilometres apart.
    public static func withinKm(_ latitude: String, _ longitude: String, _ distance: Double) -> Agreement {
        .test(
            LevelTest(WithinKmLevel.self, latitude, .number(distance), options: ["with": .text(longitude)])
        )
    }
}

private struct PlacePreparation: Preparation {
    let feature: String
    let longitude: String
    static let cost = 1

    func prepared(from source: PreparationSource) -> PreparedCoordinates {
        PreparedCoordinates(latitudes: source.values(feature), longitudes: source.values(longitude))
    }
}

/// Kilometres between two places.
private struct KilometresMeasure: PairMeasure {
    let latitude: Int
    let longitude: Int
    let places: PreparedCoordinates

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let (latitude, longitude, places) = (latitude, longitude, places)
        batch.eachRow(indices) { i, a, b in
            values[i] = Float(places.kilometres(a[latitude], a[longitude], b[latitude], b[longitude]))
        }
    }
}
