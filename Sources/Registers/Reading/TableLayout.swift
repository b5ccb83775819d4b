/// Which fields of a row become columns, and under which names.
struct TableLayout: Sendable, Equatable {
    /// The number of fields a row must have.
    var fieldCount: Int
    /// The fields that are kept, rising.
    var kept: [Int]
    /// The names of the kept fields.
    var names: [String]
    /// Headers that got another name.
    var renamed: [RenamedColumn]
    /// What kinds of characters the fields hold, if rows may lack their last fields.
    var kinds: CellKinds?
    /// What values that are not UTF-8 are read as.
    var fallback: FallbackEncoding?

    /// Makes a layout from headers as found, and checks it against the options.
    ///
    /// A blank header becomes `column_` and its position; a header that was used before gets `_2`, `_3`, …
    /// behind it. A name made up here never takes the name of another column.
    /// - Throws: ``RegisterError/Code/missingColumn`` for a column that was asked for and is not there.
    init(headers: [String], options: ReadOptions, location: String) throws(RegisterError) {
        fieldCount = headers.count
        renamed = []
        var all: [String] = []
        var used = Set<String>()
        let given = Set(headers)
        for (index, header) in headers.enumerated() {
            var name = header
            if name.isEmpty || used.contains(name) {
                let stem = name.isEmpty ? "column_\(index + 1)" : name
                var number = name.isEmpty ? 1 : 2
                repeat {
                    name = number == 1 ? stem : "\(stem)_\(number)"
                    number += 1
                } while used.contains(name) || given.contains(name)
                renamed.append(RenamedColumn(position: index + 1, found: header, used: name))
            }
            used.insert(name)
            all.append(name)
        }
        for wanted in (options.columns ?? []) + options.requiredColumns where !used.contains(wanted) {
            throw RegisterError(
                .missingColumn,
                at: location,
                "there is no column “\(wanted)”; the columns are \(Self.list(all))"
            )
        }
        let wanted = options.columns.map { Set($0 + options.requiredColumns) }
        kept = all.indices.filter { wanted?.contains(all[$0]) ?? true }
        names = kept.map { all[$0] }
    }

    /// At most 30 names for a message.
    static func list(_ names: [String]) -> String {
        let shown = names.prefix(30).map { "“\($0)”" }.joined(separator: ", ")
        return names.count > 30 ? shown + " and \(names.count - 30) more" : shown
    }
}
