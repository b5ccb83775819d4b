/// One representative for the traditional, simplified and variant forms of a Han character.
enum HanFolding {
    // Direct tables over the two blocks where nearly all characters lie; the rest in a dictionary.
    static let block: Range<UInt32> = 0x4e00..<0xa000
    private static let tables: HanForms = {
        var table = Array(block)
        var others: [UInt32: UInt32] = [:]
        for group in HanVariantTable.groups.split(separator: " ") {
            guard let first = group.unicodeScalars.first?.value else { continue }
            for form in group.unicodeScalars.dropFirst() {
                if block.contains(form.value) {
                    table[Int(form.value - block.lowerBound)] = first
                } else {
                    others[form.value] = first
                }
            }
        }
        let memory = UnsafeMutableBufferPointer<UInt32>.allocate(capacity: table.count)
        _ = memory.initialize(from: table)
        return HanForms(block: UnsafeBufferPointer(memory), others: others)
    }()

    private struct HanForms: @unchecked Sendable {
        // SAFETY: written before anybody reads it, and never freed.
        let block: UnsafeBufferPointer<UInt32>
        let others: [UInt32: UInt32]
    }

    /// The form that stands for a character; the character itself where it has no other form.
    static func representative(_ scalar: UInt32) -> UInt32 {
        if block.contains(scalar) { return tables.block[Int(scalar - block.lowerBound)] }
        return tables.others[scalar] ?? scalar
    }
}
