public import Estimation

extension CaptureRecapture {
    /// The estimates from two of the lists, whatever the others did.
    public struct Pair: Sendable {
        /// The places of the two lists.
        public let lists: (Int, Int)
        /// Who is on which.
        public let table: TwoListCounts
        /// Lincoln and Petersen's estimate; nil where nobody is on both.
        public let lincolnPetersen: PopulationEstimate?
        /// Chapman's estimate.
        public let chapman: PopulationEstimate
    }

    /// Every pair of lists, in the order of the lists; one whose counts are too great to be multiplied is left out.
    mutating func addPairs() {
        for first in counts.lists.indices {
            for second in counts.lists.indices.dropFirst(first + 1) {
                guard let table = try? counts.pair(first, second) else { continue }
                pairs.append(
                    Pair(
                        lists: (first, second),
                        table: table,
                        lincolnPetersen: try? table.lincolnPetersen(),
                        chapman: table.chapman
                    )
                )
            }
        }
    }
}
