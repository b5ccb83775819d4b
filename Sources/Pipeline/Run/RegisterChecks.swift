import Columns
import Jobs
import Registers

/// What is checked of the registers of a job once they are read.
enum RegisterChecks {
    /// What must be told of registers, register by register: without records, or with a file that another has, too;
    /// and what reading and inference say.
    static func notices(_ registers: [LoadedRegister]) -> [RegisterNotice] {
        registers.indices.flatMap { notices(of: registers[$0], behind: registers[..<$0]) }
    }

    /// What must be told of a register that stands behind others.
    static func notices(
        of register: LoadedRegister,
        behind others: ArraySlice<LoadedRegister>
    ) -> [RegisterNotice] {
        var notices: [RegisterNotice] = []
        if register.read.table.rowCount == 0 {
            notices.append(
                RegisterNotice(
                    register: register.job.name,
                    kind: .noRecords,
                    detail: "the register has no records"
                )
            )
        }
        let twin = others.first {
            $0.read.sha256 == register.read.sha256 && $0.job.table == register.job.table
        }
        if let twin {
            notices.append(
                RegisterNotice(
                    register: register.job.name,
                    kind: .sameFile,
                    detail: "the file is the same as that of \(twin.job.name), byte for byte"
                )
            )
        }
        return notices + register.notices
    }

    /// Whether too many rows of a register are set aside, unread or without an identifier of their own.
    ///
    /// - Parameter quarantine: The rows that standardising set aside, register by register.
    /// - Throws: ``PipelineError/Code/malformed`` for the first register with more than its job allows.
    static func checkSetAside(
        _ registers: [LoadedRegister],
        _ quarantine: [Quarantine]
    ) throws(PipelineError) {
        for (register, unnamed) in zip(registers, quarantine) {
            let unread = register.read.quarantinedCount
            let count = unread + unnamed.count
            let rows = register.read.table.rowCount + unread
            let allowed = register.job.setAside ?? JobRegister.defaultSetAside
            if count == 0 || Double(count) <= allowed * Double(rows) { continue }
            let share = Double(count) / Double(rows)
            let enough = (share * 1000).rounded(.up) / 10
            throw PipelineError(
                .malformed,
                at: register.read.examples.first.map { "\(register.path):\($0.line)" } ?? register.path,
                "\(Plain.count(count)) of \(Plain.count(rows)) rows of \(register.job.name) "
                    + "(\(Plain.fixed(share * 100, decimals: 1)) %) are set aside, more than "
                    + "\(ShareText.text(allowed)): \(reasons(register, unnamed)). "
                    + advice(register, share: share, enough: enough, isMostlyUnread: unread > unnamed.count)
            )
        }
    }

    /// What may be done about rows set aside.
    private static func advice(
        _ register: LoadedRegister,
        share: Double,
        enough: Double,
        isMostlyUnread: Bool
    ) -> String {
        if share <= Self.hardlyTable || !isMostlyUnread {
            return
                "Correct the file, or allow it with `set_aside: \(ShareText.text(enough / 100))` for the register "
                + "(--set-aside)"
        }
        let isWide = register.read.quarantined.allSatisfy { $0.count == 0 || $0.reason == .tooManyFields }
        return isWide
            ? "So many speak for values that hold the delimiter and are not in double quotes, or for another "
                + "delimiter (`delimiter:`); write such values in double quotes"
            : "So many speak for columns of fixed width, which are not read, or for another delimiter "
                + "(`delimiter:`); write the table with a delimiter"
    }

    /// Above this share of rows set aside the text is hardly the table that it was taken for.
    private static let hardlyTable = 0.2

    /// The reasons for which rows were set aside, with their numbers.
    private static func reasons(_ register: LoadedRegister, _ unnamed: Quarantine) -> String {
        var reasons = register.read.quarantined.filter { $0.count > 0 }.map {
            "\(Plain.count($0.count)) have \($0.reason.text)"
        }
        if unnamed.duplicates > 0 {
            reasons.append("\(Plain.count(unnamed.duplicates)) repeat a record identifier")
        }
        return reasons.joined(separator: ", ")
    }
}
