import Columns
import Testing

@testable import Registers

@Suite struct HostileValueTests {
    /// Texts of random pieces: digits, words of addresses and names, punctuation, Han, broken UTF-8.
    private func values(_ count: Int) -> [[UInt8]] {
        let pieces: [[UInt8]] =
            [
                "1", "12", "1985", "-", "/", ".", ",", " ", "  ", "f", "fl", "flat", "st", "road", "block",
                "CHAN", "Tai",
                "mr", "jr", "van", "陳", "樓", "號", "十", "座", "沙田", "街", "N.T.", "'", "(", "+", "00", "@", "Ａ",
                "é",
                "mar", "June", "T", "ひらがな", "東京都", "Main Road Town", "室", "第", "地下", "廿", "rue", "strasse",
                "\u{301}",
            ].map { Array($0.utf8) } + [[0xff], [0xe9], [0xc3], [0x00], [0xf0, 0x9f]]
        var random = KeyedRandom(seed: 7, purpose: 1, entity: 0)
        return (0..<count).map { _ in
            (0..<(1 + random.nextIndex(below: 9))).flatMap { _ in
                pieces[random.nextIndex(below: pieces.count)]
            }
        }
    }

    private func run(_ form: some Canonicaliser, outputs: Int, on values: [[UInt8]]) -> [[[UInt8]]] {
        values.map { value in
            var sink = CanonicalSink(outputs: outputs, capacity: 1)
            value.withUnsafeBufferPointer { form.canonicalise($0, into: &sink) }
            return (0..<outputs).map { sink.value(of: $0) }
        }
    }

    @Test("no value stops a canonicaliser, and what comes out is UTF-8 without outer spaces")
    func survives() {
        let values = values(4000)
        let results = [
            run(NameCanonicaliser(), outputs: 2, on: values),
            run(HanNameCanonicaliser(), outputs: 1, on: values),
            run(FullNameCanonicaliser(form: .surnameFirst), outputs: 3, on: values),
            run(FullNameCanonicaliser(form: .surnameLast), outputs: 3, on: values),
            run(DateCanonicaliser(reader: DateReader(order: .dayMonthYear)), outputs: 1, on: values),
            run(DateCanonicaliser(reader: DateReader(order: .yearMonthDay)), outputs: 1, on: values),
            run(SexCanonicaliser(coding: .standard), outputs: 1, on: values),
            run(IdentifierCanonicaliser(isHongKongIdentity: true), outputs: 1, on: values),
            run(PhoneCanonicaliser(), outputs: 1, on: values),
            run(NumberCanonicaliser(), outputs: 1, on: values),
            run(HouseNumberCanonicaliser(), outputs: 1, on: values),
            run(PlaceCanonicaliser(writesOut: true, isGazetteer: true), outputs: 1, on: values),
            run(AddressCanonicaliser(isHongKong: true), outputs: AddressParts.roles.count, on: values),
            run(AddressCanonicaliser(isHongKong: false), outputs: AddressParts.roles.count, on: values),
        ]
        for parts in results.joined().joined() {
            #expect(parts.first != 0x20 && parts.last != 0x20)
            #expect(Array(String(decoding: parts, as: UTF8.self).utf8) == parts)
        }
    }

    @Test("no value stops a register, whatever its column is taken for", arguments: Role.allCases)
    func registers(role: Role) throws {
        var interner = ValueInterner()
        let codes = values(1500).map { interner.intern($0) }
        let column = CodedColumn(name: "x", codes: codes, values: interner.finish())
        let rows = Table(name: "r", columns: [column], rowCount: codes.count)
        let schema = RegisterSchema(fields: [RegisterField(name: "x", role: role)])
        let day = CivilDate(year: 2026, month: 6, day: 30)
        do throws(SchemaError) {
            let done = try Standardiser.standardise(
                [RegisterInput(name: "r", table: rows, schema: schema)],
                referenceDate: day,
                workers: Workers(threads: 1)
            )
            for feature in done.records.features {
                #expect(feature.values.bytes.count == Int(feature.values.offsets.last ?? 0))
            }
        } catch {
            // Births that cannot be read are refused.
            #expect(error.code == .unreadableDates)
        }
        _ = RoleInference.infer(rows)
    }

    @Test("names, dates, numbers, codes and places do not change when they are folded again")
    func settles() {
        func settled(_ form: some Canonicaliser, outputs: Int = 1) {
            let once = run(form, outputs: outputs, on: values(2000)).map { $0[0] }.filter { !$0.isEmpty }
            let twice = run(form, outputs: outputs, on: once).map { $0[0] }
            for (a, b) in zip(once, twice) {
                #expect(a == b, "\(String(decoding: a, as: UTF8.self)) \(type(of: form))")
            }
        }
        settled(NameCanonicaliser(), outputs: 2)
        settled(HanNameCanonicaliser())
        settled(DateCanonicaliser(reader: DateReader(order: .dayMonthYear)))
        settled(IdentifierCanonicaliser(isHongKongIdentity: true))
        settled(PhoneCanonicaliser())
        settled(NumberCanonicaliser())
        settled(HouseNumberCanonicaliser())
        settled(PostcodeCanonicaliser())
        settled(TextCanonicaliser())
        settled(PlaceCanonicaliser(writesOut: true, isGazetteer: true))
    }
}
