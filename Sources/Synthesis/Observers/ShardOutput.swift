/// What a shard adds to each file, ready to be written.
package struct ShardOutput: Sendable {
    /// Rows of each register file, in the order of ``Synthesis/files``.
    package var registers: [[UInt8]]
    /// How many rows that is.
    package var rows: [Int]
    /// Rows of the tables of truth.
    package var records: [UInt8] = []
    package var people: [UInt8] = []
    package var events: [UInt8] = []
    package var absences: [UInt8] = []
    package var errors: [UInt8] = []
    /// The shard's district, and its usual and mobile residents by sex and age group.
    package var district = 0
    package var usual: [Int]
    package var mobile: [Int]
    /// Households by size, from 1, and by tenure.
    package var householdSizes: [Int]
    package var tenures: [Int]
    /// What was expected and what came out.
    package var tally: Tally

    init(files: Int, registers: Int) {
        self.registers = [[UInt8]](repeating: [], count: files)
        rows = [Int](repeating: 0, count: files)
        usual = [Int](repeating: 0, count: 2 * ShardPlan.ageGroups)
        mobile = usual
        householdSizes = [Int](repeating: 0, count: ShardPlan.sizes)
        tenures = [Int](repeating: 0, count: 3)
        tally = Tally(registers: registers)
    }
}

/// One file of a register: its extract of a day.
package struct RegisterFile: Sendable, Equatable {
    /// The file's name without ending, and the register's in the tables of truth.
    package let name: String
    /// The register's number in the scenario.
    package let register: Int
    /// The day of the extract.
    package let day: Int32
    /// Whether it is the register's last extract.
    package let isLast: Bool
}
