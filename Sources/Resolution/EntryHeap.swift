/// What a heap keeps: entries of which one always comes first.
protocol HeapEntry {
    /// True if this entry is taken before the other.
    func precedes(_ other: Self) -> Bool
}

/// A binary heap: the entry that precedes all others is taken first.
struct EntryHeap<Entry: HeapEntry> {
    private var entries: [Entry] = []

    /// Forgets all entries and keeps the storage.
    mutating func removeAll() {
        entries.removeAll(keepingCapacity: true)
    }

    /// Adds an entry.
    mutating func push(_ entry: Entry) {
        entries.append(entry)
        var i = entries.count - 1
        while i > 0 {
            let above = (i - 1) / 2
            if !entry.precedes(entries[above]) { break }
            entries[i] = entries[above]
            i = above
        }
        entries[i] = entry
    }

    /// Takes the first entry.
    mutating func pop() -> Entry? {
        guard let first = entries.first else { return nil }
        let last = entries.removeLast()
        if entries.isEmpty { return first }
        var i = 0
        while true {
            var below = 2 * i + 1
            if below >= entries.count { break }
            if below + 1 < entries.count && entries[below + 1].precedes(entries[below]) { below += 1 }
            if !entries[below].precedes(last) { break }
            entries[i] = entries[below]
            i = below
        }
        entries[i] = last
        return first
    }
}

/// A record and how far it is; of equally near ones the lower record comes first.
struct Distance: HeapEntry {
    var distance: Double
    var record: Int32

    func precedes(_ other: Distance) -> Bool {
        distance != other.distance ? distance < other.distance : record < other.record
    }
}
