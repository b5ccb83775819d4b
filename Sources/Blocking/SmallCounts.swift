/// Counts most of which are small: a byte for each, and a list of those that do not fit.
struct SmallCounts: Sendable {
    /// Per place: the count, or ``full`` if it is in ``large``.
    private var bytes: [UInt8] = []
    /// The counts of ``full`` and more, by place.
    private var large: [(place: Int, count: Int)] = []
    /// Their sum.
    private(set) var sum = 0

    private static let full = UInt8.max

    /// The number of counts.
    var count: Int { bytes.count }

    mutating func reserveCapacity(_ count: Int) { bytes.reserveCapacity(count) }

    mutating func append(_ value: Int) {
        if value >= Int(Self.full) { large.append((bytes.count, value)) }
        bytes.append(UInt8(clamping: value))
        sum += value
    }

    /// - Complexity: O(1) for small counts, O(log of the number of large ones) for others.
    @inline(__always) subscript(place: Int) -> Int {
        let byte = bytes[place]
        return byte < Self.full ? Int(byte) : largeCount(at: place)
    }

    private func largeCount(at place: Int) -> Int {
        var (low, high) = (0, large.count - 1)
        while low < high {
            let middle = (low + high) / 2
            if large[middle].place < place { low = middle + 1 } else { high = middle }
        }
        return large[low].count
    }
}
