import Columns
import Comparison
import Registers
import Yams

/// Turns the nodes of a job file into a ``Job``.
package struct JobSections {
    /// The keys of a job.
    static let jobKeys = [
        "reference_date", "seed", "registers", "link", "estimate", "publish", "output", "threads",
    ]
    /// The keys of a register.
    static let registerKeys = [
        "path", "schema", "table", "delimiter", "encoding", "header", "set_aside", "id", "columns",
        "duplicates",
        "use", "evidence",
    ]
    /// The keys of `estimate`.
    static let estimateKeys = EstimateJob.keys
    /// The keys of `publish`.
    static let publishKeys = PublishJob.keys
    /// The keys of `publish.disclosure`.
    static let disclosureKeys = PublishJob.disclosureKeys
    /// How deep a section that is kept as written may go.
    static let sectionDepth = 16

    /// The reader, with the mistakes found so far.
    var reader = NodeReader()
    /// The words for levels.
    var levels = LevelRegistry.standard

    /// The job, as far as it can be read; nil if it names no register.
    mutating func job(_ root: Node) -> Job? {
        var job = Job(registers: [])
        var registersNode: Node?
        var linkNode: Node?
        for (key, keyNode, value) in reader.entries(
            root,
            "",
            keys: Self.jobKeys,
            what: "a job: keys and values"
        ) {
            if NodeReader.isNull(value), key != "registers" { continue }
            switch key {
            case "reference_date": job.referenceDate = date(value, key)
            case "seed": job.seed = seed(value) ?? job.seed
            case "registers": registersNode = value
            case "link": linkNode = value
            case "estimate": job.estimate = section(value, key, keys: Self.estimateKeys)
            case "publish":
                job.publish = section(value, key, keys: Self.publishKeys)
                checkDisclosure(value)
            case "output": job.output = reader.text(value, key, what: "a folder")
            case "threads":
                job.threads = reader.whole(value, key, in: 1...1024, what: "a whole number from 1 to 1024")
            default: reader.note(keyNode, key, "unknown key")
            }
        }
        guard let registersNode else {
            if case .mapping = root {
                reader.note(
                    root,
                    "registers",
                    "the job names no registers",
                    expected: "registers: { NAME: { path: FILE } }"
                )
            }
            return nil
        }
        job.registers = registers(registersNode)
        if let linkNode { job.link = link(linkNode, registers: job.linking.registers.map(\.name)) }
        return job
    }

    mutating func date(_ node: Node, _ place: String) -> CivilDate? {
        let what = "a date as YYYY-MM-DD"
        guard let text = reader.text(node, place, what: what) else { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isDigits = parts.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        if isDigits, parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), let date = CivilDate(year: year, month: month, day: day)
        {
            return date
        }
        reader.note(node, place, "\(NodeReader.describe(node)) is no date", expected: what)
        return nil
    }

    private mutating func seed(_ node: Node) -> UInt64? {
        if case .scalar(let scalar) = node, let seed = UInt64(scalar.string.filter { $0 != "_" }) {
            return seed
        }
        reader.note(
            node,
            "seed",
            "\(NodeReader.describe(node)) stands here",
            expected: "a whole number from 0 to \(UInt64.max)"
        )
        return nil
    }

    private mutating func registers(_ node: Node) -> [JobRegister] {
        let what = "registers by name: { NAME: { path: FILE } }"
        guard case .mapping = node else {
            reader.note(node, "registers", "\(NodeReader.describe(node)) stands here", expected: what)
            return []
        }
        let entries = reader.entries(node, "registers", what: what)
        if entries.isEmpty { reader.note(node, "registers", "there are no registers", expected: what) }
        if entries.count > Job.maximumRegisters {
            reader.note(
                node,
                "registers",
                "there are \(entries.count) registers",
                expected: "at most \(Job.maximumRegisters)"
            )
        }
        return entries.compactMap { name, keyNode, value in
            if name.isEmpty
                || name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            {
                reader.note(
                    keyNode,
                    "registers",
                    "\(NodeReader.describe(keyNode)) is no name for a register",
                    expected: "a text without control characters"
                )
                return nil
            }
            return register(name, keyNode, value)
        }
    }

    private mutating func register(_ name: String, _ keyNode: Node, _ node: Node) -> JobRegister? {
        let place = "registers.\(name)"
        // A bare file name will do.
        if case .scalar(let scalar) = node, !NodeReader.isNull(node) {
            return JobRegister(name: name, path: scalar.string)
        }
        var register = JobRegister(name: name, path: "")
        var hasPath = false
        let count = reader.mistakes.count
        for (key, _, value) in reader.entries(
            node,
            place,
            keys: Self.registerKeys,
            what: "a file, or a mapping with `path`"
        ) {
            let here = "\(place).\(key)"
            if NodeReader.isNull(value), key != "path" { continue }
            switch key {
            case "path":
                hasPath = true
                register.path = reader.text(value, here, what: "a file") ?? ""
            case "schema": register.schema = reader.text(value, here, what: "a file")
            case "table": register.table = reader.text(value, here, what: "a table's name")
            case "delimiter": register.delimiter = delimiter(value, here)
            case "encoding": register.encoding = encoding(value, here)
            case "header": register.header = header(value, here) ?? .automatic
            case "set_aside": register.setAside = share(value, here)
            case "id": register.id = reader.text(value, here, what: "a column's name")
            case "columns":
                for (column, _, role) in reader.entries(value, here, what: "roles by column: { NAME: ROLE }")
                {
                    if let column = columnRole(column, role, "\(here).\(column)") {
                        register.columns.append(column)
                    }
                }
            case "duplicates":
                register.duplicates = reader.word(value, here, JobRegister.Duplicates.self) ?? .auto
            case "use": register.use = reader.word(value, here, JobRegister.Use.self) ?? .link
            case "evidence": register.evidence = evidence(value, here)
            default: break
            }
        }
        if let evidence = register.evidence, register.use != .residence && !evidence.isAboutPeople {
            reader.note(
                keyNode,
                place,
                "the register has `evidence` and is used for “\(register.use.rawValue)”",
                expected: "use: residence"
            )
        }
        // A misspelt `path` has been noted already.
        hasPath = hasPath || reader.mistakes[count...].contains { $0.suggestion == "path" }
        if !hasPath { reader.note(keyNode, place, "the register has no `path`", expected: "path: FILE") }
        return register
    }

    private mutating func delimiter(_ node: Node, _ place: String) -> String? {
        let what = "one character such as “;”, or tab"
        guard let text = reader.text(node, place, what: what) else { return nil }
        if let character = ReadingChoices.character(text) { return character }
        reader.note(node, place, "\(NodeReader.describe(node)) is no delimiter", expected: what)
        return nil
    }

    private mutating func checkDisclosure(_ node: Node) {
        // A word alone is the method.
        guard case .mapping(let mapping) = node, let disclosure = mapping["disclosure"],
            case .mapping = disclosure
        else { return }
        _ = reader.entries(disclosure, "publish.disclosure", keys: Self.disclosureKeys)
    }

    private mutating func section(_ node: Node, _ place: String, keys: [String]) -> JobSection? {
        .mapping(
            reader.entries(node, place, keys: keys).map { key, _, value in
                JobSection.Entry(key, asWritten(value, "\(place).\(key)", depth: Self.sectionDepth))
            }
        )
    }

    private mutating func asWritten(_ node: Node, _ place: String, depth: Int) -> JobSection {
        if depth == 0 {
            reader.note(node, place, "the job is nested too deep here", expected: "a plain value")
            return .scalar("")
        }
        switch node {
        case .scalar(let scalar): return .scalar(scalar.string)
        case .sequence:
            return .list(
                reader.items(node, place, what: "a list").map { asWritten($0, place, depth: depth - 1) }
            )
        case .mapping:
            return .mapping(
                reader.entries(node, place).map { key, _, value in
                    JobSection.Entry(key, asWritten(value, "\(place).\(key)", depth: depth - 1))
                }
            )
        case .alias:
            reader.note(node, place, "an alias stands here", expected: "a value")
            return .scalar("")
        }
    }
}
