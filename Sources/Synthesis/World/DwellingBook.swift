import Columns

/// The dwellings of a world by number; an address follows from the number, nothing is stored.
///
/// A number packs district, tenure and place: dwellings of one district and tenure are laid out in sites of
/// ``perSite`` flats, each site an estate, a garden of towers, a row of houses or a home. Estates and
/// sub-areas are real, buildings and streets invented, so that no number points at a real flat.
struct DwellingBook: Sendable {
    static let perSite = 256
    /// The tenures: public rental, subsidised and other, private; and homes for many.
    static let tenures = 4
    static let institution = 3
    /// The number that stands for no dwelling here.
    static let abroad: UInt32 = 0

    private let seed: UInt64
    private let counts: [[Int]]
    private let occupancy: [[KeyedPermutation]]

    init(plan: ShardPlan, seed: UInt64) {
        self.seed = seed
        counts = plan.dwellings
        occupancy = plan.dwellings.enumerated().map { district, counts in
            counts.enumerated().map { tenure, count in
                KeyedPermutation(
                    count: count,
                    key: Hash64.combine(seed, UInt64(Draw.dwelling.rawValue)) ^ UInt64(district * 4 + tenure)
                )
            }
        }
    }

    /// The dwelling of the household that is number `ordinal` of its district and tenure; no two share one.
    func home(district: Int, tenure: Int, ordinal: Int) -> UInt32 {
        let index = occupancy[district][tenure](ordinal % counts[district][tenure])
        return Self.pack(district, tenure, index)
    }

    /// The home for many with a number within its district.
    func institution(district: Int, number: Int) -> UInt32 {
        Self.pack(district, Self.institution, number & 0x1ff_ffff)
    }

    /// Any dwelling of a district, somebody's or empty.
    func anyDwelling(district: Int, _ random: inout KeyedRandom) -> UInt32 {
        let total = counts[district].reduce(0, +)
        var rank = random.nextIndex(below: total)
        for tenure in 0..<counts[district].count {
            if rank < counts[district][tenure] { return Self.pack(district, tenure, rank) }
            rank -= counts[district][tenure]
        }
        return Self.pack(district, 0, 0)
    }

    private static func pack(_ district: Int, _ tenure: Int, _ index: Int) -> UInt32 {
        UInt32(district + 1) &<< 27 | UInt32(tenure) &<< 25 | UInt32(index)
    }

    static func district(of dwelling: UInt32) -> Int { Int(dwelling &>> 27) - 1 }
    static func tenure(of dwelling: UInt32) -> Int { Int((dwelling &>> 25) & 3) }

    /// A number of the building, unique over all.
    static func building(of dwelling: UInt32) -> Int {
        let site = Int(dwelling & 0x1ff_ffff) / perSite
        let block = Int(dwelling & 0x1ff_ffff) % perSite / 64
        return (Int(dwelling &>> 25) * 131_072 + site) * 4 + block
    }

    /// A hash of a dwelling's site; `salt` tells several apart.
    func siteHash(_ dwelling: UInt32, _ salt: UInt64) -> UInt64 {
        let site = UInt64(dwelling &>> 25) &<< 32 | UInt64((dwelling & 0x1ff_ffff) / UInt32(Self.perSite))
        return Hash64.combine(Hash64.combine(seed, UInt64(Draw.site.rawValue) &<< 40 ^ site), salt)
    }
}
