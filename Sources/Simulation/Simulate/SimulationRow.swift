import Pipeline

/// One figure of one replicate beside the truth: a row of `replicates.csv`.
struct SimulationRow: Sendable, Equatable {
    /// What kind of figure it is.
    enum Figure: String, Sendable, CaseIterable {
        /// The estimate itself.
        case estimate
        /// The total under another method, on accepted links.
        case method
        /// The total under another residence rule whose truth is known, beside the truth of that rule.
        case residence
        /// What simple counting says.
        case naive
        /// People estimated in cells that the truth does not know.
        case elsewhere
    }

    var seed: UInt64
    var figure: Figure
    /// The method, rule or way of counting.
    var setting: String
    /// `total`, or the dimensions joined.
    var grouping: String
    /// The cell's values joined.
    var cell: String
    /// People, true and as the figure says.
    var truth: Int
    var value: Double
    var standardError: Double?
    /// The limits of the interval; nil for a figure without one.
    var lower: Double?
    var upper: Double?

    /// Whether the interval holds the truth; nil without one.
    var holds: Bool? {
        guard let lower, let upper else { return nil }
        return lower <= Double(truth) && Double(truth) <= upper
    }

    /// Numbers as the file has them: rounded to three decimals, so that what is written is what was counted.
    init(
        seed: UInt64,
        figure: Figure,
        setting: String,
        grouping: String,
        cell: String,
        truth: Int,
        value: Double,
        standardError: Double? = nil,
        lower: Double? = nil,
        upper: Double? = nil
    ) {
        self.seed = seed
        self.figure = figure
        self.setting = setting
        self.grouping = grouping
        self.cell = cell
        self.truth = truth
        self.value = Self.rounded(value)
        self.standardError = standardError.map(Self.rounded)
        self.lower = lower.map(Self.rounded)
        self.upper = upper.map(Self.rounded)
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }

    // MARK: As text

    /// The headers.
    static let columns = [
        "seed", "figure", "setting", "grouping", "cell", "truth", "value", "standard_error", "lower", "upper",
        "interval_holds_truth",
    ]

    /// The row, ended by a line feed.
    var text: String {
        func number(_ value: Double?) -> String { value.map { Plain.fixed($0, decimals: 3) } ?? "" }
        return CSVText.row([
            String(seed), figure.rawValue, TextTable.printable(setting), TextTable.printable(grouping),
            TextTable.printable(cell), String(truth), number(value), number(standardError), number(lower),
            number(upper), holds.map { $0 ? "1" : "0" } ?? "",
        ])
    }

    /// More people than there can be, and figures beyond all of them.
    private static let mostPeople = 1 << 40

    private static let greatestValue = 1e15

    /// Reads a line; nil if it is none of this table.
    init?(_ line: String) {
        let fields = CSVLine.fields(line)
        guard fields.count == Self.columns.count, let seed = UInt64(fields[0]),
            let figure = Figure(rawValue: fields[1]), let truth = Int(fields[5]),
            (0...Self.mostPeople).contains(truth), let value = Double(fields[6]),
            value.magnitude <= Self.greatestValue
        else { return nil }
        var numbers: [Double?] = []
        for field in fields[7...9] {
            let number = Double(field)
            if number == nil && !field.isEmpty { return nil }
            if number?.isNaN == true { return nil }
            numbers.append(number)
        }
        self.seed = seed
        self.figure = figure
        setting = fields[2]
        grouping = fields[3]
        cell = fields[4]
        self.truth = truth
        self.value = value
        standardError = numbers[0]
        lower = numbers[1]
        upper = numbers[2]
    }
}

/// Lines of CSV without line feeds in their fields.
enum CSVLine {
    /// The fields of a line.
    static func fields(_ line: String) -> [String] {
        var fields: [[UInt8]] = [[]]
        var isQuoted = false
        var wasQuote = false
        for byte in line.utf8 {
            if byte == UInt8(ascii: "\"") {
                // Two quotes within quotes are one.
                if !isQuoted && wasQuote { fields[fields.count - 1].append(byte) }
                wasQuote = isQuoted
                isQuoted.toggle()
                continue
            }
            wasQuote = false
            if byte == UInt8(ascii: ",") && !isQuoted {
                fields.append([])
            } else {
                fields[fields.count - 1].append(byte)
            }
        }
        return fields.map { String(decoding: $0, as: UTF8.self) }
    }
}
