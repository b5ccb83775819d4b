public import Columns

/// The kind of value a column holds, in the words of the Frictionless Table Schema.
public enum FieldType: String, Sendable, CaseIterable {
    case string, integer, number, boolean, date, datetime, time, year, yearmonth, any
}

/// One column of a register and what it means.
public struct RegisterField: Sendable, Equatable {
    /// The column's name, as its header spells it.
    public var name: String
    /// The kind of value.
    public var type: FieldType
    /// What the column says about a person.
    public var role: Role
    /// The Table Schema's `format`, for dates a pattern such as `%d/%m/%Y`.
    public var format: String?
    /// The order of day, month and year (`recensus:format`); nil lets the values decide.
    public var dateOrder: DateOrder?
    /// What years or days are counted in (`recensus:calendar`); nil lets the values decide.
    public var calendar: DateCalendar?
    /// The latest year that a year of two digits can mean (`recensus:pivot`), 1900…2199; nil for the reference date.
    public var pivot: Int?
    /// The seconds by which the place of the days is ahead of universal time (`recensus:utc_offset`); nil lets the
    /// values decide.
    public var utcOffset: Int?
    /// A title for people.
    public var title: String?
    /// What the column holds, for people.
    public var description: String?
    /// How sure the inference is of the role (0…1); nil where somebody declared it.
    public var confidence: Double?
    /// Why the inference chose the role; nil where somebody declared it.
    public var reason: String?
    /// The columns that this one is made of (`recensus:made_of`): it only speaks where they are missing.
    public var madeOf: [String]

    /// A column of a role.
    public init(
        name: String,
        type: FieldType = .string,
        role: Role,
        format: String? = nil,
        dateOrder: DateOrder? = nil,
        calendar: DateCalendar? = nil,
        pivot: Int? = nil,
        utcOffset: Int? = nil,
        title: String? = nil,
        description: String? = nil,
        confidence: Double? = nil,
        reason: String? = nil,
        madeOf: [String] = []
    ) {
        self.name = name
        self.type = type
        self.role = role
        self.format = format
        self.dateOrder = dateOrder
        self.calendar = calendar
        self.pivot = pivot
        self.utcOffset = utcOffset
        self.title = title
        self.description = description
        self.confidence = confidence
        self.reason = reason
        self.madeOf = madeOf
    }
}

/// What the columns of a register mean: a Frictionless Table Schema with a role for each field.
public struct RegisterSchema: Sendable, Equatable {
    /// The columns, in the order of the file.
    public var fields: [RegisterField]
    /// Texts that stand for “no value”, besides the empty one.
    public var missingValues: [String]
    /// The columns that identify a record; the first with role `record_id` when empty.
    public var primaryKey: [String]
    /// Columns of days that are read and not compared, as they tell when something happened to a person.
    ///
    /// They are not part of a schema's file.
    package var carried: [RegisterField] = []
    /// What the inference guessed and is not sure of; empty in a schema that was given.
    public var notices: [RegisterNotice] = []

    /// A schema of its parts.
    public init(fields: [RegisterField], missingValues: [String] = [""], primaryKey: [String] = []) {
        self.fields = fields
        self.missingValues = missingValues
        self.primaryKey = primaryKey
    }

    /// The name of the feature that a carried column makes; no other feature has such a name.
    package static func carriedName(_ column: String) -> String { "carried:" + column }

    /// The field of a column, if it is described.
    public func field(_ name: String) -> RegisterField? {
        fields.first { $0.name == name }
    }
}
