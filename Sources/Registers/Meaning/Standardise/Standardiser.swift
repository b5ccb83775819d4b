public import Columns

/// Brings the registers of a job into one canonical form.
///
/// Work is done once per distinct value of a column and mapped to the rows through the codes.
public enum Standardiser {
    /// Standardises the registers of a job.
    ///
    /// Registers share one code space per feature. Rows whose declared identifier is missing, or which an
    /// earlier row of the register has, are set aside and counted. A register's columns are let go one by
    /// one as their features are made: a caller that keeps no table keeps memory low.
    /// - Parameters:
    ///   - registers: The registers in the order of the job; at most 256.
    ///   - referenceDate: The day that the job is about: no birth lies after it, and ages are those of this day.
    ///   - workers: The threads to use; the result does not depend on them.
    /// - Returns: All records, what was done to their values, and the rows set aside.
    /// - Throws: ``SchemaError`` when a schema does not fit its table.
    /// - Complexity: O(distinct values · length + rows · features).
    public static func standardise(
        _ registers: consuming [RegisterInput],
        referenceDate: CivilDate? = nil,
        workers: Workers
    ) throws(SchemaError) -> Standardised {
        let names = registers.map(\.name)
        try checkNames(names)
        let inputs = registers
        let columns = NameColumns(inputs)
        var plans = try workers.map(pieces: inputs.count) { (i) throws(SchemaError) -> RegisterPlan in
            try RegisterPlan(inputs[i], index: i, names: columns)
        }
        registers = []
        return standardised(&plans, names, referenceDate, workers)
    }

    /// Carries out the plans, which are let go on the way.
    private static func standardised(
        _ plans: inout [RegisterPlan],
        _ names: [String],
        _ referenceDate: CivilDate?,
        _ workers: Workers
    ) -> Standardised {
        var spans: [RegisterSpan] = []
        var count = 0
        for (name, plan) in zip(names, plans) {
            let size = plan.identifiers.codes.count
            spans.append(RegisterSpan(name: name, rows: count..<(count + size)))
            count += size
        }
        let quarantine = plans.map(\.identifiers.quarantine)
        let isReordered = plans.map(\.identifiers.isReordered)
        let identifiers = RecordIdentifiers.joined(plans.map(\.identifiers))
        let joined = plans.flatMap(\.notices)
        let ordered = NameOrder.decided(plans.flatMap(\.sources), registers: names)
        let sounding = NameSounding.added(to: ordered.sources, registers: names)
        var sources = BirthYears.decided(sounding.sources, reference: referenceDate)
        sources = BilingualTable.decided(AddressLanguage.decided(sources))
        let keptRows = quarantine.map(\.keptRows)
        plans = []
        var assembly = FeatureAssembly(
            sources,
            spans: spans,
            keptRows: keptRows,
            isReordered: isReordered,
            workers: workers
        )
        let (steps, notices) = assembly.run()
        let (compared, carried) = assembly.finish()
        return Standardised(
            records: Records(
                registers: spans,
                identifiers: identifiers,
                features: InitialNames.parted(compared)
            ),
            carried: carried,
            steps: steps,
            quarantine: quarantine,
            notices: zip(names, quarantine).flatMap { IdentifierNotices.notices(of: $0, $1) }
                + joined + ordered.notices + sounding.notices + notices
        )
    }

    private static func checkNames(_ registers: [String]) throws(SchemaError) {
        var names: Set<String> = []
        for name in registers where !names.insert(name).inserted {
            throw SchemaError(
                .duplicateRegister,
                at: name,
                "two registers are called “\(name)”; give each register a name of its own"
            )
        }
        precondition(registers.count <= 256, "a job has at most 256 registers")
    }
}
