public import Columns

/// The keys of every code under the transforms in use; each is computed once.
public struct BlockKeys: Sendable {
    private var keys: [KeyPart: [UInt64]] = [:]
    private let records: Records

    /// Keys of the records' features.
    public init(_ records: Records) {
        self.records = records
    }

    /// Computes the keys that the given parts need, side by side.
    public mutating func prepare(_ parts: [KeyPart], workers: Workers) {
        var missing: [KeyPart] = []
        for part in parts where keys[part] == nil && !missing.contains(part) { missing.append(part) }
        let records = records
        let wanted = missing
        let made = workers.map(pieces: wanted.count) { index in
            wanted[index].transform.keys(
                of: records.feature(wanted[index].feature)?.values ?? ValueDictionary()
            )
        }
        for (part, values) in zip(missing, made) { keys[part] = values }
    }

    /// The combined key of each of the given rows; 0 where a part is missing.
    ///
    /// - Precondition: the rule's parts were prepared.
    func rowKeys(of rule: BlockingRule, rows: Range<Int>, mask: UInt64) -> [UInt64] {
        var result = [UInt64](repeating: 0x51ed_270b, count: rows.count)
        for part in rule.parts {
            guard let feature = records.feature(part.feature), let table = keys[part] else {
                preconditionFailure("blocking keys were not prepared for \(part)")
            }
            table.withUnsafeBufferPointer { table in
                feature.codes.withUnsafeBufferPointer { codes in
                    // SAFETY: rows are below the number of records, codes below the number of values.
                    for i in 0..<result.count {
                        let key = table[Int(codes[rows.lowerBound &+ i])]
                        let before = result[i]
                        result[i] = key == 0 || before == 0 ? 0 : Hash64.combine(before, key) | 1
                    }
                }
            }
        }
        for i in 0..<result.count where result[i] != 0 { result[i] = (result[i] & mask) | 1 }
        return result
    }

    /// The key of one row under one part.
    func key(_ part: KeyPart, row: Int) -> UInt64 {
        guard let feature = records.feature(part.feature), let table = keys[part] else { return 0 }
        return table[Int(feature.codes[row])]
    }
}
