import Columns
import Comparison
import Foundation
public import Jobs
import Linkage
import Population
import Registers
import Resolution
import RunStore

/// Links the registers of a job: from files to a run directory.
public struct LinkRun {
    /// The job without registers that are not linked.
    private let job: Job
    private let whole: Job
    private let folder: String
    private let output: String
    private let options: LinkOptions
    private let workers: Workers
    private let clock: StageClock

    /// Runs a job.
    ///
    /// - Parameters:
    ///   - job: What to do.
    ///   - folder: What paths in the job are relative to: the job file's folder.
    ///   - output: The run directory to make.
    ///   - options: Threads, progress and the like.
    /// - Throws: The error of the room where it happened, ``JobError`` for what the job asks for in vain,
    ///   ``Interrupted`` if the user stops the run; nothing is left under the output's name then.
    public static func run(
        _ job: Job,
        in folder: String,
        output: String,
        options: LinkOptions
    ) throws -> LinkSummary {
        let run = LinkRun(job, folder, output, options, StageClock(options.progress))
        return try run.carryOut(then: nil).link
    }

    /// Runs a job and estimates on what it found, into one run directory.
    static func run(
        _ job: Job,
        in folder: String,
        output: String,
        options: LinkOptions,
        clock: StageClock,
        then estimate: EstimateRun
    ) throws -> (link: LinkSummary, estimate: EstimateSummary) {
        let run = LinkRun(job, folder, output, options, clock)
        let summaries = try run.carryOut(then: estimate)
        guard let estimate = summaries.estimate else {
            throw PipelineError(.noRecords, at: output, "nothing was estimated")
        }
        return (summaries.link, estimate)
    }

    private init(
        _ job: Job,
        _ folder: String,
        _ output: String,
        _ options: LinkOptions,
        _ clock: StageClock
    ) {
        self.job = job.linking
        whole = job
        self.folder = folder
        self.output = output
        self.options = options
        workers = Workers(threads: options.threads)
        self.clock = clock
    }

    private typealias Summaries = (link: LinkSummary, estimate: EstimateSummary?)

    private func carryOut(then estimate: EstimateRun?) throws -> Summaries {
        if job.registers.isEmpty {
            throw options.source.mistake(
                [.key("registers")],
                "all registers hold movements",
                expected: "at least one register of people"
            )
        }
        let directory = try RunDirectory.create(
            at: output,
            force: options.force,
            inputs: RunInputs(whole, in: folder, options, output: output).files,
            tell: { Console.note($0) }
        )
        return try Interrupt.shared.protecting(cleanup: { directory.abandon() }) { () throws -> Summaries in
            do {
                return try run(into: directory, then: estimate)
            } catch {
                directory.abandon()
                throw error
            }
        }
    }

    private func run(into directory: RunDirectory, then estimate: EstimateRun?) throws -> Summaries {
        let result = try link()
        try clock.begin("write results")
        let writer = try LinkWriter(
            result: result,
            job: whole,
            folder: folder,
            directory: directory,
            options: options,
            workers: workers
        )
        try writer.write()
        clock.end()
        let estimated = try estimate.map { estimate in
            let dimensions = estimate.neededDimensions.map(\.name)
            let output = try EstimateOutput(
                try estimate.run(LinkedRun(result), LinkedRecords(result, dimensions: dimensions)),
                clock: clock,
                source: options.source,
                output: output,
                workers: workers
            )
            try clock.begin("write estimates")
            try output.write(to: directory, workers: workers)
            try writer.insert(output)
            clock.end()
            return output
        }
        try writer.finish()
        try Interrupt.shared.check()
        let summary = summary(of: result)
        try directory.write(Self.timings(summary, threads: options.threads), to: RunDirectory.timingsName)
        var manifest = try writer.manifest()
        estimated?.add(to: &manifest, output: output)
        try directory.finish(manifest)
        return (summary, estimated?.summary)
    }

    // MARK: Stages

    private func link() throws -> LinkResult {
        let model = try job.link.model.map { name in
            let path = FilePaths.resolve(name, in: folder)
            try CheckedRun.checkFile(path)
            return try ModelFile.read(path)
        }
        var registers = try LoadedRegister.load(
            job,
            in: folder,
            source: options.source,
            workers: workers,
            clock: clock
        )
        try clock.begin("standardise")
        var standardised = try LoadedRegister.standardise(
            &registers,
            referenceDate: job.referenceDate,
            workers: workers
        )
        clock.end()
        clock.tell(RegisterChecks.notices(registers) + standardised.notices)
        try RegisterChecks.checkSetAside(registers, standardised.quarantine)
        let records = standardised.records
        if records.count == 0 {
            throw PipelineError(
                .noRecords,
                at: registers.map(\.path).joined(separator: ", "),
                "there is not one record to link; check the files"
            )
        }
        let plan = LinkPlan(job: job, records: records, source: options.source)
        var settings = try plan.settings(model: model?.model, workers: workers)
        let shared = try SharedNotices.notices(records, settings, workers: workers)
        clock.tell(shared)
        standardised.notices += shared
        if let labels = job.link.labels {
            let path = FilePaths.resolve(labels, in: folder)
            try CheckedRun.checkFile(path)
            settings.labels = try LabelledPairs.read(path, records: records, workers: workers)
        }
        let making = ProvisionalPeople(
            accept: job.link.accept,
            threshold: plan.threshold,
            method: job.link.method,
            registerOf: records.registerOfRecord(),
            workers: workers
        )
        settings.people = { (links) throws(LinkageError) in try making.people(links) }
        var linker = Linker(records, settings: settings)
        let clock = clock
        linker.onStep = { clock.step($0) }
        linker.onProgress = { _, all in clock.advance(by: 1, of: all, unit: "pieces") }
        let forbidden = settings.forbidden
        let result = try people(try linker.link(), plan, registers, standardised, model: model)
        let few = FewLinks.notices(result, forbidden: forbidden)
        clock.tell(few)
        return result.telling(few)
    }

    private func people(
        _ outcome: consuming LinkOutcome,
        _ plan: LinkPlan,
        _ registers: [LoadedRegister],
        _ standardised: Standardised,
        model: ModelFile?
    ) throws -> LinkResult {
        clock.end("\(Plain.count(outcome.scoredByRule.reduce(0, +))) pairs")
        try clock.begin("make people")
        let records = standardised.records
        let kept = outcome.kept
        let search = ApartSearch.by(outcome, workers: workers)
        // With the outcome go blocks, packed rows and prepared values, which nothing but this search needs any more.
        var findings = LinkFindings(outcome, workers: workers)
        let made = try FinalPeople(kept, findings, plan, search: search, workers: workers)
        findings.rules += made.pairRules.map { RuleUse($0) }
        let people = PeopleColumns(
            firstRow: made.resolution.person,
            identifier: try PersonIdentifier.ofPersons(
                in: records,
                person: made.resolution.person,
                workers: workers
            )
        )
        clock.end("\(Plain.count(made.resolution.counts.persons)) people")
        let notices = findings.notices + PairRuleNotices.notices(made, records: records)
        clock.tell(notices)
        var standardised = standardised
        standardised.notices += notices
        return LinkResult(
            job: job,
            registers: registers,
            standardised: standardised,
            events: RecordEvents(standardised, of: job),
            outcome: findings,
            threshold: made.threshold,
            quality: made.quality,
            method: made.method,
            resolution: made.resolution,
            people: people,
            links: made.links,
            pairRules: made.pairRules,
            verdicts: made.verdicts,
            givenModel: model?.asRead
        )
    }

    // MARK: What came of it

    private func summary(of result: LinkResult) -> LinkSummary {
        let registers = result.registers.indices.map { i in
            LinkSummary.Register(
                name: result.registers[i].job.name,
                records: result.records.registers[i].rows.count,
                setAside: result.registers[i].read.quarantinedCount + result.standardised.quarantine[i].count,
                isDuplicateFree: result.outcome.duplicateFree[i]
            )
        }
        return LinkSummary(
            folder: output,
            registers: registers,
            comparedPairs: result.comparedPairs,
            keptPairs: result.links.count,
            links: result.resolution.counts.links,
            rescuedLinks: result.rescuedLinks,
            people: result.resolution.counts.persons,
            threshold: result.threshold.weight.map { Double($0) },
            quality: result.quality,
            method: result.method.word,
            pairRules: result.pairRules,
            stages: clock.stages,
            notices: result.notices,
            remarks: remarks(on: result)
        )
    }

    private func remarks(on result: LinkResult) -> [String] {
        var remarks: [String] = []
        if result.threshold.weight == nil { remarks.append("no pair reaches the precision asked for") }
        return remarks
    }

    private static func timings(_ summary: LinkSummary, threads: Int) -> String {
        JSONText.object([
            ("threads", .integer(threads)), ("stages", .array(summary.stages.map(\.json))),
        ]).text + "\n"
    }
}

extension ResolutionRules.Method {
    /// The method as a job writes it.
    var word: String {
        switch self {
        case .connectedComponents: LinkJob.Method.connectedComponents.rawValue
        case .mutualBest: LinkJob.Method.mutualBest.rawValue
        case .oneToOne: LinkJob.Method.oneToOne.rawValue
        case .consistent: LinkJob.Method.consistent.rawValue
        }
    }
}
