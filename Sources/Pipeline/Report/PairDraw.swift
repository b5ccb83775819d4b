import Columns

/// Pairs drawn at random from bands of weight, the same for the same run.
struct PairDraw {
    /// A band and the pairs drawn from it.
    struct Band {
        var name: String
        var lower: Double?
        var upper: Double?
        var pairs = 0
        /// Numbers of links.
        var links: [Int] = []
    }

    /// The bands, from the highest weights down.
    let bands: [Band]

    /// Pairs drawn from each band.
    static let pairsPerBand = 10
    /// How far from the threshold a band next to it reaches, and the next one, in bits.
    private static let near = 5.0
    private static let far = 15.0
    /// What the draws are for, so that no other draw of the run is the same.
    private static let purpose: UInt32 = 0x7265_706f

    /// Draws from all pairs kept.
    ///
    /// Every pair gets a key from the seed and its number, and those with the lowest keys are taken: one pass,
    /// ten pairs per band in memory.
    ///
    /// - Parameter weights: The weights of all pairs, in their order.
    init(_ weights: [Float], seed: UInt64, threshold: Double?) {
        var bands = Self.bands(threshold)
        var keys = bands.map { _ in [(key: UInt64, link: Int)]() }
        for (link, own) in weights.enumerated() {
            let weight = Double(own)
            let index = bands.firstIndex { $0.lower.map { weight >= $0 } ?? true } ?? bands.count - 1
            bands[index].pairs += 1
            var random = KeyedRandom(seed: seed, purpose: Self.purpose, entity: UInt64(link))
            let key = UInt64(random.nextWord()) << 32 | UInt64(random.nextWord())
            if keys[index].count == Self.pairsPerBand {
                guard let last = keys[index].last, key < last.key else { continue }
                keys[index].removeLast()
            }
            let place = keys[index].firstIndex { key < $0.key } ?? keys[index].count
            keys[index].insert((key, link), at: place)
        }
        for index in bands.indices { bands[index].links = keys[index].map(\.link) }
        self.bands = bands
    }

    private static func bands(_ threshold: Double?) -> [Band] {
        guard let t = threshold else {
            return [
                Band(name: "For a match", lower: 0, upper: nil),
                Band(name: "Against a match", lower: nil, upper: 0),
            ]
        }
        return [
            Band(name: "Far above the threshold", lower: t + far, upper: nil),
            Band(name: "Above the threshold", lower: t + near, upper: t + far),
            Band(name: "Just above the threshold", lower: t, upper: t + near),
            Band(name: "Just below the threshold", lower: t - near, upper: t),
            Band(name: "Below the threshold", lower: nil, upper: t - near),
        ]
    }
}
