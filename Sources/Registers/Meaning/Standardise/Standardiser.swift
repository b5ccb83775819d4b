public import Columns

/// Brings the registers of a job into one canonical form.
///
/// Work is done once per distinct value of a column and mapped to the rows through the codes.
public enum Standardiser {
    /// Standardises the registers of a job.
    ///
    /// Registers share one code space per feature. Rows whose declared identifier is missing, or which an
    /// earlier row of the register has, are set aside and counted.
    /// - Parameters:
    ///   - registers: The registers in the order of the job; at most 256.
    ///   - workers: The threads to use; the result does not depend on them.
    /// - Returns: All records, what was done to their values, and the rows set aside.
    /// - Throws: ``SchemaError`` when a schema does not fit its table.
    /// - Complexity: O(distinct values · length + rows · features).
    public static func standardise(
        _ registers: [RegisterInput],
        workers: Workers
    ) throws(SchemaError) -> Standardised {
        try checkNames(registers)
        let plans = try workers.map(pieces: registers.count) { (i) throws(SchemaError) -> RegisterPlan in
            try RegisterPlan(registers[i], index: i)
        }
        let identifiers = plans.map(\.identifiers)
        var spans: [RegisterSpan] = []
        var count = 0
        for (input, ids) in zip(registers, identifiers) {
            spans.append(RegisterSpan(name: input.name, rows: count..<(count + ids.codes.count)))
            count += ids.codes.count
        }
        let sources = NameOrder.decided(plans.flatMap(\.sources), workers: workers)
        let canonical = canonicalise(sources, identifiers, workers: workers)
        let features = FeatureAssembly.assemble(
            sources,
            canonical,
            spans: spans,
            keptRows: identifiers.map(\.quarantine.keptRows),
            workers: workers
        )
        let records = Records(
            registers: spans,
            identifiers: RecordIdentifiers.joined(identifiers),
            features: features
        )
        return Standardised(
            records: records,
            steps: steps(sources, canonical, registers: registers.map(\.name)),
            quarantine: identifiers.map(\.quarantine)
        )
    }

    private static func checkNames(_ registers: [RegisterInput]) throws(SchemaError) {
        var names: Set<String> = []
        for register in registers where !names.insert(register.name).inserted {
            throw SchemaError(
                .duplicateRegister,
                at: register.name,
                "two registers are called “\(register.name)”; give each register a name of its own"
            )
        }
        precondition(registers.count <= 256, "a job has at most 256 registers")
    }

    /// The canonical forms of each source's values, chunk after chunk.
    private static func canonicalise(
        _ sources: [FeatureSource],
        _ identifiers: [RecordIdentifiers],
        workers: Workers
    ) -> [[CanonicalisedChunk]] {
        let counts = workers.map(pieces: sources.count) { i in
            let kept = identifiers[sources[i].register].quarantine.keptRows
            guard let kept else { return sources[i].column.counts() }
            var counts = [UInt32](repeating: 0, count: sources[i].column.values.count)
            for row in kept { counts[Int(sources[i].column.codes[Int(row)])] &+= 1 }
            return counts
        }
        var pieces: [(source: Int, codes: Range<Int>)] = []
        for (index, source) in sources.enumerated() {
            let end = source.column.values.count
            for start in stride(from: 1, to: end, by: ValueCanonicalisation.chunkSize) {
                pieces.append((index, start..<min(end, start + ValueCanonicalisation.chunkSize)))
            }
        }
        let work = pieces
        let chunks = workers.map(pieces: work.count) { i in
            ValueCanonicalisation.run(
                sources[work[i].source],
                counts: counts[work[i].source],
                codes: work[i].codes
            )
        }
        var result = [[CanonicalisedChunk]](repeating: [], count: sources.count)
        for (piece, chunk) in zip(work, chunks) { result[piece.source].append(chunk) }
        return result
    }

    private static func steps(
        _ sources: [FeatureSource],
        _ canonical: [[CanonicalisedChunk]],
        registers: [String]
    ) -> [StandardisationStep] {
        var steps: [StandardisationStep] = []
        for (source, chunks) in zip(sources, canonical) {
            for kind in StandardisationKind.allCases {
                let k = Int(kind.rawValue)
                let values = chunks.reduce(0) { $0 + $1.valuesChanged[k] }
                if values == 0 { continue }
                steps.append(
                    StandardisationStep(
                        register: registers[source.register],
                        column: source.column.name,
                        role: source.role,
                        kind: kind,
                        valuesChanged: values,
                        recordsChanged: chunks.reduce(0) { $0 + $1.recordsChanged[k] },
                        examples: examples(kind, source, chunks)
                    )
                )
            }
        }
        return steps
    }

    private static func examples(
        _ kind: StandardisationKind,
        _ source: FeatureSource,
        _ chunks: [CanonicalisedChunk]
    ) -> [StandardisationStep.Example] {
        var examples: [StandardisationStep.Example] = []
        for (number, chunk) in chunks.enumerated() {
            for code in chunk.examples[Int(kind.rawValue)] {
                if examples.count == ValueCanonicalisation.exampleCount { return examples }
                let position = Int(code) - 1 - number * ValueCanonicalisation.chunkSize
                let parts = chunk.outputs.map {
                    String(decoding: $0.rows.bytes(ofRow: position), as: UTF8.self)
                }
                examples.append(
                    StandardisationStep.Example(
                        before: source.column.values.string(code),
                        after: parts.filter { !$0.isEmpty }.joined(separator: " | ")
                    )
                )
            }
        }
        return examples
    }
}
