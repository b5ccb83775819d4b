import Columns

/// A fixed set of words with a small number each, found by the hash of their bytes.
///
/// Made once and kept as long as the process runs. The hash alone decides: among the few thousand words of a
/// table and the words of any register, two that share 64 bits are not to be expected.
struct WordTable: @unchecked Sendable {
    // SAFETY: written in the initialiser only, and never freed.
    private let slots: UnsafePointer<(hash: UInt64, value: UInt32)>
    private let mask: Int

    /// A table of words by their hashes; the first of equal ones counts.
    init(_ entries: [(hash: UInt64, value: UInt32)]) {
        var size = 64
        while size < entries.count * 4 { size *= 2 }
        let slots = UnsafeMutablePointer<(hash: UInt64, value: UInt32)>.allocate(capacity: size)
        slots.initialize(repeating: (0, 0), count: size)
        for entry in entries {
            var slot = Int(truncatingIfNeeded: entry.hash) & (size - 1)
            while slots[slot].hash != 0, slots[slot].hash != entry.hash { slot = (slot + 1) & (size - 1) }
            if slots[slot].hash == 0 { slots[slot] = entry }
        }
        self.slots = UnsafePointer(slots)
        mask = size - 1
    }

    /// A table that only tells whether a word is there.
    init(words: some Sequence<String>) {
        self.init(words.map { (Hash64.text($0), 1) })
    }

    /// The number of the word of a hash.
    @inline(__always)
    func value(_ hash: UInt64) -> UInt32? {
        var slot = Int(truncatingIfNeeded: hash) & mask
        // SAFETY: slot ≤ mask; at most a quarter of the slots is taken, so that a free one ends the search.
        while true {
            let entry = slots[slot]
            if entry.hash == hash { return entry.value }
            if entry.hash == 0 { return nil }
            slot = (slot &+ 1) & mask
        }
    }

    /// The number of a word.
    @inline(__always)
    func value(_ word: ByteView) -> UInt32? { value(Hash64.bytes(word)) }

    /// Whether a word is there.
    @inline(__always)
    func contains(_ word: ByteView) -> Bool { value(word) != nil }
}

/// Texts that tables give out, kept as long as the process runs.
struct KeptText: @unchecked Sendable {
    // SAFETY: written in the initialiser only, and never freed.
    let view: ByteView

    init(_ bytes: some Collection<UInt8>) {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = memory.initialize(from: bytes)
        view = ByteView(memory)
    }

    init(_ text: String) { self.init(text.utf8) }

    var isEmpty: Bool { view.isEmpty }
}
