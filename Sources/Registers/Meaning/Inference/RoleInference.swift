public import Columns

/// Guesses what the columns of a register mean, from headers and from values.
public enum RoleInference {
    /// The schema that a register's headers and values suggest, with a confidence and a reason per column.
    ///
    /// A header that is known in one of several languages decides, unless the values contradict it; otherwise
    /// the values do. Columns that would give the answer away (person, cluster, truth) are ignored.
    /// - Complexity: O(rows + 2000 values) per column.
    public static func infer(_ table: Table) -> RegisterSchema {
        var guesses: [ColumnGuess] = []
        for column in table.columns {
            let profile = ColumnProfile(column)
            guesses.append(ColumnGuess.guess(column, profile))
        }
        let notices = RegisterGuess.settle(&guesses, table)
        let named = RegisterGuess.key(&guesses, table)
        let fields = zip(table.columns, guesses).map { column, guess in
            RegisterField(
                name: column.name,
                type: guess.type,
                role: guess.role,
                confidence: guess.confidence,
                reason: guess.reason,
                madeOf: guess.madeOf
            )
        }
        var schema = RegisterSchema(fields: fields, primaryKey: named.map { [$0] } ?? [])
        schema.notices = notices
        return schema
    }
}
