public import Columns
public import Registers

/// What a run is to do: the job file as values.
public struct Job: Sendable, Equatable {
    /// The day the population is asked for.
    public var referenceDate: CivilDate?
    /// The seed of all random draws.
    public var seed: UInt64
    /// The registers, in the order of the file.
    public var registers: [JobRegister]
    /// How records are linked.
    public var link: LinkJob
    /// What is estimated, as written; ``EstimateJob`` says what it means.
    public var estimate: JobSection?
    /// What is published and how it is protected, as written; ``PublishJob`` says what it means.
    public var publish: JobSection?
    /// The run directory, unless the command line names one.
    public var output: String?
    /// The number of threads, unless the command line names one; results do not depend on it.
    public var threads: Int?

    /// The seed of a job that names none.
    public static let defaultSeed: UInt64 = 1

    /// A job over registers, everything else as it is by default.
    public init(registers: [JobRegister], link: LinkJob = LinkJob()) {
        self.registers = registers
        self.link = link
        seed = Self.defaultSeed
    }
}

/// A register of a job: its file and what is known about it.
public struct JobRegister: Sendable, Equatable {
    /// What is known about several records of one person in a register.
    public enum Duplicates: String, Sendable, CaseIterable {
        /// It is found out from the records.
        case auto
        /// No person has two records.
        case none
        /// A person may have several records.
        case allowed
    }

    /// What a register is used for.
    public enum Use: String, Sendable, CaseIterable {
        /// Its records are linked and counted.
        case link
        /// Its records are linked, and say who is resident; they are not counted.
        case residence
        /// Its records are linked, but do not count in estimates.
        case support
    }

    /// The register's name.
    public var name: String
    /// The file, as written in the job: relative to the job file's folder.
    public var path: String
    /// The file of its schema.
    public var schema: String?
    /// The table, in an SQLite file.
    public var table: String?
    /// The character between fields, in a text file.
    public var delimiter: String?
    /// The encoding of a text file, as the job names it; nil finds it.
    public var encoding: String?
    /// Which row of a text file names the columns.
    public var header: HeaderChoice
    /// The share of rows that may be set aside, 0…1; nil for ``defaultSetAside``.
    public var setAside: Double?
    /// The column of record identifiers.
    public var id: String?
    /// Roles of columns, by their headers, in the order of the file; they go before what is inferred.
    public var columns: [ColumnRole]
    /// Whether a person may have several records.
    public var duplicates: Duplicates
    /// What the register is used for.
    public var use: Use
    /// What its rows say, if it is used for residence.
    public var evidence: EvidenceSpec?

    /// A column and the role it is given.
    public struct ColumnRole: Sendable, Equatable {
        /// The column's header.
        public var column: String
        /// Its role.
        public var role: Role
        /// How its dates are written, as far as the job says.
        public var dates: DateNotation

        /// A column in a role.
        public init(column: String, role: Role, dates: DateNotation = DateNotation()) {
            self.column = column
            self.role = role
            self.dates = dates
        }
    }

    /// How a column writes dates; what is nil is found out.
    public struct DateNotation: Sendable, Equatable {
        /// The order of day, month and year, as a word (`dmy`) or a pattern (`%d/%m/%Y`).
        public var format: String?
        /// What years or days are counted in.
        public var calendar: DateCalendar?
        /// The latest year that a year of two digits can mean.
        public var pivot: Int?
        /// The seconds by which the place of the days is ahead of universal time.
        public var utcOffset: Int?

        /// A notation that is to be found out.
        public init() {}

        /// The notation that a field of a schema has.
        package init(_ field: RegisterField) {
            format = field.dateOrder?.rawValue ?? field.format
            calendar = field.calendar
            pivot = field.pivot
            utcOffset = field.utcOffset
        }

        /// Says of a field what is said here.
        package func apply(to field: inout RegisterField) {
            if let format {
                field.dateOrder = DateOrderGuess.order(ofPattern: format)
                field.format = DateOrder(rawValue: format) == nil ? format : field.format
            }
            field.calendar = calendar ?? field.calendar
            field.pivot = pivot ?? field.pivot
            field.utcOffset = utcOffset ?? field.utcOffset
        }

        /// Whether nothing is said.
        package var isOpen: Bool { self == DateNotation() }
    }
    /// The share of rows that may be set aside where the job says nothing.
    public static let defaultSetAside = 0.01

    /// A register of a file, everything else to be found out.
    public init(name: String, path: String) {
        self.name = name
        self.path = path
        header = .automatic
        columns = []
        duplicates = .auto
        use = .link
    }
}

/// How the records of a job are linked.
public struct LinkJob: Sendable, Equatable {
    /// What is chosen for the user, or by the user.
    public enum Choice<Item: Sendable & Equatable>: Sendable, Equatable {
        /// The program chooses from the data.
        case auto
        /// The job says.
        case given([Item])
    }

    /// Which pairs become links.
    public enum Acceptance: Sendable, Equatable {
        /// Those above the weight with the best expected F.
        case bestF
        /// As many as keep the expected precision at least this high (0…1).
        case precision(Double)
        /// Those of at least this weight (bits).
        case weight(Double)
        /// Those of at least this probability (0…1).
        case probability(Double)
    }

    /// How people are made of links.
    public enum Method: String, Sendable, CaseIterable {
        /// Chosen from what is known about duplicates.
        case auto
        /// Whatever is linked, directly or not, is one person.
        case connectedComponents = "connected_components"
        /// Two records are one person if each is the other's best.
        case mutualBest = "mutual_best"
        /// At most one record of each duplicate-free register, best sum of weights.
        case oneToOne = "one_to_one"
        /// Clusters whose links do not contradict each other.
        case consistent
    }

    /// Which pairs of registers are compared otherwise than by default.
    public struct Topology: Sendable, Equatable {
        /// The one register.
        public var first: String
        /// The other; the same one for pairs within a register.
        public var second: String
        /// Whether their records are compared.
        public var isLinked: Bool

        /// A pair of registers that is compared or not.
        public init(_ first: String, _ second: String, isLinked: Bool) {
            self.first = first
            self.second = second
            self.isLinked = isLinked
        }
    }

    /// The blocking rules.
    public var block: Choice<BlockingRuleSpec>
    /// The most candidate pairs that may be compared; nil for the program's own limit.
    public var pairBudget: Int?
    /// The comparisons.
    public var compare: Choice<ComparisonSpec>
    /// Which pairs become links.
    public var accept: Acceptance
    /// How people are made of links.
    public var method: Method
    /// Pairs of registers compared otherwise than by default.
    public var topology: [Topology]
    /// The file of a model to use instead of estimating one.
    public var model: String?
    /// Pairs of at least this weight (bits) are kept in the results, links or not.
    public var keepWeight: Double?
    /// The file of pairs known to match or not.
    public var labels: String?
    /// Pairs that are never one person, whatever they weigh.
    public var never: [PairRuleSpec]
    /// Pairs that are one person, whatever they weigh.
    public var always: [PairRuleSpec]

    /// Linkage with everything chosen by the program.
    public init() {
        block = .auto
        compare = .auto
        accept = .bestF
        method = .auto
        topology = []
        never = []
        always = []
    }
}
