import Resolution
import RunStore

extension LinkedRun {
    /// What a run directory holds.
    ///
    /// - Throws: ``RunStoreError`` if it holds no whole run, ``PipelineError`` if the database contradicts itself.
    init(run folder: String) throws {
        let reader = try RunReader(run: folder)
        let facts = try Self.facts(reader)
        func number(_ key: String) throws -> Double {
            guard let text = facts[key], let value = Double(text) else {
                throw Self.broken(folder, "table `run` has no number “\(key)”")
            }
            return value
        }
        var names: [String] = []
        var counts: [Int] = []
        var free: [Bool] = []
        var digests: [String] = []
        let sql = "SELECT name, records, duplicates, sha256 FROM registers ORDER BY register"
        for row in try reader.rows(sql) {
            guard case .text(let name) = row[0], case .integer(let count) = row[1],
                case .text(let duplicates) = row[2], case .text(let digest) = row[3]
            else { throw Self.broken(folder, "table `registers` holds other values than it should") }
            names.append(name)
            counts.append(Int(count))
            free.append(duplicates == "none")
            digests.append(digest)
        }
        let records = counts.reduce(0, +)
        var lowest: [Int64: UInt32] = [:]
        var person = [UInt32](repeating: 0, count: records)
        var identifiers: [String] = []
        identifiers.reserveCapacity(records)
        let people = "SELECT person, person_id FROM records JOIN people USING (person) ORDER BY row"
        for (row, values) in try reader.rows(people).enumerated() {
            guard row < records, case .integer(let number) = values[0], case .text(let id) = values[1] else {
                throw Self.broken(
                    folder,
                    "table `records` does not have the \(records) rows of its registers"
                )
            }
            let first = lowest[number] ?? UInt32(truncatingIfNeeded: row)
            lowest[number] = first
            person[row] = first
            identifiers.append(id)
        }
        if identifiers.count != records {
            throw Self.broken(folder, "table `records` does not have the \(records) rows of its registers")
        }
        var pairs = ScoredPairs()
        for values in try reader.rows("SELECT row_a, row_b, match_weight FROM links ORDER BY link") {
            guard case .integer(let a) = values[0], case .integer(let b) = values[1],
                case .real(let weight) = values[2], a >= 0, b >= 0, a < records, b < records
            else { throw Self.broken(folder, "table `links` names rows that are not there") }
            pairs.append(UInt32(a), UInt32(b), weight: Float(weight))
        }
        registers = names
        recordCounts = counts
        duplicateFree = free
        self.pairs = pairs
        self.person = person
        personIdentifiers = identifiers
        priorWeight = Float(min(0, try number("prior_weight")))
        threshold = facts["threshold"].flatMap(Float.init) ?? LinkPlan.extremeWeight
        method = Self.method(facts["method"])
        self.digests = digests
    }

    private static func facts(_ reader: RunReader) throws(RunStoreError) -> [String: String] {
        var facts: [String: String] = [:]
        for row in try reader.rows("SELECT key, value FROM run") {
            if case .text(let key) = row[0], case .text(let value) = row[1] { facts[key] = value }
        }
        return facts
    }

    private static func method(_ word: String?) -> ResolutionRules.Method {
        ResolutionRules.Method.allCases.first { $0.word == word } ?? .consistent
    }

    private static func broken(_ folder: String, _ detail: String) -> PipelineError {
        PipelineError(
            .malformed,
            at: folder + "/" + RunDirectory.databaseName,
            detail + "; run the linkage again"
        )
    }
}
