import Columns
import Foundation
import Jobs
import Registers
import Reporting
import RunStore

/// The values of some of a run's records, read again from the files that the run names.
///
/// The files are read whole: what a column holds is told from all of it, and the digest that shows whether a file
/// is the one of the run is of all its bytes. Brought into canonical form are the records asked for.
struct RegisterValues {
    /// What came of reading.
    struct Found {
        /// The records asked for, standardised as the run did it; nil if they could not be read as they were.
        var records: Records?
        /// The state of each file.
        var states: [Report.SourceState]
        /// Why there are no records.
        var remark: String?
    }

    private let folder: String
    private let registers: [RegisterRow]
    private let options: ReportOptions
    /// The records asked for, ascending.
    private let rows: [Int]

    init(
        _ folder: String,
        registers: [RegisterRow],
        rows: [Int],
        options: ReportOptions
    ) {
        self.folder = folder
        self.registers = registers
        self.options = options
        self.rows = rows
    }

    /// Reads the registers by the job and the schemas of the run, which were checked, if the files did not change.
    func read(clock: StageClock) throws -> Found {
        var states = registers.map { state($0) }
        if let problem = problem(states) {
            return Found(
                records: nil,
                states: states.map { $0 == .unchanged ? .notRead : $0 },
                remark: problem
            )
        }
        do {
            let records = try load(clock, &states)
            return Found(records: records, states: states, remark: records == nil ? problem(states) : nil)
        } catch let error as Interrupted {
            throw error
        } catch {
            let remark = "Pairs are shown without values: the registers could not be read again (\(error))."
            return Found(records: nil, states: states, remark: remark)
        }
    }

    /// The state of a file by its size; whether its digest is the same shows when it is read.
    private func state(_ register: RegisterRow) -> Report.SourceState {
        let path = FilePaths.resolve(register.path, in: folder)
        if register.path == "-" { return .gone("it came from standard input") }
        guard let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int else {
            return .gone("there is no such file")
        }
        return size == register.bytes ? .unchanged : .changed
    }

    private func problem(_ states: [Report.SourceState]) -> String? {
        let wrong = zip(registers, states).filter { $0.1 != .unchanged }
        guard let first = wrong.first else { return nil }
        let what = first.1 == .changed ? "is not the file that the run read" : "cannot be read any more"
        let more = wrong.count > 1 ? ", and \(wrong.count - 1) more" : ""
        return "Pairs are shown without values: the file of \(first.0.name) \(what)\(more)."
    }

    private func load(_ clock: StageClock, _ states: inout [Report.SourceState]) throws -> Records? {
        let path = folder + "/" + RunDirectory.jobName
        let job = try JobParser.load(path).linking
        let workers = Workers(threads: options.threads)
        var loaded = try LoadedRegister.load(
            job,
            in: folder,
            source: try JobSource.load(path),
            workers: workers,
            clock: clock
        )
        for (index, register) in loaded.enumerated() where registers.indices.contains(index) {
            if register.read.sha256 != registers[index].sha256 { states[index] = .changed }
        }
        if loaded.count != registers.count || states.contains(where: { $0 != .unchanged }) { return nil }
        try clock.begin("standardise")
        let standardised = try LoadedRegister.standardise(
            &loaded,
            only: rows,
            referenceDate: job.referenceDate,
            workers: workers
        )
        clock.end()
        if standardised.records.count != rows.count {
            throw PipelineError(.malformed, at: folder, "pairs name records that the registers do not have")
        }
        return standardised.records
    }
}
