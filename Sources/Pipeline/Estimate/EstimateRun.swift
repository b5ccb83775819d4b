import Columns
import Inference
import Jobs
import Population

/// From linked records to a population: reads the evidence, decides who lives here, estimates who was missed.
struct EstimateRun {
    /// What is asked for.
    let request: EstimateRequest
    let options: LinkOptions
    let clock: StageClock
    let workers: Workers

    var job: Job { request.job }
    var plan: EstimateJob { request.plan }

    init(_ job: Job, in folder: String, options: LinkOptions, clock: StageClock) throws {
        self.options = options
        self.clock = clock
        workers = Workers(threads: options.threads)
        request = EstimateRequest(
            job: job,
            folder: folder,
            plan: try EstimateJob(job, options.source),
            publication: try PublishJob(job, options.source)
        )
        if job.referenceDate == nil {
            throw options.source.mistake(
                [.key("reference_date")],
                "the job names no reference date",
                expected: "reference_date: YYYY-MM-DD, the day the population is asked for"
            )
        }
    }

    /// Estimates on a linkage: evidence, then people, then cells on accepted links, then on draws of the links.
    ///
    /// - Parameters:
    ///   - records: What linked records say.
    ///   - movements: The crossings; nil to read them from their files.
    func run(
        _ linked: LinkedRun,
        _ records: LinkedRecords,
        _ stored: Movements? = nil
    ) throws -> EstimateResult {
        let lists = try EstimateLists(job, named: plan.lists, source: options.source)
        let movements =
            try stored
            ?? Movements(
                reading: job,
                in: request.folder,
                source: options.source,
                workers: workers,
                clock: clock
            )
        let registers = try EstimateRegisters(
            job,
            linked: linked,
            records: records,
            movements: movements,
            dimensions: neededDimensions,
            source: options.source
        )
        try clock.begin("decide who lives here")
        let builder = try builder(registers, linked, lists)
        let base = try builder.people(linked.person)
        let provisional = try builder.people(linked.person, lookAhead: .provisional)
        let counted = base.isCounted.count { $0 }
        let grouping = try GroupingPlan(plan, builder.dimensions, options.source)
        clock.end("\(Plain.count(counted)) of \(Plain.count(base.count)) people count")
        if counted == 0 {
            throw PipelineError(
                .noRecords,
                at: "estimate",
                "nobody counts by “\(builder.residence.rule.rawValue)”; check reference date, evidence and lists"
            )
        }
        try clock.begin("estimate")
        var computation = try computation(builder, base, grouping, lists)
        let accepted = try computation.accept(base)
        clock.end()
        try KnownMargin.check(computation.known, computation, base)
        let result = EstimateResult(
            request: request,
            linked: linked,
            evidence: registers.evidence,
            movements: movements,
            lists: lists,
            provisional: provisional,
            population: try population(linked, computation, base, accepted)
        )
        for flag in result.flags { clock.warn("\(flag.text) (\(flag.name))") }
        return result
    }

    /// How cells are estimated from the people that accepted links make.
    private func computation(
        _ builder: PeopleBuilder,
        _ base: PeopleView,
        _ grouping: GroupingPlan,
        _ lists: EstimateLists
    ) throws -> EstimateComputation {
        let completed = DonorImputation.complete(
            base,
            dimensions: builder.dimensions,
            seed: job.seed,
            draw: 0
        )
        let strata = Strata(
            dimensions: grouping.strata,
            of: builder.dimensions,
            view: base,
            values: completed,
            listCount: lists.names.count,
            smallest: plan.smallestStratum
        )
        var settings = Overcoverage.Settings()
        settings.prior = plan.overcoverage
        let overcoverage = try Overcoverage(
            builder,
            base,
            lists: lists.names.count,
            stratumOf: strata.ofPeople(base.count, completed),
            strata: strata.count,
            settings: settings,
            workers: workers
        )
        var computation = EstimateComputation(
            builder: builder,
            strata: strata,
            groupings: grouping.groupings,
            listCount: lists.names.count,
            method: plan.method,
            classes: plan.classes,
            seed: job.seed,
            overcoverage: overcoverage
        )
        if let area = grouping.area { try computation.learnAreas(area, base) }
        computation.known = try KnownMargin.margins(plan.knownTotals, builder.dimensions, options.source)
        return computation
    }

    /// The population: on accepted links, and on as many draws of the links as the job asks for.
    private func population(
        _ linked: LinkedRun,
        _ computation: EstimateComputation,
        _ base: PeopleView,
        _ accepted: DrawResult
    ) throws -> EstimatedPopulation {
        try clock.begin("draw links")
        let imputation = try LinkImputation(
            pairs: linked.pairs,
            rules: linked.rules(threshold: linked.threshold),
            settings: LinkImputation.Settings(draws: plan.draws),
            seed: job.seed,
            threads: workers.threads
        )
        clock.end(
            "\(plan.draws) draws; \(Plain.count(imputation.exactComponents)) groups of records summed exactly, "
                + "\(Plain.count(imputation.sampledComponents)) sampled"
        )
        try clock.begin("estimate on each draw")
        let (clock, total) = (clock, plan.draws)
        let population = try EstimatedPopulation(
            computation,
            base: base,
            accepted: accepted,
            draws: total,
            level: plan.confidence,
            workers: workers,
            person: { imputation.people(draw: $0) },
            onDraw: { clock.advance(by: 1, of: total, unit: "draws") }
        )
        clock.end()
        return population
    }
}
