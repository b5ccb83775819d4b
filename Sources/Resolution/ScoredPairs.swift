/// Pairs of records with their match weights, kept as columns.
public struct ScoredPairs: Sendable {
    /// The lower row of each pair, over all registers.
    public var left: [UInt32]
    /// The higher row of each pair.
    public var right: [UInt32]
    /// The log2 posterior odds that the two records are one person's.
    ///
    /// 0 is probability ½; the prior is included.
    public var weight: [Float]

    /// Pairs from columns of equal length.
    public init(left: [UInt32] = [], right: [UInt32] = [], weight: [Float] = []) {
        self.left = left
        self.right = right
        self.weight = weight
    }

    /// The number of pairs.
    public var count: Int { left.count }

    /// Adds a pair; the rows may come in either order.
    public mutating func append(_ a: UInt32, _ b: UInt32, weight: Float) {
        left.append(min(a, b))
        right.append(max(a, b))
        self.weight.append(weight)
    }

    /// Checks what every method relies on: ordered rows in range, finite weights, no pair twice.
    ///
    /// - Complexity: O(pairs + records); pairs that are sorted by row need no scratch, others 4 bytes
    ///   each and 8 per record.
    func validate(recordCount: Int) throws(ResolutionError) {
        if right.count != count || weight.count != count {
            throw ResolutionError(
                .unequalColumns,
                at: "pairs",
                "found \(left.count) left rows, \(right.count) right rows and \(weight.count) weights; "
                    + "expected as many of each; fill the three columns together"
            )
        }
        if recordCount >= Int(UInt32.max) || count >= Int(UInt32.max) {
            throw ResolutionError(
                .tooLarge,
                at: "pairs",
                "found \(recordCount) records and \(count) pairs; expected fewer than \(UInt32.max) of each; "
                    + "raise the floor below which pairs are not kept, or resolve parts of the registers"
            )
        }
        var sorted = true
        var last: UInt64 = 0
        for i in 0..<count {
            let (a, b) = (left[i], right[i])
            if a >= b { throw Self.unordered(i, a, b) }
            if Int(b) >= recordCount {
                throw ResolutionError(
                    .rowOutOfRange,
                    at: "pairs[\(i)]",
                    "found row \(b); expected rows below \(recordCount), the number of records; "
                        + "check that pairs and registers belong to the same run"
                )
            }
            if !weight[i].isFinite {
                throw ResolutionError(
                    .weightNotFinite,
                    at: "pairs[\(i)].weight",
                    "found \(weight[i]); expected finite log2 odds; bound the model's m and u away from 0 and 1"
                )
            }
            let key = (UInt64(a) &<< 32) | UInt64(b)
            if i > 0 && key <= last { sorted = false }
            last = key
        }
        if !sorted { try rejectDuplicates(recordCount: recordCount) }
    }

    private static func unordered(_ index: Int, _ a: UInt32, _ b: UInt32) -> ResolutionError {
        ResolutionError(
            .unorderedPair,
            at: "pairs[\(index)]",
            "found rows \(a) and \(b); expected the left row below the right row; "
                + (a == b ? "drop pairs of a record with itself" : "swap the two rows")
        )
    }

    private func rejectDuplicates(recordCount: Int) throws(ResolutionError) {
        var start = [UInt32](repeating: 0, count: recordCount + 1)
        for row in left { start[Int(row) + 1] &+= 1 }
        for row in 0..<recordCount { start[row + 1] &+= start[row] }
        var next = start
        var order = [UInt32](repeating: 0, count: count)
        for i in 0..<count {
            let row = Int(left[i])
            order[Int(next[row])] = UInt32(truncatingIfNeeded: i)
            next[row] &+= 1
        }
        // The last left row that was seen with each right row; a left row is never the highest number.
        var seen = [UInt32](repeating: .max, count: recordCount)
        for row in 0..<recordCount {
            for slot in Int(start[row])..<Int(start[row + 1]) {
                let i = Int(order[slot])
                if seen[Int(right[i])] == UInt32(truncatingIfNeeded: row) {
                    throw ResolutionError(
                        .duplicatePair,
                        at: "pairs[\(i)]",
                        "found rows \(row) and \(right[i]) a second time; expected each pair once; "
                            + "keep one weight per pair"
                    )
                }
                seen[Int(right[i])] = UInt32(truncatingIfNeeded: row)
            }
        }
    }
}
