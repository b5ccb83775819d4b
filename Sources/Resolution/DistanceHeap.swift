/// Records by distance, the nearest first; equal distances by record.
struct DistanceHeap {
    /// A record and how far it is.
    struct Entry {
        var distance: Double
        var record: Int32

        static func < (a: Entry, b: Entry) -> Bool {
            a.distance != b.distance ? a.distance < b.distance : a.record < b.record
        }
    }

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
            if !(entry < entries[above]) { break }
            entries[i] = entries[above]
            i = above
        }
        entries[i] = entry
    }

    /// Takes the nearest entry.
    mutating func pop() -> Entry? {
        guard let nearest = entries.first else { return nil }
        let last = entries.removeLast()
        if entries.isEmpty { return nearest }
        var i = 0
        while true {
            var below = 2 * i + 1
            if below >= entries.count { break }
            if below + 1 < entries.count && entries[below + 1] < entries[below] { below += 1 }
            if !(entries[below] < last) { break }
            entries[i] = entries[below]
            i = below
        }
        entries[i] = last
        return nearest
    }
}
