public import Columns

extension KeyTransform {
    /// Values per piece of work.
    private static let pieceSize = 8192

    /// One key per code: the hash of the transformed text, 0 where there is none.
    ///
    /// The same in every run and for any number of threads. Code 0, the missing value, has key 0.
    /// - Complexity: O(bytes of all values); q-grams and words are sorted per value.
    public func keys(of values: ValueDictionary, workers: Workers = Workers(threads: 1)) -> [UInt64] {
        workers.fill(count: values.count, pieceSize: Self.pieceSize, with: 0) { codes, keys in
            var writer = KeyWriter(self)
            let bytes = values.bytes.span
            for code in codes where code > 0 {
                let value = bytes.extracting(Int(values.offsets[code])..<Int(values.offsets[code + 1]))
                // SAFETY: `keys` has one element per code of the piece.
                keys[code - codes.lowerBound] = writer.key(of: value)
            }
        }
    }

    /// All keys of each value: value `c` has `keys[offsets[c]..<offsets[c + 1]]`, ascending and distinct.
    ///
    /// ``sortedTokens`` and ``initials`` give a key per word, ``qGrams(size:keep:)`` a key per q-gram (with
    /// `keep`, per q-gram kept), ``metaphone`` its primary and secondary code; every other transform gives
    /// the one key of ``keys(of:workers:)``, or none.
    public func multiKeys(of values: ValueDictionary) -> (offsets: [UInt32], keys: [UInt64]) {
        var offsets: [UInt32] = [0]
        offsets.reserveCapacity(values.count + 1)
        var keys: [UInt64] = []
        var own: [UInt64] = []
        let bytes = values.bytes.span
        var writer = KeyWriter(self)
        for code in 0..<values.count {
            own.removeAll(keepingCapacity: true)
            if code > 0 {
                let value = bytes.extracting(Int(values.offsets[code])..<Int(values.offsets[code + 1]))
                writer.appendKeys(value, to: &own)
            }
            own.sort()
            let start = keys.count
            for key in own where keys.count == start || keys[keys.count - 1] != key { keys.append(key) }
            precondition(keys.count <= Int(UInt32.max), "a column has more than 2^32 keys")
            offsets.append(UInt32(truncatingIfNeeded: keys.count))
        }
        return (offsets, keys)
    }

    /// What the key of a value reads as, for reports: `S530`; empty where there is no key.
    public func text(of value: String) -> String {
        var writer = KeyWriter(self)
        let bytes = Array(value.utf8)
        writer.write(bytes.span)
        return String(decoding: writer.text, as: UTF8.self)
    }
}
