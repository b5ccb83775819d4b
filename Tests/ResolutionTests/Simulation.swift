import Columns
import Resolution

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Made-up registers of made-up households, scored with the weights that made them.
///
/// Families share surname and address, some children are twins, some sons bear their father's name. Three
/// registers have no duplicates, the fourth has. Errors and gaps differ by register.
struct Simulation {
    var truth: [UInt32] = []
    var registerOf: [UInt8] = []
    var duplicateFree = [true, true, true, false]
    var pairs = ScoredPairs()
    var priorWeight: Float = 0

    static let fields = 8
    static let given = 0, surname = 1, year = 2, month = 3, day = 4, sex = 5, address = 6, phone = 7

    /// How hard the data are.
    struct Hardship {
        var error = 0.04
        var missing: [Double] = [0.03, 0.08, 0.2, 0.12]
        var presence: [Double] = [0.85, 0.7, 0.6, 0.5]
        var moved = 0.15
        var keep: Float = -12
        var duplicateFree = [true, true, true, false]
    }

    private struct Person {
        var values: [UInt32]
    }

    init(seed: UInt64, households: Int, _ hardship: Hardship = Hardship()) {
        duplicateFree = hardship.duplicateFree
        let people = Self.people(seed: seed, households: households)
        var records: [[UInt32]] = []
        for (number, person) in people.enumerated() {
            var random = KeyedRandom(seed: seed, purpose: 2, entity: UInt64(number))
            for register in 0..<duplicateFree.count {
                var copies = random.nextBool(hardship.presence[register]) ? 1 : 0
                if !duplicateFree[register] && copies == 1 {
                    while copies < 4 && random.nextBool(0.35) { copies += 1 }
                }
                for _ in 0..<copies {
                    records.append(
                        Self.observe(person.values, hardship, register, households, &random)
                    )
                    truth.append(UInt32(number))
                    registerOf.append(UInt8(register))
                }
            }
        }
        score(records, hardship)
    }

    /// A rank with falling frequencies.
    private static func zipf(_ count: Int, _ random: inout KeyedRandom) -> UInt32 {
        // Inverse of the distribution function of 1/x on 1…count.
        let u = random.nextUnit()
        return UInt32(exp(u * log(Double(count)))) + 1
    }

    private static func people(seed: UInt64, households: Int) -> [Person] {
        var people: [Person] = []
        for house in 0..<households {
            var random = KeyedRandom(seed: seed, purpose: 1, entity: UInt64(house))
            let surname = zipf(2000, &random)
            let size = 1 + random.nextIndex(below: 5)
            let shared = UInt32(house) + 1
            for member in 0..<size {
                var values = [UInt32](repeating: 0, count: fields)
                let adult = member < 2
                values[given] = zipf(600, &random)
                values[Self.surname] = member == 1 && random.nextBool(0.3) ? zipf(2000, &random) : surname
                values[year] = UInt32(
                    adult ? 20 + random.nextIndex(below: 50) : 70 + random.nextIndex(below: 20)
                )
                values[month] = 1 + UInt32(random.nextIndex(below: 12))
                values[day] = 1 + UInt32(random.nextIndex(below: 28))
                values[sex] = 1 + UInt32(random.nextIndex(below: 2))
                values[address] = shared
                values[phone] = random.nextBool(0.5) ? shared : UInt32(households + people.count) + 1
                if member == 2 && random.nextBool(0.08), let father = people.last {
                    values[given] = father.values[given]
                    values[sex] = father.values[sex]
                }
                if member > 2 && random.nextBool(0.06), let twin = people.last {
                    for field in [year, month, day] { values[field] = twin.values[field] }
                }
                people.append(Person(values: values))
            }
        }
        return people
    }

    private static func observe(
        _ person: [UInt32],
        _ hardship: Hardship,
        _ register: Int,
        _ households: Int,
        _ random: inout KeyedRandom
    ) -> [UInt32] {
        var values = person
        if random.nextBool(hardship.moved) {
            values[address] = UInt32(random.nextIndex(below: households)) + 1
        }
        for field in 0..<fields {
            if random.nextBool(hardship.missing[register] * (field == phone ? 3 : 1)) {
                values[field] = 0
            } else if random.nextBool(hardship.error) {
                switch field {
                case given: values[field] = zipf(600, &random)
                case surname: values[field] = zipf(2000, &random)
                case year: values[field] += 1
                case month: values[field] = 1 + UInt32(random.nextIndex(below: 12))
                case day: values[field] = 1 + UInt32(random.nextIndex(below: 28))
                case sex: values[field] = 3 - values[field]
                default: values[field] = UInt32(random.nextIndex(below: households)) + 1
                }
            }
        }
        return values
    }

    private mutating func score(_ records: [[UInt32]], _ hardship: Hardship) {
        let count = Double(records.count)
        var frequency: [[Double]] = []
        for field in 0..<Self.fields {
            let top = records.map { Int($0[field]) }.max() ?? 0
            var tally = [Double](repeating: 0, count: top + 1)
            for record in records { tally[Int(record[field])] += 1 }
            let known = count - tally[0]
            frequency.append(tally.map { $0 / max(1, known) })
        }
        let chance = frequency.map { $0.dropFirst().reduce(0) { $0 + $1 * $1 } }
        let keep = (1 - hardship.error) * (1 - hardship.error)
        var same = [Double](repeating: keep, count: Self.fields)
        same[Self.address] *= (1 - hardship.moved) * (1 - hardship.moved)
        let candidates = Self.candidates(records)
        var real = 0.0
        var sizes = [Double](repeating: 0, count: Int(truth.max() ?? 0) + 1)
        for person in truth { sizes[Int(person)] += 1 }
        for size in sizes { real += size * (size - 1) / 2 }
        let prior = log2(real / (count * (count - 1) / 2 - real))
        priorWeight = Float(prior)
        for key in candidates {
            let a = Int(key >> 32)
            let b = Int(key & 0xffff_ffff)
            var weight = prior
            for field in 0..<Self.fields {
                let x = records[a][field]
                let y = records[b][field]
                if x == 0 || y == 0 { continue }
                weight +=
                    x == y
                    ? log2(same[field] / max(frequency[field][Int(x)], 1 / count))
                    : log2((1 - same[field]) / (1 - chance[field]))
            }
            if Float(weight) >= hardship.keep {
                pairs.append(UInt32(a), UInt32(b), weight: Float(weight))
            }
        }
    }

    private static func candidates(_ records: [[UInt32]]) -> [UInt64] {
        var all: [UInt64] = []
        for fields in [[given, year], [surname, month, day], [address], [phone], [given, surname, month]] {
            var keyed: [KeyedRow] = []
            for (row, record) in records.enumerated() where fields.allSatisfy({ record[$0] != 0 }) {
                let key = fields.reduce(UInt64(0)) { $0 &* 1_000_003 &+ UInt64(record[$1]) }
                keyed.append(KeyedRow(key: key, row: UInt32(row)))
            }
            RadixSort.sort(&keyed)
            var start = 0
            for i in 0..<keyed.count where i + 1 == keyed.count || keyed[i + 1].key != keyed[i].key {
                if i - start < 60 {
                    for a in start...i {
                        for b in a..<(i + 1) where b > a {
                            all.append((UInt64(keyed[a].row) << 32) | UInt64(keyed[b].row))
                        }
                    }
                }
                start = i + 1
            }
        }
        var keyed = all.map { KeyedRow(key: $0, row: 0) }
        RadixSort.sort(&keyed)
        var unique: [UInt64] = []
        for entry in keyed where unique.last != entry.key { unique.append(entry.key) }
        return unique
    }
}
