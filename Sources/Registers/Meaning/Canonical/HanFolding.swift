/// One representative for the traditional, simplified and variant forms of a Han character.
enum HanFolding {
    // Direct tables over the two blocks where nearly all characters lie; the rest in a dictionary.
    private static let block: Range<UInt32> = 0x4e00..<0xa000
    private static let tables: (block: [UInt32], others: [UInt32: UInt32]) = {
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
        return (table, others)
    }()

    /// The form that stands for a character; the character itself where it has no other form.
    static func representative(_ scalar: UInt32) -> UInt32 {
        if block.contains(scalar) { return tables.block[Int(scalar - block.lowerBound)] }
        return tables.others[scalar] ?? scalar
    }
}
