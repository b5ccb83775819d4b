import Columns
import Jobs
import Linkage
import Population
import Resolution
import RunStore

extension LinkedRun {
    /// What a run directory holds.
    ///
    /// - Throws: ``RunStoreError`` if it holds no database of a run, or a table is damaged, ``PipelineError`` if they
    ///   contradict themselves.
    init(_ run: CheckedRun, workers: Workers) throws {
        try self.init(try RunReader(run), RunTables(run, workers: workers), folder: run.folder)
    }

    /// What a database and tables hold; `folder` is named in errors.
    init(_ reader: RunReader, _ tables: RunTables, folder: String) throws {
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
        let people = try Self.people(tables, records, folder)
        let pairs = try Self.pairs(reader, tables, records, folder)
        self.init(
            registers: stored.map(\.name),
            recordCounts: counts,
            duplicateFree: stored.map(\.isDuplicateFree),
            pairs: pairs.0,
            verdicts: pairs.1,
            person: people.lowest,
            personNumber: people.number,
            personIdentifiers: people.identifiers,
            priorWeight: Float(min(0, try number("prior_weight"))),
            threshold: facts["threshold"] == nil ? LinkPlan.extremeWeight : Float(try number("threshold")),
            method: Self.method(facts["method"]),
            files: stored.map { ($0.bytes, $0.sha256) }
        )
    }

    private struct StoredRegister {
        var name: String
        var records: Int
        var isDuplicateFree: Bool
        var bytes: Int
        var sha256: String
    }

    private static func registers(_ reader: RunReader, _ folder: String) throws -> [StoredRegister] {
        let sql = "SELECT register, name, records, duplicates, bytes, sha256 FROM registers ORDER BY register"
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
                    bytes: try row.count(4),
                    sha256: try row.text(5)
                )
            )
        }
        return result
    }

    /// Per record the lowest row of its person and the person's number, and the identifiers of people.
    private static func people(
        _ tables: RunTables,
        _ records: Int,
        _ folder: String
    ) throws -> (lowest: [UInt32], number: [UInt32], identifiers: [UInt64]) {
        let number = try tables.personOfRecord()
        let identifiers = try tables.personIdentifiers()
        if number.count != records {
            throw broken(folder, "does not have the \(records) rows of its registers", .records)
        }
        var lowest = [UInt32](repeating: .max, count: identifiers.count)
        var next = 0
        let first = try number.enumerated().map { row, person -> UInt32 in
            // People are numbered in the order of their first records.
            guard Int(person) <= next, Int(person) < identifiers.count else {
                throw broken(folder, "names people that are not there", .records)
            }
            if Int(person) == next {
                lowest[next] = UInt32(row)
                next += 1
            }
            return lowest[Int(person)]
        }
        if next != identifiers.count { throw broken(folder, "holds people without records", .people) }
        return (first, number, identifiers)
    }

    private static func pairs(
        _ reader: RunReader,
        _ tables: RunTables,
        _ records: Int,
        _ folder: String
    ) throws -> (ScoredPairs, [PairVerdict]) {
        let rules = try reader.all(PairRuleRow.self)
        let (links, names) = try tables.links()
        var verdictOfRule = names.rules.map { _ in PairVerdict.free }
        for rule in rules {
            guard let effect = PairRule.Effect(rawValue: rule.kind) else {
                throw broken(folder, "table `pair_rules` holds an unknown kind")
            }
            guard rule.rule >= 0, rule.rule < names.rules.count else {
                throw broken(folder, "table `pair_rules` names a rule that is not there")
            }
            verdictOfRule[rule.rule] = effect == .never ? .apart : .together
        }
        for i in 0..<links.count {
            if links.left[i] >= links.right[i] || Int(links.right[i]) >= records || !links.weight[i].isFinite
            {
                throw broken(folder, "names rows that are not there, or no weight", .links)
            }
        }
        let pairs = ScoredPairs(left: links.left, right: links.right, weight: links.weight)
        return (pairs, rules.isEmpty ? [] : links.rule.map { verdictOfRule[Int($0)] })
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

    private static func broken(_ folder: String, _ detail: String, _ table: RunTable? = nil) -> PipelineError
    {
        PipelineError(
            .malformed,
            at: folder + "/" + (table?.path ?? RunDirectory.databaseName),
            detail + "; run the linkage again"
        )
    }
}
