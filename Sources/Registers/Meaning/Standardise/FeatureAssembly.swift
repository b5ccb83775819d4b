import Columns

/// Puts canonical values of all registers under one code space per feature and maps them to records.
enum FeatureAssembly {
    /// Builds the features, in the order in which the sources first name them.
    static func assemble(
        _ sources: [FeatureSource],
        _ canonical: [[CanonicalisedChunk]],
        spans: [RegisterSpan],
        keptRows: [[UInt32]?],
        workers: Workers
    ) -> [Feature] {
        var keys: [FeatureKey] = []
        var feeds: [[(source: Int, output: Int)]] = []
        var position: [String: Int] = [:]
        for (index, source) in sources.enumerated() {
            for (output, key) in source.outputs.enumerated() {
                guard let key else { continue }
                if let known = position[key.name] {
                    feeds[known].append((index, output))
                } else {
                    position[key.name] = keys.count
                    keys.append(key)
                    feeds.append([(index, output)])
                }
            }
        }
        // The features with the most values first, so that the last worker is not left alone with one of them.
        let sizes = feeds.map { $0.reduce(0) { $0 + sources[$1.source].column.values.count } }
        let order = sizes.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
        let (names, inputs) = (keys, feeds)
        let built = workers.map(pieces: order.count) { i in
            feature(names[order[i]], inputs[order[i]], sources, canonical, spans, keptRows)
        }
        let features = zip(order, built).sorted { $0.0 < $1.0 }.map(\.1)
        // A part that no cell has (a Han name in a Latin register) is no feature.
        return features.filter { $0.values.count > 1 }
    }

    private static func feature(
        _ key: FeatureKey,
        _ feeds: [(source: Int, output: Int)],
        _ sources: [FeatureSource],
        _ canonical: [[CanonicalisedChunk]],
        _ spans: [RegisterSpan],
        _ keptRows: [[UInt32]?]
    ) -> Feature {
        let distinct = feeds.reduce(0) { $0 + sources[$1.source].column.values.count }
        // Room for all values, so that the table need not grow, but never for more than a few million.
        var interner = ValueInterner(capacity: min(distinct, 1 << 22))
        var codes = [UInt32](repeating: 0, count: spans.last?.rows.upperBound ?? 0)
        for feed in feeds {
            let source = sources[feed.source]
            // Most cells have no Han name, no floor …: nothing to map.
            if canonical[feed.source].allSatisfy({ $0.arenas[feed.output].bytes.isEmpty }) { continue }
            let map = intern(canonical[feed.source], output: feed.output, source, &interner)
            let rows = spans[source.register].rows
            let raw = source.column.codes
            if let kept = keptRows[source.register] {
                for (i, row) in kept.enumerated() where codes[rows.lowerBound + i] == 0 {
                    codes[rows.lowerBound + i] = map[Int(raw[Int(row)])]
                }
            } else {
                let first = rows.lowerBound
                for (row, code) in raw.enumerated() where codes[first &+ row] == 0 {
                    codes[first &+ row] = map[Int(code)]
                }
            }
        }
        return Feature(name: key.name, role: key.role, codes: codes, values: interner.finish())
    }

    /// The feature's code for each code of a source.
    private static func intern(
        _ chunks: [CanonicalisedChunk],
        output: Int,
        _ source: FeatureSource,
        _ interner: inout ValueInterner
    ) -> [UInt32] {
        var map: [UInt32] = [0]
        map.reserveCapacity(source.column.values.count)
        for chunk in chunks {
            let arena = chunk.arenas[output]
            arena.bytes.withUnsafeBufferPointer { bytes in
                var start = 0
                for i in 0..<arena.ends.count {
                    let end = Int(arena.ends[i])
                    // SAFETY: ends ascend to the arena's length.
                    let value = UnsafeBufferPointer(rebasing: bytes[start..<end])
                    map.append(start == end ? 0 : interner.intern(value, hash: arena.hashes[i]))
                    start = end
                }
            }
        }
        return map
    }
}
