#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The processor time of this thread since the clock was made.
struct CPUClock {
    private let start = CPUClock.now()

    /// Nanoseconds of processor time so far.
    var nanoseconds: Double { CPUClock.now() - start }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
    }
}

/// The median and the least processor time of nine runs, after one that warms the caches, in nanoseconds.
///
/// On a machine that others use too, the least is nearer to what the code itself costs.
func cost(_ body: () -> Void) -> (median: Double, least: Double) {
    body()
    let costs = (0..<9).map { _ in
        let clock = CPUClock()
        body()
        return clock.nanoseconds
    }
    let sorted = costs.sorted()
    return (sorted[4], sorted[0])
}

/// A number with one decimal, right-aligned.
func padded(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let text = "\(tenths / 10).\(tenths % 10)"
    return String(repeating: " ", count: max(0, 8 - text.count)) + text
}

/// Prints a line of the table from a batch's cost.
func report(_ name: String, _ cost: (median: Double, least: Double), pairs: Int) {
    let title = name + String(repeating: " ", count: max(1, 20 - name.count))
    let median = cost.median / Double(pairs)
    let least = cost.least / Double(pairs)
    print("  \(title) \(padded(median)) ns/pair, least \(padded(least)), \(padded(1000 / median)) M pairs/s")
}
