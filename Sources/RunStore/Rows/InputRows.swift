/// A fact about the run.
public struct RunFact: ResultRow, Equatable {
    /// Its name.
    public var key: String
    /// Its value.
    public var value: String

    /// A row of these values.
    public init(
        key: String,
        value: String
    ) {
        self.key = key
        self.value = value
    }

    /// The table `run`.
    public static let table = "run"
    /// The columns of the table.
    public static let columns = [
        "key", "value",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.text(key), .text(value)]
    }
}

/// A register that took part.
public struct RegisterRow: ResultRow, Equatable {
    /// Its number, from 0.
    public var register: Int
    /// Its name.
    public var name: String
    /// Its file, as the job gives it.
    public var path: String
    /// The file's size.
    public var bytes: Int
    /// The file's digest.
    public var sha256: String
    /// The number of its first record among all records.
    public var firstRow: Int
    /// The number of its records.
    public var records: Int
    /// Rows set aside because they could not be read.
    public var quarantined: Int
    /// `none` or `allowed`.
    public var duplicates: String
    /// What it is used for.
    public var usedFor: String

    /// A row of these values.
    public init(
        register: Int,
        name: String,
        path: String,
        bytes: Int,
        sha256: String,
        firstRow: Int,
        records: Int,
        quarantined: Int,
        duplicates: String,
        usedFor: String
    ) {
        self.register = register
        self.name = name
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
        self.firstRow = firstRow
        self.records = records
        self.quarantined = quarantined
        self.duplicates = duplicates
        self.usedFor = usedFor
    }

    /// The table `registers`.
    public static let table = "registers"
    /// The columns of the table.
    public static let columns = [
        "register", "name", "path", "bytes", "sha256", "first_row", "records", "quarantined", "duplicates",
        "used_for",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(register), .text(name), .text(path), .integer(bytes), .text(sha256), .integer(firstRow),
            .integer(records), .integer(quarantined), .text(duplicates), .text(usedFor),
        ]
    }
}

/// A column of a register and what it was taken for.
public struct ColumnRow: ResultRow, Equatable {
    /// The register's number.
    public var register: Int
    /// Its place in the file, from 0.
    public var position: Int
    /// Its header.
    public var name: String
    /// Its role.
    public var role: String
    /// The feature it feeds; nil if it is not compared.
    public var feature: String?
    /// Confidence in an inferred role, 0…1; nil if the role was given.
    public var confidence: Double?
    /// Why it has this role.
    public var reason: String
    /// The share of records with a value.
    public var filled: Double?
    /// The number of distinct values.
    public var distinctValues: Int?

    /// A row of these values.
    public init(
        register: Int,
        position: Int,
        name: String,
        role: String,
        feature: String? = nil,
        confidence: Double? = nil,
        reason: String,
        filled: Double? = nil,
        distinctValues: Int? = nil
    ) {
        self.register = register
        self.position = position
        self.name = name
        self.role = role
        self.feature = feature
        self.confidence = confidence
        self.reason = reason
        self.filled = filled
        self.distinctValues = distinctValues
    }

    /// The table `columns`.
    public static let table = "columns"
    /// The columns of the table.
    public static let columns = [
        "register", "position", "name", "role", "feature", "confidence", "reason", "filled",
        "distinct_values",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(register), .integer(position), .text(name), .text(role), .optional(feature),
            .optional(confidence), .text(reason), .optional(filled), .optional(distinctValues),
        ]
    }
}

/// A step that prepared values for comparison.
public struct StandardisationRow: ResultRow, Equatable {
    /// The register's number.
    public var register: Int
    /// The column, or the columns joined by +.
    public var feature: String
    /// Its place in the order, from 0.
    public var step: Int
    /// The step's name.
    public var name: String
    /// Distinct values it changed.
    public var valuesChanged: Int
    /// Records it changed.
    public var recordsChanged: Int
    /// A value before the step.
    public var exampleBefore: String?
    /// The same value after it.
    public var exampleAfter: String?

    /// A row of these values.
    public init(
        register: Int,
        feature: String,
        step: Int,
        name: String,
        valuesChanged: Int,
        recordsChanged: Int,
        exampleBefore: String? = nil,
        exampleAfter: String? = nil
    ) {
        self.register = register
        self.feature = feature
        self.step = step
        self.name = name
        self.valuesChanged = valuesChanged
        self.recordsChanged = recordsChanged
        self.exampleBefore = exampleBefore
        self.exampleAfter = exampleAfter
    }

    /// The table `standardisation_steps`.
    public static let table = "standardisation_steps"
    /// The columns of the table.
    public static let columns = [
        "register", "feature", "step", "name", "values_changed", "records_changed", "example_before",
        "example_after",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(register), .text(feature), .integer(step), .text(name), .integer(valuesChanged),
            .integer(recordsChanged), .optional(exampleBefore), .optional(exampleAfter),
        ]
    }
}

/// A row of a file that was set aside.
public struct QuarantineRow: ResultRow, Equatable {
    /// The register's number.
    public var register: Int
    /// Its line in the file, from 1; of a row that was read its number among those, from 1.
    public var line: Int
    /// Why it could not be read.
    public var reason: String
    /// Its beginning.
    public var excerpt: String

    /// A row of these values.
    public init(
        register: Int,
        line: Int,
        reason: String,
        excerpt: String
    ) {
        self.register = register
        self.line = line
        self.reason = reason
        self.excerpt = excerpt
    }

    /// The table `quarantine`.
    public static let table = "quarantine"
    /// The columns of the table.
    public static let columns = [
        "register", "line", "reason", "excerpt",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [.integer(register), .integer(line), .text(reason), .text(excerpt)]
    }
}

/// Something that was dropped, guessed, shifted or assumed about a register.
public struct NoticeRow: ResultRow, Equatable {
    /// Its place among all, from 0.
    public var notice: Int
    /// The register's number; nil for the registers together.
    public var register: Int?
    /// The column; nil for the whole register.
    public var column: String?
    /// A word for programs.
    public var kind: String
    /// The values, rows or columns concerned; 0 where nothing is counted.
    public var count: Int
    /// Of how many; 0 where that says nothing.
    public var total: Int
    /// What was found and what was done.
    public var detail: String

    /// A row of these values.
    public init(
        notice: Int,
        register: Int? = nil,
        column: String? = nil,
        kind: String,
        count: Int,
        total: Int,
        detail: String
    ) {
        self.notice = notice
        self.register = register
        self.column = column
        self.kind = kind
        self.count = count
        self.total = total
        self.detail = detail
    }

    /// The table `notices`.
    public static let table = "notices"
    /// The columns of the table.
    public static let columns = [
        "notice", "register", "column_name", "kind", "count", "total", "detail",
    ]
    /// The row's values.
    public var values: [ResultValue] {
        [
            .integer(notice), .optional(register), .optional(column), .text(kind), .integer(count),
            .integer(total), .text(detail),
        ]
    }
}
