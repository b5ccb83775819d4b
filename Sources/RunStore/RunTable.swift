/// The large tables of a run: Parquet files, in columns.
public enum RunTable: String, Sendable, CaseIterable {
    /// One row per record, register after register: its identifier, its person, its values in canonical form.
    case records
    /// One row per person, in the order of first records; after an estimate with what is known of each.
    case people
    /// One row per pair kept, in the order of records.
    case links
    /// One row per border crossing read.
    case crossings

    /// The folder of the tables in a run directory.
    public static let folder = "tables"

    /// The file in a run directory.
    public var path: String { "\(Self.folder)/\(rawValue).parquet" }

    /// Columns of ``records`` beside those of values.
    public enum RecordColumn {
        /// The register's name.
        public static let register = "register"
        /// The identifier that the register has for the record.
        public static let identifier = "record_id"
        /// The number of the person.
        public static let person = "person"
        /// The day of death that the record tells.
        public static let death = "event_death"
        /// The first day registered, or the day of a sign of life.
        public static let event = "event_day"
        /// The last day registered.
        public static let end = "event_end"

        static let all = [register, identifier, person, death, event, end]
    }

    /// Columns of ``links``.
    enum LinkColumn {
        static let left = "row_a"
        static let right = "row_b"
        static let weight = "match_weight"
        static let probability = "match_probability"
        static let rule = "rule"
        static let pattern = "pattern"
        static let decision = "decision"
    }

    /// Columns of ``people`` that a linkage writes.
    public enum PersonColumn {
        /// The person's identifier, as ``Base32``.
        public static let identifier = "person_id"
        /// The number of records.
        public static let records = "records"
    }

    /// Columns of ``crossings``.
    enum CrossingColumn {
        static let register = "register"
        static let identifier = "identifier"
        static let birth = "birth_date"
        static let sex = "sex"
        static let day = "day"
        static let direction = "direction"
    }
}
