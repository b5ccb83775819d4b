/// Exact counts of people by cell, with the keys that noise depends on; never for publication.
///
/// ``DisclosureControl/publish(_:)`` is the way from here to numbers that may leave the house. Printing a
/// confidential table shows its shape only.
public struct ConfidentialTable: Sendable, CustomStringConvertible {
    /// The lengths of the axes.
    public let shape: [Int]
    /// The counts, last axis fastest.
    public let counts: [Int]
    /// Per cell: the sum of its people's keys modulo 2³².
    public let keys: [UInt32]

    /// Says the shape, no count.
    public var description: String {
        "confidential table of " + shape.map { String($0) }.joined(separator: " × ") + " cells"
    }

    /// A table from counts and keys.
    ///
    /// - Throws: ``DisclosureError`` if they do not fit the shape or a count is negative.
    public init(shape: [Int], counts: [Int], keys: [UInt32]) throws(DisclosureError) {
        let cells = try Self.cells(of: shape)
        if counts.count != cells || keys.count != cells {
            throw DisclosureError(
                .unequalShapes,
                at: "table",
                "found \(counts.count) counts and \(keys.count) keys for axes of lengths \(shape); expected "
                    + "\(cells) of each"
            )
        }
        var total = 0
        for (i, count) in counts.enumerated() {
            let (sum, overflow) = total.addingReportingOverflow(count)
            if count < 0 || overflow || sum > Self.largest {
                throw DisclosureError(
                    .valueOutOfRange,
                    at: "table.counts[\(i)]",
                    "found \(count); expected 0 or more, and at most \(Self.largest) together"
                )
            }
            total = sum
        }
        self.shape = shape
        self.counts = counts
        self.keys = keys
    }

    /// Counts people by cell.
    ///
    /// - Parameters:
    ///   - cellOf: Per person: the number of the cell, last axis fastest.
    ///   - keys: Per person: the key, from ``RecordKeys``.
    ///   - shape: The lengths of the axes.
    /// - Throws: ``DisclosureError`` if the columns differ in length or a cell is not in the table.
    /// - Complexity: O(people + cells).
    public init(cellOf: [UInt32], keys: [UInt32], shape: [Int]) throws(DisclosureError) {
        let cells = try Self.cells(of: shape)
        if cellOf.count != keys.count {
            throw DisclosureError(
                .unequalShapes,
                at: "people",
                "found \(cellOf.count) cells and \(keys.count) keys; expected one of each per person"
            )
        }
        var counts = [Int](repeating: 0, count: cells)
        var sums = [UInt32](repeating: 0, count: cells)
        for i in cellOf.indices {
            let cell = Int(cellOf[i])
            if cell >= cells {
                throw DisclosureError(
                    .valueOutOfRange,
                    at: "people[\(i)].cell",
                    "found \(cell); expected below \(cells), the number of cells"
                )
            }
            counts[cell] += 1
            sums[cell] = sums[cell] &+ keys[i]
        }
        try self.init(shape: shape, counts: counts, keys: sums)
    }

    /// The same table with a last place for the total on every axis.
    public func withTotals() throws(DisclosureError) -> ConfidentialTable {
        let wider = shape.map { $0 + 1 }
        let cells = try Self.cells(of: wider)
        var sums = [Int](repeating: 0, count: cells)
        var keySums = [UInt32](repeating: 0, count: cells)
        var place = [Int](repeating: 0, count: shape.count)
        for i in counts.indices {
            var rest = i
            for axis in shape.indices.reversed() {
                place[axis] = rest % shape[axis]
                rest /= shape[axis]
            }
            // Each subset of axes is one total that the cell is part of.
            for subset in 0..<(1 << shape.count) {
                var cell = 0
                for axis in shape.indices {
                    cell = cell * wider[axis] + (subset >> axis & 1 == 1 ? shape[axis] : place[axis])
                }
                sums[cell] += counts[i]
                keySums[cell] = keySums[cell] &+ keys[i]
            }
        }
        return ConfidentialTable(checked: wider, sums, keySums)
    }

    private init(checked shape: [Int], _ counts: [Int], _ keys: [UInt32]) {
        self.shape = shape
        self.counts = counts
        self.keys = keys
    }

    /// The most people a table may hold.
    private static let largest = 1 << 40
    /// The most cells and axes a table may have.
    private static let cellLimit = 1 << 30
    private static let axisLimit = 12

    private static func cells(of shape: [Int]) throws(DisclosureError) -> Int {
        var cells = 1
        for length in shape {
            let (product, overflow) = cells.multipliedReportingOverflow(by: length)
            if length < 1 || overflow || product > cellLimit || shape.count > axisLimit {
                throw DisclosureError(
                    .unequalShapes,
                    at: "table.shape",
                    "found \(shape); expected 1 to \(axisLimit) axes of length 1 or more, "
                        + "at most \(cellLimit) cells"
                )
            }
            cells = product
        }
        if shape.isEmpty {
            throw DisclosureError(.unequalShapes, at: "table.shape", "found no axes; expected one at least")
        }
        return cells
    }
}
