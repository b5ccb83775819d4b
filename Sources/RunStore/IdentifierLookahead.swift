import CByteMask
import Columns

/// The identifiers of a block of links, looked up before they are written.
///
/// The records of a link lie anywhere in memory. Looked up one by one while a row is written, each
/// waits for three misses of the cache; in a loop of their own the misses overlap.
struct IdentifierLookahead {
    /// Links looked up at a time: what they need stays in the second-level cache.
    static let blockSize = 1024

    private let codes: [UInt32]
    private let values: ValueDictionary
    private let registerOfRow: [UInt8]
    /// Per record of the block, left and right in turn: its register.
    private(set) var registers = [UInt8](repeating: 0, count: 2 * blockSize)
    /// The code of its identifier.
    private var code = [UInt32](repeating: 0, count: 2 * blockSize)
    /// Where its identifier lies.
    private var starts = [UInt32](repeating: 0, count: 2 * blockSize)
    private var ends = [UInt32](repeating: 0, count: 2 * blockSize)
    /// Whether some identifier of the job must be quoted.
    private let hasSpecial: Bool

    init(_ records: Records) {
        codes = records.identifiers.codes
        values = records.identifiers.values
        registerOfRow = records.registerOfRecord()
        hasSpecial = records.identifiers.values.bytes.contains(where: CompressedCSVWriter.needsQuotes)
    }

    /// Looks up both records of each link of a block.
    mutating func look(up links: LinkColumns, _ block: Range<Int>) {
        // One pass per table: the loads of a pass do not depend on each other.
        codes.withUnsafeBufferPointer { codes in
            for (place, index) in block.enumerated() {
                let left = Int(links.left[index])
                let right = Int(links.right[index])
                code[2 * place] = codes[left]
                code[2 * place + 1] = codes[right]
                registers[2 * place] = registerOfRow[left]
                registers[2 * place + 1] = registerOfRow[right]
            }
        }
        values.offsets.withUnsafeBufferPointer { offsets in
            values.bytes.withUnsafeBufferPointer { arena in
                for place in 0..<(2 * block.count) {
                    let start = offsets[Int(code[place])]
                    starts[place] = start
                    ends[place] = offsets[Int(code[place]) + 1]
                    // SAFETY: an offset lies in the arena or at its end; asking the cache reads nothing.
                    if let base = arena.baseAddress { bm_prefetch(base + Int(start)) }
                }
            }
        }
    }

    /// Writes an identifier of the block.
    @inline(__always)
    func write(_ place: Int, to writer: inout CompressedCSVWriter) throws(RunStoreError) {
        try values.bytes.withUnsafeBufferPointer {
            (arena: UnsafeBufferPointer<UInt8>) throws(RunStoreError) in
            let field = UnsafeBufferPointer(rebasing: arena[Int(starts[place])..<Int(ends[place])])
            if hasSpecial { try writer.bytes(field) } else { try writer.plain(field) }
        }
    }
}
