public import Columns
import Foundation

/// Which column of the table of records holds which feature.
struct StoredFeature: Codable, Sendable, Equatable {
    /// The column.
    var column: String
    /// The feature's name.
    var name: String
    /// The word of its role.
    var role: String

    /// The key in the file's footer under which features are listed.
    static let key = "recensus:features"

    /// The features of a run, each in a column of its name or, where that is taken, of a name with an ending.
    static func list(_ features: [Feature]) -> [StoredFeature] {
        var taken = Set(RunTable.RecordColumn.all)
        return features.map { feature in
            var column = feature.name
            while !taken.insert(column).inserted { column += "_value" }
            return StoredFeature(column: column, name: feature.name, role: feature.role.rawValue)
        }
    }

    /// The list as text.
    static func text(_ list: [StoredFeature]) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(list)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }

    /// The list that a text holds; nil if it holds none.
    static func parse(_ text: String) -> [StoredFeature]? {
        try? JSONDecoder().decode([StoredFeature].self, from: Data(text.utf8))
    }
}

/// The days that records of evidence tell: ``missing`` where they tell none, empty columns where no record does.
public struct RecordEvents: Sendable {
    /// Per record: the day of death.
    public var death: [Int32]
    /// Per record: the first day registered, or the day of a sign of life.
    public var day: [Int32]
    /// Per record: the day on which a registration ended.
    public var end: [Int32]

    /// What stands for no day.
    public static let missing = Int32.min

    /// No record tells a day.
    public init() { (death, day, end) = ([], [], []) }
}

/// Border crossings as read, row by row, with what their codes stand for.
public struct CrossingTable: Sendable {
    /// The registers of movements.
    public var registers: [String]
    /// Per row: its register among ``registers``.
    public var register: [UInt8] = []
    /// Per row: the number that identifies the traveller.
    public var identifier = CodedColumn(name: "", codes: [], values: ValueDictionary())
    /// Per row: the birth date.
    public var birth = CodedColumn(name: "", codes: [], values: ValueDictionary())
    /// Per row: the sex.
    public var sex = CodedColumn(name: "", codes: [], values: ValueDictionary())
    /// Per row: the day, in days since 1970-01-01; ``RecordEvents/missing`` if it cannot be read.
    public var day: [Int32] = []
    /// Per row: the direction.
    public var direction: [UInt8] = []

    /// What a direction is.
    public enum Direction {
        /// Not one of the words of the job.
        public static let unknown: UInt8 = 0
        /// Into the territory.
        public static let arrival: UInt8 = 1
        /// Out of the territory.
        public static let departure: UInt8 = 2
        static let names = ["unknown", "arrival", "departure"]
    }

    /// No rows.
    public init(registers: [String] = []) { self.registers = registers }

    /// The number of rows.
    public var count: Int { day.count }
}
