/// Puts thin strata together until each cell has enough people on two lists.
///
/// Strata lie in blocks: those that differ in the last dimension alone, such as age groups of one sex. Within a
/// block strata are taken in order until they have enough people together; what is left at the end of a block
/// joins the cell before it in the block. Where a whole block has too few it joins the cell before it, and the
/// first block the one after. So a stratum is merged with neighbours of the same block as long as these have
/// enough people, and no cell is thin unless it is the only one.
enum StratumMerging {
    /// The cells, each with its strata in ascending order, by their first strata.
    ///
    /// - Parameters:
    ///   - twice: Per stratum: people on two lists or more.
    ///   - block: The number of strata in a block, above 0; it divides the number of strata.
    ///   - smallest: The people on two lists that a cell needs.
    /// - Complexity: O(strata + thin blocks · strata).
    static func cells(_ twice: [Int], block: Int, smallest: Int) -> [[Int]] {
        var cells: [[Int]] = []
        for start in stride(from: 0, to: twice.count, by: block) {
            cells += cellsOfBlock(start..<min(twice.count, start + block), twice, smallest)
        }
        var i = 0
        while cells.count > 1 && i < cells.count {
            if cells[i].reduce(0, { $0 + twice[$1] }) >= smallest {
                i += 1
                continue
            }
            let target = i > 0 ? i - 1 : 1
            cells[target] = (cells[target] + cells[i]).sorted()
            cells.remove(at: i)
            // The cell that took it in may be the first, which takes in the next one if it is still thin.
            i = 0
        }
        return cells
    }

    /// The cells of one block; one that is thin if the whole block is.
    private static func cellsOfBlock(_ strata: Range<Int>, _ twice: [Int], _ smallest: Int) -> [[Int]] {
        var cells: [[Int]] = []
        var open: [Int] = []
        var sum = 0
        for stratum in strata {
            open.append(stratum)
            sum += twice[stratum]
            if sum >= smallest {
                cells.append(open)
                (open, sum) = ([], 0)
            }
        }
        if open.isEmpty { return cells }
        if cells.isEmpty { return [open] }
        cells[cells.count - 1] += open
        return cells
    }
}
