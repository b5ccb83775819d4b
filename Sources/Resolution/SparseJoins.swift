internal import Columns

/// The pairs of clusters of a large component between which something was compared.
struct SparseJoins {
    /// What is known between two clusters.
    struct Link {
        /// The weight of the best pair.
        var best: Float = -.infinity
        /// Compared pairs with and without a register that guards.
        var guarded: Int32 = 0
        var free: Int32 = 0
        /// The sum of their penalties, in units.
        var penalty: Int64 = 0
    }

    /// A join that may be made.
    struct Entry: HeapEntry {
        var worth: Double
        var a: Int32
        var b: Int32

        /// True if this one is to be made before the other.
        func precedes(_ other: Entry) -> Bool {
            if worth != other.worth { return worth > other.worth }
            return a != other.a ? a < other.a : b < other.b
        }
    }

    /// Per cluster: the clusters to which it has a link, some of them gone, in the order of their finding.
    private(set) var neighbours: [[Int32]] = []
    var heap = EntryHeap<Entry>()
    private var links = LinkTable()
    private var pairs: [(Int32, Int32)] = []

    var initialCount: Int { pairs.count }

    /// A pair of records that was compared.
    func initial(_ number: Int) -> (Int32, Int32) { pairs[number] }

    mutating func load(_ problem: ComponentProblem, _ penalty: PairPenalty) {
        neighbours = [[Int32]](repeating: [], count: problem.count)
        heap.removeAll()
        links.reset(expecting: problem.links.count)
        pairs.removeAll(keepingCapacity: true)
        for link in problem.links {
            let (a, b) = (min(link.left, link.right), max(link.left, link.right))
            let guarded = problem.isGuarded(a, b)
            links.set(
                a,
                b,
                Link(
                    best: link.weight,
                    guarded: guarded ? 1 : 0,
                    free: guarded ? 0 : 1,
                    penalty: Int64(penalty.of(link.weight, guarded: guarded))
                )
            )
            neighbours[Int(a)].append(b)
            neighbours[Int(b)].append(a)
            pairs.append((a, b))
        }
    }

    /// What is known between two clusters, the lower first.
    func link(_ a: Int32, _ b: Int32) -> Link? { links.find(a, b) }

    /// Adds what cluster b has to cluster a.
    /// - Parameter cluster: Per record: itself if it names a cluster that is still there.
    /// - Returns: The clusters whose links with a changed.
    mutating func merge(_ a: Int32, _ b: Int32, _ cluster: [Int32]) -> [Int32] {
        var changed: [Int32] = []
        for c in neighbours[Int(b)] where c != a && cluster[Int(c)] == c {
            guard let own = links.find(min(b, c), max(b, c)) else { continue }
            let key = (min(a, c), max(a, c))
            if var known = links.find(key.0, key.1) {
                known.best = max(known.best, own.best)
                known.guarded &+= own.guarded
                known.free &+= own.free
                known.penalty &+= own.penalty
                links.set(key.0, key.1, known)
            } else {
                links.set(key.0, key.1, own)
                neighbours[Int(a)].append(c)
                neighbours[Int(c)].append(a)
            }
            changed.append(c)
        }
        neighbours[Int(b)] = []
        return changed
    }
}

/// A hash table of links by pair of clusters; entries are never removed.
private struct LinkTable {
    private var keys: [UInt64] = []
    private var values: [SparseJoins.Link] = []
    private var count = 0
    private var mask = 0

    mutating func reset(expecting entries: Int) {
        var size = 64
        while size < 3 * entries { size *= 2 }
        keys = [UInt64](repeating: .max, count: size)
        values = [SparseJoins.Link](repeating: SparseJoins.Link(), count: size)
        mask = size - 1
        count = 0
    }

    @inline(__always)
    private func slot(_ key: UInt64) -> Int {
        var slot = Int(truncatingIfNeeded: Hash64.mix(key)) & mask
        while keys[slot] != key && keys[slot] != .max { slot = (slot &+ 1) & mask }
        return slot
    }

    private static func key(_ a: Int32, _ b: Int32) -> UInt64 {
        UInt64(UInt32(bitPattern: a)) &<< 32 | UInt64(UInt32(bitPattern: b))
    }

    func find(_ a: Int32, _ b: Int32) -> SparseJoins.Link? {
        let slot = slot(Self.key(a, b))
        return keys[slot] == .max ? nil : values[slot]
    }

    mutating func set(_ a: Int32, _ b: Int32, _ link: SparseJoins.Link) {
        let key = Self.key(a, b)
        var slot = slot(key)
        if keys[slot] == .max {
            count += 1
            if 3 * count > 2 * keys.count {
                grow()
                slot = self.slot(key)
            }
            keys[slot] = key
        }
        values[slot] = link
    }

    private mutating func grow() {
        let (oldKeys, oldValues) = (keys, values)
        let kept = count
        reset(expecting: oldKeys.count)
        count = kept
        for (key, value) in zip(oldKeys, oldValues) where key != .max {
            let slot = slot(key)
            keys[slot] = key
            values[slot] = value
        }
    }
}
