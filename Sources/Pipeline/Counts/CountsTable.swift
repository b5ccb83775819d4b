import Estimation

/// A table of counts being read, row by row.
struct CountsTable {
    let lists: [String]
    private let path: String
    private let header: [String]
    private let strata: [String]
    private let countColumn: Int
    private let listColumns: [Int]
    private let strataColumns: [Int]
    /// The groups in the order in which they occur.
    private var groups: [[String]] = []
    private var placeOf: [[String]: Int] = [:]
    /// Counts by group and history.
    private var counts: [[Int]] = []
    /// The line on which a group's history stands.
    private var lineOf: [[Int: Int]] = []
    private var sum = 0

    /// A table with the given header.
    init(header: [String], strata: [String], path: String, line: Int) throws(PipelineError) {
        self.path = path
        self.header = header
        self.strata = strata
        let place = "\(path):\(line)"
        guard let column = header.firstIndex(where: { $0.lowercased() == "count" }) else {
            throw PipelineError(
                .malformed,
                at: place,
                "there is no column `count` among \(header.joined(separator: ", ")); name the column of counts so"
            )
        }
        countColumn = column
        try Self.checkNames(header, place)
        strataColumns = try Self.columns(strata, header: header, count: column, place)
        let groups = Set(strataColumns)
        listColumns = header.indices.filter { $0 != column && !groups.contains($0) }
        lists = listColumns.map { header[$0] }
        try Self.checkLists(lists.count, place)
    }

    private static func checkNames(_ header: [String], _ place: String) throws(PipelineError) {
        for (position, name) in header.enumerated() {
            if name.isEmpty {
                throw PipelineError(
                    .malformed,
                    at: "\(place):\(position + 1)",
                    "the column has no name; name each list"
                )
            }
            if header.firstIndex(of: name) != position {
                throw PipelineError(
                    .malformed,
                    at: "\(place):\(position + 1)",
                    "the name \(name) occurs twice; rename one column"
                )
            }
        }
    }

    private static func columns(_ names: [String], header: [String], count: Int, _ place: String)
        throws(PipelineError) -> [Int]
    {
        var columns: [Int] = []
        for name in names {
            guard let column = header.firstIndex(of: name), column != count, !columns.contains(column) else {
                throw PipelineError(
                    .usage,
                    at: "--strata \(names.joined(separator: ","))",
                    "\(place): “\(name)” is no column of groups of its own; expected different ones of "
                        + header.indices.filter { $0 != count }.map { header[$0] }.joined(separator: ", ")
                )
            }
            columns.append(column)
        }
        return columns
    }

    private static func checkLists(_ count: Int, _ place: String) throws(PipelineError) {
        guard count >= CaptureCounts.supportedLists.lowerBound else {
            throw PipelineError(
                .malformed,
                at: place,
                "\(count) list\(count == 1 ? "" : "s"); the size of a population needs at least two. "
                    + "Add a column of 0 and 1 per list"
            )
        }
        guard count <= CaptureCounts.supportedLists.upperBound else {
            throw PipelineError(
                .malformed,
                at: place,
                "\(count) lists; at most \(CaptureCounts.supportedLists.upperBound) are supported. Join those "
                    + "that are alike: 1 where any of them is 1"
            )
        }
    }

    /// The counts of all groups together and of each.
    func result() throws(EstimationError) -> StratifiedCounts {
        var whole = [Int](repeating: 0, count: 1 << lists.count)
        for table in counts {
            for (history, count) in table.enumerated() { whole[history] += count }
        }
        var result: [StratifiedCounts.Stratum] = []
        for (values, table) in zip(groups, counts) where !strata.isEmpty {
            let isEmpty = table.allSatisfy { $0 == 0 }
            result.append(
                StratifiedCounts.Stratum(
                    values: values,
                    counts: isEmpty ? nil : try CaptureCounts(lists: lists, counts: table)
                )
            )
        }
        return StratifiedCounts(
            columns: strata,
            whole: try CaptureCounts(lists: lists, counts: whole),
            strata: result
        )
    }

    /// Adds a row.
    mutating func add(_ fields: [String], line: Int) throws(PipelineError) {
        guard fields.count == header.count else {
            throw PipelineError(
                .malformed,
                at: "\(path):\(line)",
                "\(fields.count) fields; expected \(header.count), as in the header"
            )
        }
        var history = 0
        for (list, position) in listColumns.enumerated() {
            let field = fields[position]
            guard field == "0" || field == "1" else {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(line):\(position + 1)",
                    "\(quoted(field)) in column \(header[position]); expected 1 if the list caught the case, else 0. "
                        + "A column of groups is named by --strata"
                )
            }
            if field == "1" { history |= 1 << list }
        }
        let group = try group(fields, line: line)
        if let first = lineOf[group][history] {
            throw PipelineError(
                .malformed,
                at: "\(path):\(line)",
                "the same combination of lists\(strata.isEmpty ? "" : " and group") as in line \(first); "
                    + (history == 0 ? "leave one row out" : "add up their counts in one row")
            )
        }
        lineOf[group][history] = line
        if history == 0 {
            try checkUnseen(fields[countColumn], line: line)
        } else {
            counts[group][history] = try count(fields[countColumn], line: line)
        }
    }

    /// The place of a row's group.
    private mutating func group(_ fields: [String], line: Int) throws(PipelineError) -> Int {
        let values = strataColumns.map { fields[$0] }
        for (position, value) in zip(strataColumns, values) where value.isEmpty {
            throw PipelineError(
                .malformed,
                at: "\(path):\(line):\(position + 1)",
                "an empty field in column \(header[position]); expected the group, or a word for unknown"
            )
        }
        if let place = placeOf[values] { return place }
        placeOf[values] = groups.count
        groups.append(values)
        counts.append([Int](repeating: 0, count: 1 << lists.count))
        lineOf.append([:])
        return groups.count - 1
    }

    /// A row of those whom no list caught: what is estimated, so that nothing may be known of them.
    private func checkUnseen(_ field: String, line: Int) throws(PipelineError) {
        // R writes what is missing as NA.
        guard field == "NA" || field.allSatisfy({ $0 == "0" }) else {
            throw PipelineError(
                .malformed,
                at: "\(path):\(line)",
                "a row of those whom no list caught, with \(quoted(field)); expected 0 or NA, for they are what is "
                    + "estimated. Leave the row out"
            )
        }
    }

    private mutating func count(_ field: String, line: Int) throws(PipelineError) -> Int {
        let place = "\(path):\(line):\(countColumn + 1)"
        let isDigits = !field.isEmpty && field.utf8.allSatisfy { (48...57).contains($0) }
        guard isDigits else {
            let kind =
                Double(field).map { $0 < 0 ? "a negative count" : "not a whole number" } ?? "not a number"
            throw PipelineError(
                .malformed,
                at: place,
                "\(quoted(field)) in column count is \(kind); expected a whole number of 0 or more"
            )
        }
        guard let value = Int(field), value <= CaptureCounts.greatestCount - sum else {
            throw PipelineError(
                .malformed,
                at: place,
                "with \(quoted(field)) the counts sum to more than \(CaptureCounts.greatestCount); check the number"
            )
        }
        sum += value
        return value
    }

    private func quoted(_ field: String) -> String {
        field.isEmpty ? "an empty field" : "“\(field.prefix(40))”"
    }
}
