/// The numbers of unseen persons at which the evidence of graphs is computed, and what each stands for.
///
/// All numbers of a range that is not long. Else all of its first ones, then numbers whose distance grows in proportion,
/// and more of them wherever some graph has its peak. Between two numbers the evidence is taken to run straight, so that
/// each stands for the whole numbers half way to its neighbours.
struct GraphGrid: Sendable, Equatable {
    /// Numbers of unseen, ascending.
    let unseen: [Int]

    /// The most numbers that are all computed.
    static let exactCount = 300_000
    /// In a longer range, how many numbers are computed one by one before distances grow.
    private static let dense = 16_384
    /// Beyond them the distance is a number's share of this size.
    private static let ratio = 4096
    /// How many standard deviations around a peak are filled, and into how many parts each is cut.
    private static let reach = 10
    private static let parts = 16

    /// The numbers of a range with peaks within it.
    ///
    /// - Parameters:
    ///   - range: The least and greatest number of unseen.
    ///   - peaks: Where graphs have their greatest evidence, and how wide these peaks are (standard deviations).
    init(_ range: ClosedRange<Int>, peaks: () -> [(place: Double, width: Double)]) {
        guard range.upperBound - range.lowerBound >= Self.exactCount else {
            unseen = Array(range)
            return
        }
        var numbers: [Int] = []
        var next = range.lowerBound
        while next < range.upperBound {
            numbers.append(next)
            let offset = next - range.lowerBound
            next += offset < Self.dense ? 1 : max(1, offset / Self.ratio)
        }
        numbers.append(range.upperBound)
        for (place, width) in peaks() {
            for part in -(Self.reach * Self.parts)...(Self.reach * Self.parts) {
                let number = place + width * Double(part) / Double(Self.parts)
                if number > Double(range.lowerBound), number < Double(range.upperBound) {
                    numbers.append(Int(number))
                }
            }
        }
        numbers.sort()
        var different: [Int] = []
        for number in numbers where number != different.last { different.append(number) }
        unseen = different
    }

    /// Numbers of a range at a fixed distance.
    init(_ range: ClosedRange<Int>, step: Int) {
        unseen = Array(stride(from: range.lowerBound, through: range.upperBound, by: step))
    }

    /// The distance of a number from the one before; 1 for the first.
    func gap(before place: Int) -> Int { place == 0 ? 1 : unseen[place] - unseen[place - 1] }

    /// How many whole numbers each number stands for: half of those between it and its neighbours, and itself.
    var weights: [Double] {
        unseen.indices.map { place in
            let after = place + 1 < unseen.count ? gap(before: place + 1) : 1
            return Double(gap(before: place) + after) / 2
        }
    }
}
