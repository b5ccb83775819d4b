import Columns

/// A scenario ready to be carried out, shard by shard.
///
/// Shards depend on nothing but the scenario and their number: they may be made in any order, on any thread.
/// Nothing is read or written here.
package final class Synthesis: Sendable {
    /// The scenario.
    package let scenario: Scenario
    /// The files of registers, in the order of results.
    package let files: [RegisterFile]
    /// The number of shards.
    package var shardCount: Int { plan.count }

    private let world: World
    private let plan: ShardPlan
    private let book: DwellingBook
    private let registers: [RegisterPlan]
    private let rule: ResidenceRule
    private let truthCells: CellWriter

    /// Reads the tables and rounds the margins.
    ///
    /// - Throws: ``SynthesisError`` when a table is not as it should be, or numbers do not suffice for so many.
    package init(_ scenario: Scenario) throws(SynthesisError) {
        let scenario = scenario.stressed()
        self.scenario = scenario
        world = try World(scenario.world, concentration: scenario.population.nameConcentration)
        let perShard = ShardPlan.residents(scenario.life)
        plan = ShardPlan(people: scenario.people, world: world, perShard: perShard)
        // Every person has a number below that of the identifiers.
        if plan.count * ShardPlan.shardCapacity > HongKongID.syntheticCount {
            let shards = HongKongID.syntheticCount / ShardPlan.shardCapacity - world.districts.count
            throw SynthesisError(
                .tooManyPeople,
                at: "people",
                "found \(scenario.people), and with so many who died, left or visit there are identifiers for "
                    + "\(shards * perShard); ask for fewer people, or for fewer life.emigrants, life.deaths or "
                    + "life.visitors"
            )
        }
        let book = DwellingBook(plan: plan, seed: scenario.seed)
        self.book = book
        let world = world
        registers = scenario.registers.enumerated().map {
            RegisterPlan($0.element, number: $0.offset, scenario: scenario, world: world, book: book)
        }
        rule = ResidenceRule(at: scenario.referenceDate, settings: scenario.residence)
        var plain = RegisterSpec(name: "truth")
        plain.style.surnameCapitals = false
        truthCells = CellWriter(plain, key: 0, world: world, book: book, seed: scenario.seed)
        var files: [RegisterFile] = []
        for (number, spec) in scenario.registers.enumerated() {
            let extracts = spec.extracts.isEmpty ? [scenario.referenceDate] : spec.extracts
            let days = Set(extracts.map(\.daysSince1970)).sorted()
            for (index, day) in days.enumerated() {
                let isLast = index == days.count - 1
                let date = CivilDate(daysSince1970: day)
                files.append(
                    RegisterFile(
                        name: isLast ? spec.name : "\(spec.name)_\(date.iso)",
                        register: number,
                        day: Int32(day),
                        isLast: isLast
                    )
                )
            }
        }
        self.files = files
    }

    /// Makes a shard: its people, what registers say of them, and what is true.
    package func output(ofShard number: Int) -> ShardOutput {
        let shard = shard(number)
        var observer = ShardObserver(
            scenario: scenario,
            plans: registers,
            files: files,
            shard: shard,
            rule: rule,
            isLatin: world.isLatin
        )
        var output = observer.run()
        var truth = TruthWriter(
            shard: shard,
            world: world,
            cells: truthCells,
            rule: rule,
            begin: observer.begin
        )
        truth.write(to: &output)
        return output
    }

    func shard(_ number: Int) -> Shard {
        ShardBuilder.shard(number, scenario: scenario, world: world, plan: plan, dwellings: book)
    }

    /// The codes of districts, in the order of their numbers.
    package var districts: [String] { world.districts.map { world.texts.string($0.code) } }

    /// The names of districts, in the same order.
    package var districtNames: [String] { world.districts.map { world.texts.string($0.name) } }

    /// The residents asked for by district, sex (female first) and age group: `[district][sex * 18 + group]`.
    package var populationTargets: [[Double]] { plan.cellTargets }

    /// The households asked for by district and size, from 1.
    package var householdTargets: [[Double]] { plan.householdTargets }

    /// The shares of households asked for by tenure: public rental, subsidised and other, private.
    package var tenureTargets: [Double] {
        let total = world.districts.reduce(0) { $0 + $1.households }
        return (0..<3).map { tenure in
            world.districts.reduce(0) { sum, district in
                sum + district.tenure[tenure] / district.tenure.reduce(0, +) * district.households
            } / total
        }
    }

    /// The commonest surnames and their shares of people whose surname is drawn from the table.
    package func commonSurnames(_ count: Int) -> [(name: String, share: Double)] {
        (0..<min(count, world.surnames.count)).map { index in
            let surname = world.surnames[index]
            let code = world.isLatin ? surname.spellings[0] : surname.han
            return (world.texts.string(code), world.surname.share(index))
        }
    }

    /// The labels of age groups: 0-4, 5-9, …, 85+.
    package static let ageGroups: [String] =
        (0..<ShardPlan.ageGroups - 1).map { "\($0 * 5)-\($0 * 5 + 4)" } + ["85+"]

    /// The headers of the tables of truth.
    package enum Header {
        package static let records = TruthWriter.recordsHeader
        package static let people = TruthWriter.peopleHeader
        package static let events = TruthWriter.eventsHeader
        package static let absences = TruthWriter.absencesHeader
        package static let errors = TruthWriter.errorsHeader
        package static let population = TruthWriter.populationHeader
    }

    /// The errors that a register is to have: of a mechanism in a field, over the channels its records came through.
    package func expectedErrors(
        _ tally: Tally.Register,
        register: Int,
        _ field: ErrorField,
        _ mechanism: Mechanism
    ) -> Double {
        var sum = 0.0
        for channel in Channel.allCases {
            let rate = ErrorTable.rate(
                scenario.errors,
                scenario.registers[register].scale,
                channel,
                field,
                mechanism
            )
            let index = Channel.allCases.firstIndex(of: channel) ?? 0
            sum += rate * (field == .address ? tally.addressFactors[index] : tally.identityFactors[index])
            if field == .address, mechanism == .missing {
                sum += rate * (scenario.errors.missingWhenMoved - 1) * tally.movedFactors[index]
            }
        }
        return sum
    }
}
