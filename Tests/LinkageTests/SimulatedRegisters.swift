import Blocking
import Columns
import Comparison
import Linkage

/// Registers of invented persons, with errors, missing values and known truth.
struct SimulatedRegisters {
    /// How a register writes down a person.
    struct Habits {
        /// The chance that a value is written as it is, with a small error, or not at all.
        var same = 0.88
        var typo = 0.07
        var missing = 0.04
        /// The chance that a person in the register is there twice.
        var duplicate = 0.0
        /// The chance that a person is in the register.
        var coverage = 0.75
    }

    private struct Person {
        var given: Int
        var surname: Int
        var birth: Int
        var sex: Int
        var street: Int
        var number: Int
    }

    let records: Records
    /// The person behind each record.
    let personOf: [Int]

    /// Registers of a population of `persons`.
    init(persons: Int, registers: [Habits], seed: UInt64) {
        var columns = [[String]](repeating: [], count: Self.features.count)
        var personOf: [Int] = []
        var spans: [RegisterSpan] = []
        let population = (0..<persons).map { Self.person($0, seed) }
        for (number, habits) in registers.enumerated() {
            let start = personOf.count
            for (index, person) in population.enumerated() {
                var random = KeyedRandom(seed: seed, purpose: UInt32(100 + number), entity: UInt64(index))
                if !random.nextBool(habits.coverage) { continue }
                for _ in 0...(random.nextBool(habits.duplicate) ? 1 : 0) {
                    personOf.append(index)
                    let other = Self.person(persons + index + number * persons, seed &+ 1)
                    for column in Self.features.indices {
                        columns[column].append(Self.written(column, person, other, habits, &random))
                    }
                }
            }
            spans.append(RegisterSpan(name: "register \(number)", rows: start..<personOf.count))
        }
        self.personOf = personOf
        records = Records(
            spans,
            columns: Self.features.indices.map { (Self.features[$0].0, Self.features[$0].1, columns[$0]) }
        )
    }

    static let features: [(String, Role)] = [
        ("given_name", .givenName), ("surname", .surname), ("birth_date", .birthDate), ("sex", .sex),
        ("street", .street), ("street_number", .streetNumber),
    ]

    private static func person(_ index: Int, _ seed: UInt64) -> Person {
        var random = KeyedRandom(seed: seed, purpose: 1, entity: UInt64(index))
        /// Few values are frequent, many rare.
        func skewed(_ count: Int) -> Int { Int(Double(count) * random.nextUnit() * random.nextUnit()) }
        return Person(
            given: skewed(400),
            surname: skewed(900),
            birth: random.nextIndex(below: 24_000),
            sex: random.nextIndex(below: 2),
            street: skewed(300),
            number: 1 + random.nextIndex(below: 120)
        )
    }

    /// A pronounceable word of a number, unlike that of its neighbours.
    static func word(_ number: Int, _ salt: UInt64) -> String {
        let syllables = [
            "ba", "den", "ko", "lim", "ra", "sho", "tu", "vel", "mi", "gro", "pan", "fe", "chu", "ys",
        ]
        var hash = Hash64.mix(UInt64(number) ^ (salt << 32))
        var text = ""
        for _ in 0..<(2 + Int(hash % 2)) {
            hash = Hash64.mix(hash)
            text += syllables[Int(hash % UInt64(syllables.count))]
        }
        return text
    }

    private static func text(_ column: Int, _ p: Person) -> String {
        switch column {
        case 0: word(p.given, 1)
        case 1: word(p.surname, 2)
        case 2: CivilDate(daysSince1970: p.birth - 8000).iso
        case 3: p.sex == 0 ? "m" : "f"
        case 4: word(p.street, 3) + " street"
        default: String(p.number)
        }
    }

    private static func written(
        _ column: Int,
        _ person: Person,
        _ other: Person,
        _ habits: Habits,
        _ random: inout KeyedRandom
    ) -> String {
        let outcome = random.nextUnit()
        let missing = random.nextBool(habits.missing)
        let place = random.nextUnit()
        if missing { return "" }
        // A sex is seldom mistaken, and cannot be mistyped.
        let same = column == 3 ? 0.995 : habits.same
        if outcome < same { return text(column, person) }
        if outcome < same + habits.typo && column != 3 {
            return mistyped(text(column, person), column, place)
        }
        return text(column, other)
    }

    private static func mistyped(_ text: String, _ column: Int, _ place: Double) -> String {
        var bytes = Array(text.utf8)
        if column == 2 {
            bytes[9] = bytes[9] == 49 ? 50 : 49
            return String(decoding: bytes, as: UTF8.self)
        }
        let i = Int(place * Double(bytes.count))
        bytes[i] = column == 5 ? 48 + (bytes[i] + 1) % 10 : bytes[i] == 120 ? 122 : 120
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The pairs of records of one person, which a topology allows.
    func matches(_ topology: Topology) -> [(UInt32, UInt32)] {
        let registerOf = records.registerOfRecord()
        var rowsOf = [[UInt32]](repeating: [], count: (personOf.max() ?? -1) + 1)
        for (row, person) in personOf.enumerated() { rowsOf[person].append(UInt32(row)) }
        return rowsOf.flatMap { rows in
            rows.indices.flatMap { i in
                rows[(i + 1)...].filter {
                    topology.allows(Int(registerOf[Int(rows[i])]), Int(registerOf[Int($0)]))
                }
                .map { (rows[i], $0) }
            }
        }
    }

    func areMatch(_ a: UInt32, _ b: UInt32) -> Bool { personOf[Int(a)] == personOf[Int(b)] }
}

extension Records {
    /// Records of the given columns, each with one text per record; an empty text is missing.
    init(_ registers: [RegisterSpan], columns: [(name: String, role: Role, texts: [String])]) {
        var identifiers = ValueInterner()
        let codes = (0..<(registers.last?.rows.upperBound ?? 0)).map { identifiers.intern("record \($0)") }
        self.init(
            registers: registers,
            identifiers: CodedColumn(name: "id", codes: codes, values: identifiers.finish()),
            features: columns.map { column in
                var interner = ValueInterner()
                let codes = column.texts.map { interner.intern($0) }
                return Feature(name: column.name, role: column.role, codes: codes, values: interner.finish())
            }
        )
    }

    /// Registers of the given sizes.
    init(sizes: [Int], columns: [(name: String, role: Role, texts: [String])]) {
        var spans: [RegisterSpan] = []
        for (number, size) in sizes.enumerated() {
            let start = spans.last?.rows.upperBound ?? 0
            spans.append(RegisterSpan(name: "register \(number)", rows: start..<(start + size)))
        }
        self.init(spans, columns: columns)
    }
}
