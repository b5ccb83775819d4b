import Jobs
import Linkage
import Population
import Resolution
import RunStore

extension LinkedRun {
    /// What a run directory holds.
    ///
    /// - Throws: ``RunStoreError`` if it holds no database of a run, ``PipelineError`` if the database contradicts
    ///   itself.
    init(_ run: CheckedRun) throws { try self.init(try RunReader(run), folder: run.folder) }

    /// What a database holds; `folder` is named in errors.
    init(_ reader: RunReader, folder: String) throws {
        let facts = try Self.facts(reader)
        func number(_ key: String) throws -> Double {
            guard let text = facts[key], let value = Double(text), value.magnitude <= 1e6 else {
                throw Self.broken(folder, "table `run` has no number “\(key)”")
            }
            return value
        }
        let stored = try Self.registers(reader, folder)
        let counts = stored.map(\.records)
        let records = counts.reduce(0, +)
        let people = try Self.people(reader, records, folder)
        let pairs = try Self.pairs(reader, records, folder)
        self.init(
            registers: stored.map(\.name),
            recordCounts: counts,
            duplicateFree: stored.map(\.isDuplicateFree),
            pairs: pairs.0,
            verdicts: pairs.1,
            person: people.0,
            personIdentifiers: people.1,
            priorWeight: Float(min(0, try number("prior_weight"))),
            threshold: facts["threshold"] == nil ? LinkPlan.extremeWeight : Float(try number("threshold")),
            method: Self.method(facts["method"]),
            digests: stored.map(\.sha256)
        )
    }

    private struct StoredRegister {
        var name: String
        var records: Int
        var isDuplicateFree: Bool
        var sha256: String
    }

    private static func registers(_ reader: RunReader, _ folder: String) throws -> [StoredRegister] {
        let sql = "SELECT register, name, records, duplicates, sha256 FROM registers ORDER BY register"
        var result: [StoredRegister] = []
        // Rows and registers of records are kept in 32 and 8 bits.
        var left = Int(UInt32.max)
        for row in try reader.fields(sql, of: "registers") {
            let count = try row.count(2)
            if try row.count(0) != result.count || result.count == Job.maximumRegisters || count > left {
                throw broken(folder, "table `registers` holds other values than it should")
            }
            left -= count
            result.append(
                StoredRegister(
                    name: try row.text(1),
                    records: count,
                    isDuplicateFree: try row.text(3) == "none",
                    sha256: try row.text(4)
                )
            )
        }
        return result
    }

    /// Per record the lowest row of its person, and the person's identifier.
    private static func people(
        _ reader: RunReader,
        _ records: Int,
        _ folder: String
    ) throws -> ([UInt32], [String]) {
        let stored = try reader.rows("SELECT count(*) FROM records")
        let wrong = broken(folder, "table `records` does not have the \(records) rows of its registers")
        // Before anything is made of that size.
        guard stored == [[.integer(Int64(records))]] else { throw wrong }
        var lowest: [Int64: UInt32] = [:]
        var person: [UInt32] = []
        var identifiers: [String] = []
        person.reserveCapacity(records)
        identifiers.reserveCapacity(records)
        let people =
            "SELECT row, person, person_id FROM records JOIN people USING (person) ORDER BY row LIMIT \(records + 1)"
        for (row, values) in try reader.rows(people).enumerated() {
            guard row < records, values[0] == .integer(Int64(row)), case .integer(let number) = values[1],
                case .text(let id) = values[2]
            else { throw wrong }
            let first = lowest[number] ?? UInt32(row)
            lowest[number] = first
            person.append(first)
            identifiers.append(id)
        }
        if person.count != records { throw wrong }
        return (person, identifiers)
    }

    private static func pairs(
        _ reader: RunReader,
        _ records: Int,
        _ folder: String
    ) throws -> (ScoredPairs, [PairVerdict]) {
        let rules = try reader.all(PairRuleRow.self)
        var verdictOfRule: [Int64: PairVerdict] = [:]
        for rule in rules {
            guard let effect = PairRule.Effect(rawValue: rule.kind) else {
                throw broken(folder, "table `pair_rules` holds an unknown kind")
            }
            verdictOfRule[Int64(rule.rule)] = effect == .never ? .apart : .together
        }
        var pairs = ScoredPairs()
        var verdicts: [PairVerdict] = []
        for values in try reader.rows("SELECT row_a, row_b, match_weight, rule FROM links ORDER BY link") {
            guard case .integer(let a) = values[0], case .integer(let b) = values[1],
                case .real(let weight) = values[2], a >= 0, a < b, b < records,
                weight.magnitude <= Double(Float.greatestFiniteMagnitude)
            else { throw broken(folder, "table `links` names rows that are not there, or no weight") }
            pairs.append(UInt32(a), UInt32(b), weight: Float(weight))
            if rules.isEmpty { continue }
            guard case .integer(let rule) = values[3] else {
                throw broken(folder, "table `links` names no rule")
            }
            verdicts.append(verdictOfRule[rule] ?? .free)
        }
        return (pairs, verdicts)
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
