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
            if canonical[feed.source].allSatisfy({ $0.outputs[feed.output].rows.valueCount == 1 }) {
                continue
            }
            let map = intern(canonical[feed.source], output: feed.output, source, &interner)
            assign(map, source.column.codes, keptRows[source.register], spans[source.register].rows, &codes)
        }
        return Feature(name: key.name, role: key.role, codes: codes, values: interner.finish())
    }

    /// Gives the records of a register that have no value yet the one of their source.
    private static func assign(
        _ map: [UInt32],
        _ raw: [UInt32],
        _ kept: [UInt32]?,
        _ rows: Range<Int>,
        _ codes: inout [UInt32]
    ) {
        precondition(rows.upperBound <= codes.count && rows.count == kept?.count ?? raw.count)
        codes.withUnsafeMutableBufferPointer { codes in
            let codes = UnsafeMutableBufferPointer(rebasing: codes[rows])
            if let kept {
                for (i, row) in kept.enumerated() where codes[i] == 0 { codes[i] = map[Int(raw[Int(row)])] }
            } else {
                for i in 0..<raw.count where codes[i] == 0 { codes[i] = map[Int(raw[i])] }
            }
        }
    }

    /// The feature's code for each code of a source.
    private static func intern(
        _ chunks: [CanonicalisedChunk],
        output: Int,
        _ source: FeatureSource,
        _ interner: inout ValueInterner
    ) -> [UInt32] {
        var map = [UInt32](repeating: 0, count: max(1, source.column.values.count))
        var featureCodes: [UInt32] = []
        var done = 1
        for chunk in chunks {
            let values = chunk.outputs[output].rows
            if featureCodes.count < values.valueCount {
                featureCodes = [UInt32](repeating: 0, count: values.valueCount)
            }
            featureCodes.withUnsafeMutableBufferPointer { featureCodes in
                // SAFETY: values after the missing one lie in the chunk's arena, and have room for a code each.
                interner.intern(
                    UnsafeBufferPointer(start: values.values + 1, count: values.valueCount - 1),
                    in: values.arena,
                    into: UnsafeMutableBufferPointer(rebasing: featureCodes[1...])
                )
                precondition(done + values.rowCount <= map.count)
                map.withUnsafeMutableBufferPointer { map in
                    // SAFETY: a chunk's codes are below its valueCount.
                    for row in 0..<values.rowCount { map[done &+ row] = featureCodes[Int(values.codes[row])] }
                }
            }
            done += values.rowCount
        }
        return map
    }
}
