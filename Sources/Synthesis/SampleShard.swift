import Columns

/// The records of some thousand households in one register, in the order they are written.
///
/// Households come in an order keyed by the register, and their records are shuffled within the shard.
struct SampleShard: Sendable {
    /// Households of a shard; a constant, so that the output does not depend on the number of threads.
    static let households = 2048

    let rows: [UInt8]
    let truth: [UInt8]
    let count: Int

    init(
        number: Int,
        register: SampleRegister,
        population: Population,
        order: KeyedPermutation,
        settings: SampleRegisters
    ) {
        var writer = RecordWriter(register, of: population, withIdentifier: settings.withIdentifier)
        var members: [SamplePerson] = []
        var drafts: [UInt8] = []
        var truths: [UInt8] = []
        var rowEnds = [0]
        var truthEnds = [0]
        var keys: [KeyedRow] = []
        drafts.reserveCapacity(Self.households * 400)
        let first = number * Self.households
        for position in first..<min(first + Self.households, population.householdCount) {
            population.fill(&members, household: order(position))
            for slot in members.indices {
                let copies = writer.presence(of: members[slot], duplicates: settings.duplicates)
                if copies == 0 { continue }
                population.personalise(&members[slot])
                let person = members[slot]
                for copy in 0..<copies {
                    writer.append(person, copy: copy, to: &drafts)
                    truths.append(contentsOf: register.rawValue.utf8)
                    truths.append(UInt8(ascii: ","))
                    writer.appendRecordID(of: person, copy: copy, to: &truths)
                    truths.append(contentsOf: [UInt8(ascii: ","), UInt8(ascii: "P")])
                    truths.appendDecimal(person.index, width: 8)
                    truths.append(UInt8(ascii: "\n"))
                    let draw = Hash64.combine(
                        Hash64.combine(settings.seed, UInt64(Purpose.rowOrder.rawValue)),
                        UInt64(person.index * 2 + copy) &<< 8 | UInt64(register.number)
                    )
                    keys.append(KeyedRow(key: draw, row: UInt32(keys.count)))
                    rowEnds.append(drafts.count)
                    truthEnds.append(truths.count)
                }
            }
        }
        RadixSort.sort(&keys)
        rows = Self.reorder(drafts, ends: rowEnds, by: keys)
        truth = Self.reorder(truths, ends: truthEnds, by: keys)
        count = keys.count
    }

    private static func reorder(_ bytes: [UInt8], ends: [Int], by keys: [KeyedRow]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for key in keys {
            let row = Int(key.row)
            result.append(contentsOf: bytes[ends[row]..<ends[row + 1]])
        }
        return result
    }
}
