/// Bytes of text with room behind them, so that word and block loads near the end stay inside.
///
/// One owner writes, then any number of threads read until the owner writes again; the reading pipeline
/// keeps to this by running one step after another.
final class TextBuffer: @unchecked Sendable {
    /// Bytes that may be read behind the last one; at least one block of 64.
    static let padding = 128

    private(set) var base: UnsafeMutablePointer<UInt8>
    private(set) var capacity: Int

    init(capacity: Int) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + Self.padding)
        base.initialize(repeating: 0, count: capacity + Self.padding)
    }

    deinit { base.deallocate() }

    /// Makes room for `wanted` bytes, keeping the first `kept`.
    func reserve(_ wanted: Int, keeping kept: Int) {
        if wanted <= capacity { return }
        let size = max(wanted, capacity * 2)
        let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: size + Self.padding)
        // SAFETY: kept ≤ the old capacity ≤ size; the rest is set to zero before anything reads it.
        fresh.update(from: base, count: kept)
        (fresh + kept).initialize(repeating: 0, count: size + Self.padding - kept)
        base.deallocate()
        base = fresh
        capacity = size
    }
}
