import Columns

/// The canonical forms of a run of a column's distinct values, and what was done to them.
struct CanonicalisedChunk: Sendable {
    /// One column per output: a code per value, in the order of the values.
    var outputs: [ChunkColumn]
    /// Distinct values changed, by ``StandardisationKind``.
    var valuesChanged: [Int]
    /// Records changed, by ``StandardisationKind``.
    var recordsChanged: [Int]
    /// The first changed codes with the position in the chunk, by ``StandardisationKind``.
    var examples: [[UInt32]]
    /// Records that have a value.
    var records: Int
    /// The codes of values that stand for “no value”, with their records.
    var placeholders: [(code: UInt32, records: Int)]
}

/// Canonicalises the distinct values of a column.
enum ValueCanonicalisation {
    /// Values per piece of work: small enough to balance two columns, large enough to cost no bookkeeping.
    static let chunkSize = 1 << 15
    static let exampleCount = 3

    static func run(_ source: FeatureSource, counts: [UInt32], codes: Range<Int>) -> CanonicalisedChunk {
        let outputs = source.outputs.count
        switch source.form {
        case .name(let isSurname):
            return run(NameCanonicaliser(isSurname: isSurname), source, outputs, counts, codes)
        case .fullName(let form):
            return run(FullNameCanonicaliser(form: form), source, outputs, counts, codes)
        case .hanName(let sound):
            return run(HanNameCanonicaliser(sound: sound), source, outputs, counts, codes)
        case .date(let reader): return run(DateCanonicaliser(reader: reader), source, outputs, counts, codes)
        case .sex(let coding): return run(SexCanonicaliser(coding: coding), source, outputs, counts, codes)
        case .identifier(let isHKID):
            return run(IdentifierCanonicaliser(isHongKongIdentity: isHKID), source, outputs, counts, codes)
        case .phone: return run(PhoneCanonicaliser(), source, outputs, counts, codes)
        case .email: return run(EmailCanonicaliser(), source, outputs, counts, codes)
        case .postcode: return run(PostcodeCanonicaliser(), source, outputs, counts, codes)
        case .houseNumber: return run(HouseNumberCanonicaliser(), source, outputs, counts, codes)
        case .place(let writesOut, let isGazetteer):
            let canonicaliser = PlaceCanonicaliser(
                writesOut: writesOut,
                isGazetteer: isGazetteer,
                languages: source.languages
            )
            return run(canonicaliser, source, outputs, counts, codes)
        case .address(let isHongKong, let prefersHan):
            let canonicaliser = AddressCanonicaliser(isHongKong: isHongKong, prefersHan: prefersHan)
            return run(canonicaliser, source, outputs, counts, codes)
        case .age(let day?): return run(AgeCanonicaliser(day: day), source, outputs, counts, codes)
        case .number, .age(nil): return run(NumberCanonicaliser(), source, outputs, counts, codes)
        case .category:
            return run(CategoryCanonicaliser(languages: source.languages), source, outputs, counts, codes)
        case .text: return run(TextCanonicaliser(), source, outputs, counts, codes)
        }
    }

    private static func run<C: Canonicaliser>(
        _ canonicaliser: C,
        _ source: FeatureSource,
        _ outputs: Int,
        _ counts: [UInt32],
        _ codes: Range<Int>
    ) -> CanonicalisedChunk {
        let kindCount = StandardisationKind.allCases.count
        var valuesChanged = [Int](repeating: 0, count: kindCount)
        var recordsChanged = [Int](repeating: 0, count: kindCount)
        var examples = [[UInt32]](repeating: [], count: kindCount)
        var sink = CanonicalSink(outputs: outputs, capacity: codes.count)
        let hasMissing = !source.missingCodes.isEmpty || !source.spikeCodes.isEmpty
        let cleaning = source.cleaning
        var records = 0
        var placeholders: [(code: UInt32, records: Int)] = []
        let values = source.column.values
        values.bytes.withUnsafeBufferPointer { arena in
            values.offsets.withUnsafeBufferPointer { offsets in
                for code in codes {
                    // SAFETY: offsets of a dictionary ascend and end with the arena's length.
                    let value = arena.part(Int(offsets[code])..<Int(offsets[code + 1]))
                    let count = counts[code]
                    sink.begin()
                    if count == 0 {
                        // No row that was kept has the value.
                    } else if hasMissing, source.missingCodes.contains(UInt32(code)) {
                        sink.kinds.insert(.declaredMissing)
                    } else if hasMissing, source.spikeCodes.contains(UInt32(code)) {
                        sink.kinds.insert(.placeholder)
                    } else if let clean = cleaning.clean(value, into: &sink) {
                        canonicaliser.canonicalise(clean, into: &sink)
                    }
                    sink.end()
                    records &+= Int(count)
                    if sink.kinds.contains(.placeholder) { placeholders.append((UInt32(code), Int(count))) }
                    var bits = sink.kinds.bits
                    while bits != 0 {
                        let kind = bits.trailingZeroBitCount
                        bits &= bits &- 1
                        valuesChanged[kind] &+= 1
                        recordsChanged[kind] &+= Int(count)
                        if valuesChanged[kind] <= exampleCount { examples[kind].append(UInt32(code)) }
                    }
                }
            }
        }
        return CanonicalisedChunk(
            outputs: sink.finish(),
            valuesChanged: valuesChanged,
            recordsChanged: recordsChanged,
            examples: examples,
            records: records,
            placeholders: placeholders
        )
    }
}
