import Columns
import Crypto
import Disclosure
import Estimation
import Foundation
import Inference
import Jobs
import Population
import RunStore

/// What may leave the house: the population of all cells, protected, as tables and files.
struct Publication {
    /// A published number.
    struct Number: Sendable {
        var cell: Int
        var value: Double?
        var standardError: Double?
        var lower: Double?
        var upper: Double?
        var flag: String?
    }

    let result: EstimateResult
    let numbering: CellNumbering
    let control: DisclosureControl
    /// One number per cell, in their order.
    let numbers: [Number]

    /// Protects the cells.
    ///
    /// - Throws: ``PipelineError`` for a secret that cannot be read, ``DisclosureError`` for noise that cannot be.
    init(_ result: EstimateResult, _ numbering: CellNumbering, source: JobSource) throws {
        self.result = result
        self.numbering = numbering
        let keys = RecordKeys(secret: try Self.secret(result, source))
        control = try DisclosureControl(result.request.publication.rule, keys: keys)
        let protected =
            control.rule.isByFamily
            ? try Self.together(result, control, source) : try Self.oneByOne(result, control, keys)
        var numbers: [Number] = []
        for cell in numbering.all {
            let estimate = result.population.cells.cells[cell.grouping][cell.place]
            let published = protected[cell.grouping][cell.place]
            var number = Number(cell: cell.number, value: published.value)
            var flags = Self.flags(cell, result)
            if let suppression = published.suppression {
                flags = [suppression.rawValue]
            } else if let value = published.value, let error = published.standardError {
                // As many standard errors to either side as the interval of the estimate has.
                let plain = estimate.standardError
                let errors =
                    plain > 0
                    ? (estimate.upper - estimate.value) / plain
                    : ConfidenceInterval.normalReach(level: result.request.plan.confidence)
                let reach = errors * error
                number.standardError = error
                number.lower = max(0, value - reach)
                number.upper = value + reach
            }
            number.flag = flags.isEmpty ? nil : flags.joined(separator: " ")
            numbers.append(number)
        }
        self.numbers = numbers
    }

    /// Protects each cell by itself, by the keys of its people.
    private static func oneByOne(
        _ result: EstimateResult,
        _ control: DisclosureControl,
        _ keys: RecordKeys
    ) throws(DisclosureError) -> [[PublishedCell]] {
        let cellKeys = cellKeys(result, keys)
        var published: [[PublishedCell]] = []
        for (g, cells) in result.population.cells.cells.enumerated() {
            var row: [PublishedCell] = []
            for (place, estimate) in cells.enumerated() {
                row.append(
                    try control.publish(
                        estimate: max(0, estimate.value),
                        standardError: estimate.standardError,
                        records: estimate.found,
                        cellKey: cellKeys[g][place]
                    )
                )
            }
            published.append(row)
        }
        return published
    }

    /// Protects all tables together, so that their numbers add up.
    private static func together(
        _ result: EstimateResult,
        _ control: DisclosureControl,
        _ source: JobSource
    ) throws -> [[PublishedCell]] {
        let cells = result.population.cells.cells
        let tables = zip(result.population.computation.groupings, cells).map { grouping, cells in
            TableFamily.Table(
                axes: grouping.dimensions,
                values: cells.map { max(0, $0.value) },
                records: cells.map(\.found)
            )
        }
        let lengths = result.population.builder.dimensions.map { max(1, $0.values.count) }
        do throws(DisclosureError) {
            let family = try TableFamily(tables, lengths: lengths)
            return try control.publish(family, standardErrors: cells.map { $0.map(\.standardError) })
        } catch {
            if error.code != .infeasible && error.code != .unsuitableMethod { throw error }
            throw source.mistake(
                [.key("publish"), .key("disclosure")],
                "\(control.rule.name) fails on these tables: \(error.detail)",
                expected: "another method such as cell_key, or other tables in `estimate.by`"
            )
        }
    }

    /// What a reader must know of a cell.
    private static func flags(_ cell: CellNumbering.Cell, _ result: EstimateResult) -> [String] {
        let estimate = result.population.cells.cells[cell.grouping][cell.place]
        var flags: [String] = []
        if estimate.value > 0 { flags += result.flags.map(\.name) }
        if estimate.isFayHerriot { flags.append("fay_herriot") }
        if estimate.isCalibrated { flags.append("calibrated") }
        if estimate.value > 0 && estimate.standardError > 0.1 * estimate.value { flags.append("imprecise") }
        return flags
    }

    /// The secret of the job, or one that hangs on the records: nobody without them can compute it.
    private static func secret(_ result: EstimateResult, _ source: JobSource) throws -> (UInt64, UInt64) {
        var hash = SHA256()
        hash.update(data: Data("recensus disclosure ".utf8))
        if let name = result.request.publication.secret {
            let path = FilePaths.resolve(name, in: result.request.folder)
            guard let data = FileManager.default.contents(atPath: path), data.count >= 16 else {
                throw source.mistake(
                    [.key("publish"), .key("disclosure"), .key("secret")],
                    "“\(name)” is no file of 16 bytes or more",
                    expected: "a file of random bytes, kept apart from the results"
                )
            }
            hash.update(data: data)
        } else {
            var last: UInt32?
            for person in result.linked.personNumber where person != last {
                hash.update(data: Data(Base32.text(result.linked.personIdentifiers[Int(person)]).utf8))
                last = person
            }
        }
        let bytes = Array(hash.finalize())
        func word(_ start: Int) -> UInt64 { bytes[start..<start + 8].reduce(0) { ($0 &<< 8) | UInt64($1) } }
        return (word(0), word(8))
    }

    /// Per grouping and cell: the sum of the keys of the people found in it.
    private static func cellKeys(_ result: EstimateResult, _ keys: RecordKeys) -> [[UInt32]] {
        let view = result.population.base
        let values = result.population.computation.completed(view, draw: 0)
        var sums = result.population.computation.groupings.map { [UInt32](repeating: 0, count: $0.cellCount) }
        for person in 0..<view.count where view.isCounted[person] {
            let key = keys.key(of: Base32.text(result.linked.personIdentifiers[person]))
            for (g, grouping) in result.population.computation.groupings.enumerated() {
                if let cell = grouping.cell(of: person, values) { sums[g][cell] = sums[g][cell] &+ key }
            }
        }
        return sums
    }

    // MARK: Files

    /// The dimensions of all groupings, in the order of the job.
    private var dimensions: [String] {
        var names: [String] = []
        for cell in numbering.all {
            for value in cell.values where !names.contains(value.dimension) { names.append(value.dimension) }
        }
        return names
    }

    /// One row per cell and measure.
    var csv: String {
        let names = dimensions
        var text = CSVText.row(
            ["grouping"] + names + ["measure", "value", "standard_error", "lower", "upper", "method", "flag"]
        )
        for (cell, number) in zip(numbering.all, numbers) {
            let grouping = result.population.computation.groupings[cell.grouping].name(
                result.population.builder.dimensions
            )
            let values = names.map { name in cell.values.first { $0.dimension == name }?.value ?? "total" }
            text += CSVText.row(
                [grouping] + values + [
                    "population", CSVText.number(number.value), CSVText.number(number.standardError),
                    CSVText.number(number.lower), CSVText.number(number.upper),
                    result.request.plan.method.rawValue,
                    number.flag ?? "",
                ]
            )
        }
        return text
    }

    /// The same as SDMX-CSV 2.0.
    var sdmx: String {
        let names = dimensions
        var text = CSVText.row(
            ["STRUCTURE", "STRUCTURE_ID", "ACTION", "FREQ", "TIME_PERIOD"] + names.map { $0.uppercased() } + [
                "MEASURE", "OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "STANDARD_ERROR", "LOWER", "UPPER",
                "METHOD",
                "COMMENT_OBS",
            ]
        )
        let day = result.request.job.referenceDate?.iso ?? ""
        for (cell, number) in zip(numbering.all, numbers) {
            let values = names.map { name in cell.values.first { $0.dimension == name }?.value ?? "_T" }
            text += CSVText.row(
                ["dataflow", "RECENSUS:POPULATION(1.0)", "I", "A", day] + values + [
                    "POPULATION", CSVText.number(number.value), number.value == nil ? "Q" : "E",
                    number.value == nil ? "C" : "F", CSVText.number(number.standardError),
                    CSVText.number(number.lower), CSVText.number(number.upper),
                    result.request.plan.method.rawValue.uppercased(), number.flag ?? "",
                ]
            )
        }
        return text
    }

    // MARK: Tables

    /// The exact estimates and what is published of them.
    var tables: [TableRows] {
        var estimates = TableRows(
            "estimates",
            [
                "estimate", "cell", "measure", "method", "value", "standard_error", "lower", "upper",
                "contributors", "flag",
            ]
        )
        var published = TableRows(
            "published",
            ["estimate", "value", "standard_error", "lower", "upper", "flag"]
        )
        func real(_ value: Double?) -> ResultValue { value.map { .real($0) } ?? .null }
        for (cell, number) in zip(numbering.all, numbers) {
            let estimate = result.population.cells.cells[cell.grouping][cell.place]
            let flags = Self.flags(cell, result)
            let first = Int64(cell.number) * 2
            let found = Int64(estimate.found)
            estimates.rows.append([
                .integer(first), .integer(Int64(cell.number)), .text("population"),
                .text(result.request.plan.method.rawValue), .real(estimate.value),
                .real(estimate.standardError),
                .real(estimate.lower), .real(estimate.upper), .integer(found),
                flags.isEmpty ? .null : .text(flags.joined(separator: " ")),
            ])
            estimates.rows.append([
                .integer(first + 1), .integer(Int64(cell.number)), .text("people_found"),
                .text(EstimationMethod.peopleFound.rawValue), .real(Double(found)), .null, .null, .null,
                .integer(found), .null,
            ])
            published.rows.append([
                .integer(first), real(number.value), real(number.standardError), real(number.lower),
                real(number.upper), number.flag.map { .text($0) } ?? .null,
            ])
        }
        return [estimates, published]
    }
}
