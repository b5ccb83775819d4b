import Estimation

/// What replicates say of one cell or one level: a row of `simulation.csv`.
struct SimulationLevel: Sendable, Equatable {
    var figure: SimulationRow.Figure
    var setting: String
    var grouping: String
    /// The cell; nil for all cells of the grouping together.
    var cell: String?
    /// Replicates, cells in any of them, and figures: as a rule their product.
    var replicates = 0
    var cells = 0
    var figures = 0
    /// Means of truth and figure (people per cell).
    var truth = 0.0
    var value = 0.0
    /// Mean, root mean square and largest size of the error, as shares of the truth; nil where nobody truly is.
    var bias: Double?
    var rootMeanSquare: Double?
    var worst: Double?
    /// Intervals, and those that hold the truth.
    var intervals = 0
    var held = 0
    /// The Monte Carlo interval of held / intervals; nil without intervals.
    var monteCarlo: CoverageInterval?
    /// Mean half the intervals' width, as a share of the truth.
    var halfWidth: Double?
    /// Standard errors over the standard deviation of the error between replicates; nil for one replicate.
    var standardErrorRatio: Double?
    /// Cells whose own coverage is not compatible with the nominal level; for a level of several.
    var cellsOff: Int?
    /// Whether coverage is what was promised; nil without intervals.
    var verdict: CoverageVerdict?

    /// The share of intervals that hold the truth.
    var coverage: Double? { intervals > 0 ? Double(held) / Double(intervals) : nil }
}

/// Adds up rows of replicates, one by one, and sums up by level and by cell.
///
/// Memory is by cell and by replicate, not by row. Rows are added in the order of the file, so that sums are the
/// same to the last bit, however the file came about.
struct SimulationTally {
    /// Sums of one cell or level.
    fileprivate struct Sums {
        var count = 0
        var truth = 0.0
        var value = 0.0
        /// Relative errors, of figures whose truth is not zero.
        var relative = 0
        var error = 0.0
        var squaredError = 0.0
        var worst = 0.0
        var intervals = 0
        var held = 0
        var widths = 0
        var halfWidth = 0.0
        var standardErrors = 0
        var standardError = 0.0
        /// Mean and sum of squared deviations of figure less truth.
        var meanDeviation = 0.0
        var squares = 0.0

        mutating func add(_ row: SimulationRow) {
            let target = Double(row.truth)
            count += 1
            truth += target
            value += row.value
            if row.truth > 0 {
                let share = row.value / target - 1
                relative += 1
                error += share
                squaredError += share * share
                worst = max(worst, abs(share))
            }
            if let lower = row.lower, let upper = row.upper {
                intervals += 1
                if row.holds == true { held += 1 }
                if row.truth > 0 {
                    widths += 1
                    halfWidth += (upper - lower) / 2 / target
                }
            }
            if let own = row.standardError {
                standardErrors += 1
                standardError += own
            }
            let deviation = row.value - target
            let step = deviation - meanDeviation
            meanDeviation += step / Double(count)
            squares += step * (deviation - meanDeviation)
        }

        /// The standard deviation of the error over replicates.
        var deviation: Double? { count > 1 ? (squares / Double(count - 1)).squareRoot() : nil }
        var meanStandardError: Double? {
            standardErrors > 0 ? standardError / Double(standardErrors) : nil
        }
    }

    fileprivate struct Cell {
        var label: String
        var sums = Sums()
    }

    fileprivate struct Level {
        var figure: SimulationRow.Figure
        var setting: String
        var grouping: String
        var sums = Sums()
        var cells: [Cell] = []
        var placeOfCell: [String: Int] = [:]
        /// Per replicate: its seed, its intervals, and those that hold the truth.
        var replicates: [(seed: UInt64, intervals: Int, held: Int)] = []
    }

    private struct Key: Hashable {
        var figure: SimulationRow.Figure
        var setting: String
        var grouping: String
    }

    private var levels: [Level] = []
    private var placeOfLevel: [Key: Int] = [:]
    /// The probability that intervals promise (0…1).
    private let nominal: Double

    init(nominal: Double) { self.nominal = nominal }

    /// Adds a row; those of a replicate come together.
    mutating func add(_ row: SimulationRow) {
        let key = Key(figure: row.figure, setting: row.setting, grouping: row.grouping)
        var place = levels.count
        if let known = placeOfLevel[key] {
            place = known
        } else {
            placeOfLevel[key] = place
            levels.append(Level(figure: row.figure, setting: row.setting, grouping: row.grouping))
        }
        levels[place].add(row)
    }

    /// The levels, each followed by its cells if there are several: estimates first, then other figures, as they
    /// first came.
    var results: [SimulationLevel] {
        SimulationRow.Figure.allCases.flatMap { figure in
            levels.filter { $0.figure == figure }.flatMap { $0.results(nominal) }
        }
    }
}

extension SimulationTally.Level {
    fileprivate mutating func add(_ row: SimulationRow) {
        var place = cells.count
        if let known = placeOfCell[row.cell] {
            place = known
        } else {
            placeOfCell[row.cell] = place
            cells.append(SimulationTally.Cell(label: row.cell))
        }
        cells[place].sums.add(row)
        sums.add(row)
        if replicates.last?.seed != row.seed { replicates.append((row.seed, 0, 0)) }
        if let holds = row.holds {
            replicates[replicates.count - 1].intervals += 1
            if holds { replicates[replicates.count - 1].held += 1 }
        }
    }

    fileprivate func results(_ nominal: Double) -> [SimulationLevel] {
        var whole = level(sums, cell: nil)
        whole.replicates = replicates.count
        whole.cells = cells.count
        if sums.intervals > 0 {
            let counted = replicates.filter { $0.intervals > 0 }
            let interval =
                cells.count == 1
                ? CoverageInterval(held: Double(sums.held), of: Double(sums.intervals))
                : CoverageInterval(
                    shares: counted.map { Double($0.held) / Double($0.intervals) },
                    held: sums.held,
                    of: sums.intervals
                )
            whole.monteCarlo = interval
            whole.verdict = interval.verdict(nominal)
        }
        // Cells with more people have more to say: standard errors of all over deviations of all.
        var (errors, deviations) = (0.0, 0.0)
        for cell in cells {
            guard let error = cell.sums.meanStandardError, let deviation = cell.sums.deviation else {
                continue
            }
            errors += error
            deviations += deviation
        }
        whole.standardErrorRatio = deviations > 0 && errors > 0 ? errors / deviations : nil
        if cells.count == 1 { return [whole] }
        let parts = cells.map { cell -> SimulationLevel in
            var part = level(cell.sums, cell: cell.label)
            part.replicates = cell.sums.count
            part.cells = 1
            if cell.sums.intervals > 0 {
                let interval = CoverageInterval(
                    held: Double(cell.sums.held),
                    of: Double(cell.sums.intervals)
                )
                part.monteCarlo = interval
                part.verdict = interval.verdict(nominal)
            }
            if let error = cell.sums.meanStandardError, let deviation = cell.sums.deviation, deviation > 0 {
                part.standardErrorRatio = error / deviation
            }
            return part
        }
        if sums.intervals > 0 {
            whole.cellsOff = parts.count { $0.verdict.map { $0 != .compatible } ?? false }
        }
        return [whole] + parts
    }

    private func level(_ sums: SimulationTally.Sums, cell: String?) -> SimulationLevel {
        var result = SimulationLevel(figure: figure, setting: setting, grouping: grouping, cell: cell)
        result.figures = sums.count
        result.truth = sums.truth / Double(sums.count)
        result.value = sums.value / Double(sums.count)
        if sums.relative > 0 {
            result.bias = sums.error / Double(sums.relative)
            result.rootMeanSquare = (sums.squaredError / Double(sums.relative)).squareRoot()
            result.worst = sums.worst
        }
        result.intervals = sums.intervals
        result.held = sums.held
        if sums.widths > 0 { result.halfWidth = sums.halfWidth / Double(sums.widths) }
        return result
    }
}
