public import Columns

/// The keys of every code under the transforms in use; each is computed once.
///
/// Keys are 32 bits wide. That two keys meet in one only adds candidates: a few per rule for a million
/// records, some ten thousand for forty million.
public struct BlockKeys: Sendable {
    private let keys: [KeyPart: [UInt32]]
    let records: Records

    /// Computes the keys that the given parts need of the records' features, side by side.
    public init(_ records: Records, parts: [KeyPart], workers: Workers) {
        var wanted: [KeyPart] = []
        for part in parts where !wanted.contains(part) { wanted.append(part) }
        let all = wanted
        let made = workers.mapSideBySide(pieces: all.count) { index in
            let values = records.feature(all[index].feature)?.values ?? ValueDictionary()
            return all[index].transform.keys(of: values, workers: workers).map {
                $0 == 0 ? 0 : Self.folded($0)
            }
        }
        self.records = records
        keys = Dictionary(uniqueKeysWithValues: zip(all, made))
    }

    /// The combined key of each record; 0 where a part is missing.
    ///
    /// - Precondition: Keys were computed for the rule's parts.
    func rowKeys(of rule: BlockingRule) -> [UInt32] {
        let columns = columns(of: rule)
        // All records have the key of a rule without parts; the key of a single part is its own.
        guard let first = columns.first, records.count > 0 else {
            return [UInt32](repeating: 1, count: records.count)
        }
        return [UInt32](unsafeUninitializedCapacity: records.count) { result, count in
            count = records.count
            // SAFETY: codes are below the number of values.
            first.table.withUnsafeBufferPointer { table in
                first.codes.withUnsafeBufferPointer { codes in
                    for row in 0..<count { result[row] = table[Int(codes[row])] }
                }
            }
            for column in columns.dropFirst() {
                column.table.withUnsafeBufferPointer { table in
                    column.codes.withUnsafeBufferPointer { codes in
                        for row in 0..<count {
                            let key = table[Int(codes[row])]
                            let before = result[row]
                            let both = Self.folded(Hash64.mix(UInt64(before) &<< 32 | UInt64(key)))
                            result[row] = key == 0 || before == 0 ? 0 : both
                        }
                    }
                }
            }
        }
    }

    /// Of each part of a rule: the codes of all records, and the key of each code.
    func columns(of rule: BlockingRule) -> [(codes: [UInt32], table: [UInt32])] {
        rule.parts.map { part in
            guard let feature = records.feature(part.feature), let table = keys[part] else {
                preconditionFailure("there are no keys of \(part)")
            }
            return (feature.codes, table)
        }
    }

    /// The key of one row under one part.
    func key(_ part: KeyPart, row: Int) -> UInt32 {
        guard let feature = records.feature(part.feature), let table = keys[part] else { return 0 }
        return table[Int(feature.codes[row])]
    }

    /// 32 bits of a hash, not 0.
    @inline(__always) private static func folded(_ hash: UInt64) -> UInt32 {
        max(1, UInt32(truncatingIfNeeded: hash &>> 32))
    }
}
