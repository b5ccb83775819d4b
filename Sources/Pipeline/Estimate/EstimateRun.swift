import Columns
import Disclosure
import Estimation
import Inference
import Jobs
import Linkage
import Population
import Registers
import Resolution
import RunStore

/// From linked records to a population: reads the evidence, decides who lives here, estimates who was missed.
struct EstimateRun {
    let request: EstimateRequest
    let options: LinkOptions
    let clock: StageClock
    let workers: Workers

    private var job: Job { request.job }
    private var plan: EstimateJob { request.plan }

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

    /// Estimates on a linkage.
    func run(_ linked: LinkedRun) throws -> EstimateResult {
        let source = options.source
        let lists = try EstimateLists(job, named: plan.lists, source: source)
        let registers = try EstimateRegisters(
            job,
            in: request.folder,
            linked: linked,
            dimensions: neededDimensions,
            source: source,
            workers: workers,
            clock: clock
        )
        try clock.begin("decide who lives here")
        let builder = try builder(registers, linked, lists)
        let base = try builder.people(linked.person)
        let provisional = try builder.people(linked.person, lookAhead: .provisional)
        let groupings = try groupings(builder.dimensions)
        let completed = DonorImputation.complete(
            base,
            dimensions: builder.dimensions,
            seed: job.seed,
            draw: 0
        )
        let strata = Strata(
            dimensions: try places(plan.strata, builder.dimensions, [.key("estimate"), .key("strata")]),
            of: builder.dimensions,
            view: base,
            values: completed,
            listCount: lists.names.count,
            smallest: plan.smallestStratum
        )
        let counted = base.isCounted.count { $0 }
        clock.end("\(Plain.count(counted)) of \(Plain.count(base.count)) people count")
        if counted == 0 {
            throw PipelineError(
                .noRecords,
                at: "estimate",
                "nobody counts by “\(builder.rule.rawValue)”; check reference date, evidence and lists"
            )
        }
        try clock.begin("estimate")
        var computation = EstimateComputation(
            builder: builder,
            strata: strata,
            groupings: groupings,
            listCount: lists.names.count,
            method: plan.method,
            classes: plan.classes,
            seed: job.seed,
            overcoverage: hasMovements(registers)
                ? try ResidualOvercoverage(
                    builder,
                    base,
                    stratumOf: strata.ofPeople(base.count, completed),
                    strata: strata.count,
                    workers: workers
                ) : .none
        )
        if plan.smallAreas == .fayHerriot {
            let area = try places([plan.area], builder.dimensions, [.key("estimate"), .key("small_areas")])
            let grouping = Grouping(area, of: builder.dimensions)
            var plain = computation
            plain.groupings = [groupings[0], grouping]
            let synthetic = try plain.result(base, draw: 0)
            computation.areas = try AreaFactors(plain, base, synthetic, grouping: 1)
        }
        computation.known = try KnownMargin.margins(plan.knownTotals, builder.dimensions, source)
        let fitted = try computation.result(base, draw: 0)
        computation.predictionError = computation.predictionErrors(fitted)
        let accepted = try computation.result(base, draw: 0, fits: fitted)
        clock.end()
        try KnownMargin.check(computation.known, computation, base)
        let draws = try draws(linked, computation, accepted)
        let placed = try placed(base, computation, accepted)
        // Attributes follow sex and age among the dimensions.
        let doubts = groupings.map { grouping in
            grouping.dimensions.filter { $0 >= 2 }
                .reduce(0) {
                    $0 + builder.places[$1 - 2].relativeError * builder.places[$1 - 2].relativeError
                }
                .squareRoot()
        }
        var cells = try CellEstimates(
            draws,
            base: accepted,
            placed: placed,
            doubts: doubts,
            level: plan.confidence
        )
        cells.mark(groupings, areas: computation.areas?.dimension, isCalibrated: !computation.known.isEmpty)
        return EstimateResult(
            request: request,
            linked: linked,
            evidence: registers.evidence,
            lists: lists,
            provisional: provisional,
            population: PopulationEstimate(
                computation,
                base: base,
                accepted: accepted,
                draws: draws,
                cells: cells
            )
        )
    }

    // MARK: Parts

    /// Dimensions asked for, with where the job names them.
    private var neededDimensions: [(name: String, steps: [JobSource.Step])] {
        var result: [(name: String, steps: [JobSource.Step])] = []
        func add(_ name: String, _ steps: [JobSource.Step]) {
            if !result.contains(where: { $0.name == name }) { result.append((name, steps)) }
        }
        for name in plan.groupings.flatMap({ $0 }) { add(name, [.key("estimate"), .key("by")]) }
        for name in plan.strata { add(name, [.key("estimate"), .key("strata")]) }
        if plan.smallAreas == .fayHerriot { add(plan.area, [.key("estimate"), .key("small_areas")]) }
        for known in plan.knownTotals {
            if let name = known.dimension { add(name, [.key("estimate"), .key("known_totals"), .key(name)]) }
        }
        return result
    }

    private func places(_ names: [String], _ all: [Dimension], _ steps: [JobSource.Step]) throws(JobError)
        -> [Int]
    {
        var result: [Int] = []
        for name in names {
            guard let place = all.firstIndex(where: { $0.name == name }) else {
                throw options.source.mistake(
                    steps,
                    "there is no dimension “\(name)”",
                    expected: NodeReader.oneOf(all.map(\.name)),
                    suggestion: WordSuggestion.nearest(to: name, among: all.map(\.name))
                )
            }
            result.append(place)
        }
        return result
    }

    private func groupings(_ all: [Dimension]) throws(JobError) -> [Grouping] {
        var result = [Grouping([], of: all)]
        for names in plan.groupings {
            let grouping = Grouping(try places(names, all, [.key("estimate"), .key("by")]), of: all)
            if grouping.cellCount > 1_000_000 {
                throw options.source.mistake(
                    [.key("estimate"), .key("by")],
                    "\(Grouping.name(names)) has \(grouping.cellCount) cells",
                    expected: "at most 1000000; use fewer dimensions or coarser values"
                )
            }
            if !result.contains(grouping) { result.append(grouping) }
        }
        return result
    }

    private func hasMovements(_ registers: EstimateRegisters) -> Bool {
        registers.evidence.contains { $0.spec.kind == .movements }
    }

    private func builder(
        _ registers: EstimateRegisters,
        _ linked: LinkedRun,
        _ lists: EstimateLists
    ) throws -> PeopleBuilder {
        let travellers = Travellers(registers.columns)
        let hasRegister = hasMovements(registers)
        // Rows that name no traveller, day or direction say nothing of anybody.
        let hasMovements = hasRegister && travellers.count > 0
        let rule = plan.residence ?? (hasMovements ? .hongKongUsualResidents : .activity)
        let registrations = RegistrationEvidence(job, registers.columns)
        let missing = rule.sources.first { source in
            switch source {
            case .movements: !hasMovements
            case .registrations: registrations == nil
            case .signsOfLife: rule == .residencyIndex && plan.residencyIndex == nil
            case .statuses: false
            }
        }
        if let missing {
            throw options.source.mistake(
                [.key("estimate"), .key("residence")],
                "“\(rule.rawValue)” needs \(missing.rawValue), and "
                    + (hasRegister && !hasMovements
                        ? "no row of movements has a number, a day and a direction"
                        : "no register of the job has them"),
                expected: rule == .austrianExclusions
                    ? "a register with `evidence: { kind: registrations, date: COLUMN, until: COLUMN }`, or another rule"
                    : hasMovements
                        ? "a rule by movements or activity"
                        : hasRegister
                            ? "activity"
                            : "a register with `use: residence` and `evidence: { kind: movements, … }`, or activity"
            )
        }
        var columns = registers.columns
        let spine = try Spine(person: linked.person, registerOf: linked.registerOf)
        for i in columns.attributes.indices {
            columns.attributes[i].codes = Crosswalk.translated(
                columns.attributes[i].codes,
                values: columns.attributes[i].values.count,
                spine
            )
        }
        let reference = Int32(job.referenceDate?.daysSince1970 ?? 0)
        var builder = PeopleBuilder(
            columns: columns,
            registerOf: linked.registerOf,
            travellers: travellers,
            rule: rule,
            reference: reference,
            activity: try ActivityRule(registers: plan.activity),
            covered: hasMovements ? covered(registers, travellers) : nil,
            ageGroups: plan.ageGroups,
            listOfRegister: lists.ofRegister,
            listOfCrossings: lists.ofCrossings,
            seed: job.seed
        )
        builder.index = try plan.residencyIndex.map { (settings) throws(PopulationError) in
            try IndexEvidence(settings, job)
        }
        builder.registrations = registrations
        builder.doubt = DoubtOfPeople(columns, spine, registers: lists.ofRegister.count)
        placePeople(&builder, spine)
        return builder
    }

    /// Learns where people are, from what their records say and from as many readings drawn anew as there are draws.
    private func placePeople(_ builder: inout PeopleBuilder, _ spine: Spine) {
        let attributes = builder.columns.attributes
        if attributes.isEmpty { return }
        let households = builder.households
        let keys = (0..<spine.count).map { households.key($0, spine) }
        var learnt: [PlaceReadings] = []
        for (i, attribute) in attributes.enumerated() {
            let place = builder.placeOfAttribute[i]
            let value = attribute.codes.map { place[Int($0)] }
            learnt.append(PlaceReadings(spine, value))
            let values = builder.dimensions[i + 2].values.count
            builder.places.append(PlaceModel(value, values: values, spine, learnt[i]))
        }
        let (places, readings) = (builder.places, learnt)
        let seed = job.seed
        builder.drawnPlaces = workers.map(pieces: plan.draws) { draw in
            places.indices.map { i in
                let own = Hash64.combine(Hash64.combine(seed, UInt64(i)), UInt64(draw))
                return places[i].adapted(to: readings[i].redrawn(households: keys, seed: own))
            }
        }
    }

    /// The days that crossings cover: as the job says, or the whole months from the first to the last.
    private func covered(_ registers: EstimateRegisters, _ travellers: Travellers) -> ClosedRange<Int32> {
        let first = travellers.day.min() ?? 0
        let last = travellers.day.max() ?? 0
        let given = registers.evidence.compactMap(\.spec.covers)
        let months = Day.wholeMonths(from: first, to: last)
        let lower =
            given.isEmpty
            ? months.lowerBound : min(first, given.map { Day.of($0.lowerBound) }.min() ?? first)
        let upper =
            given.isEmpty
            ? months.upperBound : max(last, given.map { Day.of($0.upperBound) }.max() ?? last)
        return min(lower, upper)...max(lower, upper)
    }

    /// Results for the people of accepted links, with attributes in doubt drawn and all else the same.
    private func placed(
        _ base: PeopleView,
        _ computation: EstimateComputation,
        _ accepted: DrawResult
    ) throws -> [DrawResult] {
        try workers.map(pieces: plan.draws) { (draw) throws(any Error) -> DrawResult in
            let values = try computation.builder.values(
                base.spine,
                sex: base.sex.codes,
                age: base.age,
                draw: draw + 1
            )
            let view = base.with(values: values)
            return try computation.result(view, draw: draw + 1, fits: accepted)
        }
    }

    private func draws(
        _ linked: LinkedRun,
        _ computation: EstimateComputation,
        _ accepted: DrawResult
    ) throws -> [DrawResult] {
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
        let clock = clock
        let total = plan.draws
        let results = try workers.map(pieces: plan.draws) { (draw) throws(any Error) -> DrawResult in
            let view = try computation.builder.people(imputation.people(draw: draw), draw: draw + 1)
            let result = try computation.result(view, draw: draw + 1, from: accepted)
            clock.advance(by: 1, of: total, unit: "draws")
            return result
        }
        clock.end()
        return results
    }
}
