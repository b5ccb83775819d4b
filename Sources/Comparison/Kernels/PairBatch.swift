/// Runs a kernel over arrays of codes.
enum PairBatch {
    /// How many pairs ahead a value is fetched.
    static let fetchDistance = 8

    /// Sets entry i of `results` to the kernel of `lefts[i]` and `rights[i]`.
    ///
    /// The three arrays must be of one length, and all codes below `codes`.
    @inline(__always) static func fill(
        _ results: inout [Float],
        _ lefts: [UInt32],
        _ rights: [UInt32],
        codes: Int,
        prefetch: (UInt32) -> Void,
        _ kernel: (UInt32, UInt32) -> Float
    ) {
        precondition(lefts.count == rights.count && lefts.count == results.count)
        precondition(max(lefts.max() ?? 0, rights.max() ?? 0) < codes)
        lefts.withUnsafeBufferPointer { left in
            rights.withUnsafeBufferPointer { right in
                results.withUnsafeMutableBufferPointer { result in
                    // SAFETY: the three buffers are of one length, checked above.
                    for i in 0..<left.count {
                        let soon = min(i &+ fetchDistance, left.count &- 1)
                        prefetch(left[soon])
                        prefetch(right[soon])
                        result[i] = kernel(left[i], right[i])
                    }
                }
            }
        }
    }
}
