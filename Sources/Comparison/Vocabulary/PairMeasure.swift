import Columns

/// A number or a set of flags computed for a pair from prepared values: what conditions test.
///
/// One measure serves all levels of a comparison that ask for it; it is computed at most once per pair. Which
/// loop runs is looked up once per batch; the loop itself knows its kernel.
protocol PairMeasure: Sendable {
    /// Computes the measure for the listed pairs of a batch.
    ///
    /// `values[i]` is set for each listed i. Measures of flags hold them as a small whole number.
    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    )
}

/// Whether the value of either record is marked: 1 or 0.
struct EitherMarkedMeasure: PairMeasure {
    let slot: Int
    /// One mark per code.
    let marks: [Bool]

    func compute(
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        into values: UnsafeMutablePointer<Float>
    ) {
        let slot = slot
        marks.withUnsafeBufferPointer { marks in
            batch.each(indices, slot) { values[$0] = marks[Int($1)] || marks[Int($2)] ? 1 : 0 }
        }
    }
}
