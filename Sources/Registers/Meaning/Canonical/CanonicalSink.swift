import Columns

/// Where a canonicaliser writes the canonical forms of one value after another.
struct CanonicalSink {
    /// One arena per output: values end to end, where each ends, and its hash.
    struct Arena: Sendable {
        var bytes: [UInt8] = []
        var ends: [UInt32] = []
        var hashes: [UInt64] = []
    }

    var arenas: [Arena]
    /// What was done to the present value.
    var kinds = StandardisationKinds()
    /// Room in which a canonicaliser may build a value.
    var scratch: [UInt8] = []
    /// A second such room.
    var spare: [UInt8] = []

    init(outputs: Int, capacity: Int) {
        arenas = [Arena](repeating: Arena(), count: outputs)
        for i in 0..<outputs {
            arenas[i].ends.reserveCapacity(capacity)
            arenas[i].hashes.reserveCapacity(capacity)
            arenas[i].bytes.reserveCapacity(capacity * 8)
        }
        scratch.reserveCapacity(256)
        spare.reserveCapacity(256)
    }

    /// Forgets what was done to the last value.
    mutating func begin() {
        kinds = StandardisationKinds()
        scratch.removeAll(keepingCapacity: true)
        spare.removeAll(keepingCapacity: true)
    }

    /// Appends bytes to the present value of an output.
    mutating func append(_ bytes: ArraySlice<UInt8>, to output: Int = 0) {
        arenas[output].bytes.append(contentsOf: bytes)
    }

    /// Appends the scratch room to the present value of an output.
    mutating func appendScratch(to output: Int = 0) {
        arenas[output].bytes.append(contentsOf: scratch)
    }

    /// Ends the present value in all outputs; one to which nothing was appended is missing.
    mutating func end() {
        for i in 0..<arenas.count {
            let start = Int(arenas[i].ends.last ?? 0)
            let end = arenas[i].bytes.count
            arenas[i].ends.append(UInt32(truncatingIfNeeded: end))
            let hash = arenas[i].bytes.withUnsafeBufferPointer {
                Hash64.bytes(UnsafeBufferPointer(rebasing: $0[start..<end]))
            }
            arenas[i].hashes.append(hash)
        }
    }
}

/// Turns the values of a column into their canonical forms.
protocol Canonicaliser: Sendable {
    /// Writes the canonical form of one value, which is not empty.
    ///
    /// The caller has begun the value and will end it.
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink)
}
