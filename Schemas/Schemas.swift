/// The schemas that users can open, as the binary carries them.
public enum Schemas {
    /// The results database: tables, views and their meaning, in SQL.
    public static var results: String { String(decoding: PackageResources.results_sql, as: UTF8.self) }

    /// The JSON Schema (draft 2020-12) of a scenario of synthetic registers.
    public static var scenario: String {
        String(decoding: PackageResources.scenario_schema_json, as: UTF8.self)
    }

    /// The JSON Schema (draft 2020-12) of a job file.
    public static var job: String { String(decoding: PackageResources.job_schema_json, as: UTF8.self) }
}
