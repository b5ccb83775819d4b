import Columns
import Linkage
import Registers
import Resolution
import RunStore

/// Tells where hardly a record of two registers is linked, which more often is a fault of reading than of the registers.
enum FewLinks {
    /// Registers of fewer records than this are not spoken of.
    private static let fewRecords = 50
    /// The share of the smaller register's records below which links are few.
    private static let share = 0.01

    /// A notice per pair of registers with few accepted links.
    static func notices(_ result: LinkResult, forbidden: [(Int, Int)]) -> [RegisterNotice] {
        let registers = result.records.registers
        if registers.count < 2 { return [] }
        let registerOf = result.records.registerOfRecord()
        var counts = [Int](repeating: 0, count: registers.count * registers.count)
        for i in result.links.left.indices where result.resolution.decision[i] == .accepted {
            let a = Int(registerOf[Int(result.links.left[i])])
            let b = Int(registerOf[Int(result.links.right[i])])
            counts[min(a, b) * registers.count + max(a, b)] += 1
        }
        var notices: [RegisterNotice] = []
        for a in registers.indices {
            for b in registers.indices.dropFirst(a + 1) {
                if forbidden.contains(where: { $0 == (a, b) || $0 == (b, a) }) { continue }
                let smaller = min(registers[a].rows.count, registers[b].rows.count)
                let found = counts[a * registers.count + b]
                if smaller < fewRecords || Double(found) >= share * Double(smaller) { continue }
                notices.append(
                    RegisterNotice(
                        register: "",
                        kind: .fewLinks,
                        count: found,
                        total: smaller,
                        detail: "\(registers[a].name) and \(registers[b].name) have "
                            + (found == 0
                                ? "no link" : Plain.count(found) + (found == 1 ? " link" : " links"))
                            + " between them, though the smaller has \(Plain.count(smaller)) records; check that the "
                            + "dates of both are read alike and that columns have the right roles (`recensus profile`)"
                    )
                )
            }
        }
        return notices
    }
}
