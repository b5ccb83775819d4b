public import ColumnFiles
public import Columns

/// The large tables of a run, written in columns.
extension RunDirectory {
    /// The program that files of columns name as theirs.
    private static let creator = "recensus"

    /// Writes a table; one that was taken over is replaced and stays as it is where it came from.
    ///
    /// - Parameters:
    ///   - columns: Columns of equal length.
    ///   - facts: Texts by key, for the file's footer.
    public func write(
        _ table: RunTable,
        _ columns: [ColumnFileWriter.Column],
        facts: [(key: String, value: String)] = [],
        workers: Workers
    ) throws(RunStoreError) {
        try makeFolder(RunTable.folder)
        try forget(table.path)
        let output = try OutputFile(path: file(table.path), compression: .none, inBackground: true)
        try ColumnFileWriter.write(columns, facts: facts, creator: Self.creator, workers: workers) {
            (bytes) throws(RunStoreError) in
            try output.write(bytes)
        }
        try output.finish(synchronise: false)
        try complete(table.path)
    }

    /// Writes the table of records.
    ///
    /// - Parameter features: The values to keep.
    public func writeRecords(
        _ records: Records,
        _ people: PeopleColumns,
        _ events: RecordEvents,
        facts: [(key: String, value: String)] = [],
        workers: Workers
    ) throws(RunStoreError) {
        let stored = StoredFeature.list(records.features)
        var columns: [ColumnFileWriter.Column] = [
            (
                RunTable.RecordColumn.register,
                .labels(records.registerOfRecord(), records.registers.map(\.name))
            ),
            (
                RunTable.RecordColumn.identifier,
                .distinct(records.identifiers.codes, records.identifiers.values)
            ),
            (RunTable.RecordColumn.person, .whole(people.personOfRecord)),
        ]
        for (name, days) in [
            (RunTable.RecordColumn.death, events.death), (RunTable.RecordColumn.event, events.day),
            (RunTable.RecordColumn.end, events.end),
        ] where !days.isEmpty {
            columns.append((name, .days(days, missing: RecordEvents.missing)))
        }
        for (feature, place) in zip(records.features, stored) {
            columns.append((place.column, .text(feature.codes, feature.values)))
        }
        try write(
            .records,
            columns,
            facts: [(StoredFeature.key, StoredFeature.text(stored))] + facts,
            workers: workers
        )
    }

    /// Writes the table of people.
    ///
    /// - Parameter columns: What is known of each beside identifier and number of records.
    public func writePeople(
        _ people: PeopleColumns,
        _ columns: [ColumnFileWriter.Column] = [],
        workers: Workers
    ) throws(RunStoreError) {
        let texts = ValueDictionary(identifiers: people.identifiers)
        let own: [ColumnFileWriter.Column] = [
            (
                RunTable.PersonColumn.identifier,
                .distinct((0..<UInt32(people.identifiers.count)).map { $0 + 1 }, texts)
            ),
            (RunTable.PersonColumn.records, .whole(people.sizes)),
        ]
        try write(.people, own + columns, workers: workers)
    }

    /// Writes the table of links, in the order given.
    public func writeLinks(
        _ links: LinkColumns,
        names: LinkNames,
        workers: Workers
    ) throws(RunStoreError) {
        try write(
            .links,
            [
                (RunTable.LinkColumn.left, .whole(links.left)),
                (RunTable.LinkColumn.right, .whole(links.right)),
                (RunTable.LinkColumn.weight, .real(links.weight)),
                (RunTable.LinkColumn.probability, .real(links.probability)),
                (RunTable.LinkColumn.rule, .labels(links.rule, names.rules)),
                (RunTable.LinkColumn.pattern, .words(of: links.pattern)),
                (RunTable.LinkColumn.decision, .labels(links.decision, names.decisions)),
            ],
            workers: workers
        )
    }

    /// Writes the table of crossings.
    public func writeCrossings(
        _ crossings: CrossingTable,
        facts: [(key: String, value: String)],
        workers: Workers
    ) throws(RunStoreError) {
        try write(
            .crossings,
            [
                (RunTable.CrossingColumn.register, .labels(crossings.register, crossings.registers)),
                (
                    RunTable.CrossingColumn.identifier,
                    .text(crossings.identifier.codes, crossings.identifier.values)
                ),
                (RunTable.CrossingColumn.birth, .text(crossings.birth.codes, crossings.birth.values)),
                (RunTable.CrossingColumn.sex, .text(crossings.sex.codes, crossings.sex.values)),
                (RunTable.CrossingColumn.day, .days(crossings.day, missing: RecordEvents.missing)),
                (
                    RunTable.CrossingColumn.direction,
                    .labels(crossings.direction, CrossingTable.Direction.names)
                ),
            ],
            facts: facts,
            workers: workers
        )
    }
}

extension ValueDictionary {
    /// Identifiers of people as texts, in their order, by codes from 1 on.
    fileprivate init(identifiers: [UInt64]) {
        let size = identifiers.count * Base32.length
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { target, filled in
            guard let start = target.baseAddress else { return }
            // SAFETY: every identifier takes as many bytes as one has.
            for (place, identifier) in identifiers.enumerated() {
                Base32.write(identifier, to: start + place * Base32.length)
            }
            filled = size
        }
        let offsets = (0..<UInt32(identifiers.count + 1)).map { $0 * UInt32(Base32.length) }
        self.init(bytes: bytes, offsets: [0] + offsets)
    }
}
