import Columns
import HanNames

/// Gives names a sound where a job has records with Han names alone and others with romanised names alone.
///
/// Such records have no name in common, so that nothing else could compare their names. Where every record that has
/// a Han name has a romanised one, too, no sound is made: the names themselves say more.
enum NameSounding {
    /// The features that hold sounds.
    static let cantonese = FeatureKey(name: "name_sound", role: .fullName)
    static let mandarin = FeatureKey(name: "name_sound_mandarin", role: .fullName)

    /// Rows of a register, and values of a column, that are looked at.
    private static let sampleSize = 10_000
    /// The share of a register's records that must have names in one script alone.
    private static let leastShare = 0.05
    /// The share of romanised names that a system must spell to be taken up, and beside another one.
    private static let leastSpelt = 0.1
    private static let leastBeside = 0.02

    /// The sources with sounds among what they give, if the job needs them.
    static func added(
        to sources: [FeatureSource],
        registers: [String]
    ) -> (sources: [FeatureSource], notices: [RegisterNotice]) {
        guard let pair = scriptsApart(sources) else { return (sources, []) }
        // Systems are judged by all names in Latin letters of the job.
        var result = NameOutputs.withJoinedNames(sources)
        var systems: [Int: NameSystems] = [:]
        for (i, source) in result.enumerated() {
            if case .fullName(let form) = source.form { systems[i] = NameSystems(source.column.values, form) }
        }
        var all = NameSystems()
        for i in systems.keys.sorted() { all.add(systems[i] ?? NameSystems()) }
        let mandarinSystem: NameSound.System = all.wadeGilesOnly > all.pinyinOnly ? .wadeGiles : .pinyin
        let form = all.form(mandarinSystem, least: leastSpelt, beside: leastBeside)
        guard form.cantonese != nil || form.mandarin != nil else { return (sources, []) }
        for i in result.indices {
            var own = form
            switch result[i].form {
            case .fullName(var name):
                own.usual = systems[i]?.usual(form)
                name.sound = own
                result[i].form = .fullName(name)
                if form.cantonese != nil { NameOutputs.add(cantonese, .cantonese, to: &result[i]) }
                if form.mandarin != nil { NameOutputs.add(mandarin, .mandarin, to: &result[i]) }
            case .hanName:
                result[i].form = .hanName(own)
                result[i].outputs += [
                    form.cantonese == nil ? nil : cantonese, form.mandarin == nil ? nil : mandarin,
                ]
            default: continue
            }
        }
        let spelling = [form.cantonese, form.mandarin].compactMap { $0 }.map(Self.words).joined(
            separator: " and "
        )
        let isOne = pair.han == pair.latin
        let notice = RegisterNotice(
            register: isOne ? registers[pair.han] : "",
            kind: .namesBySound,
            detail: (isOne ? "some" : registers[pair.han])
                + " records have names in Han characters alone, "
                + (isOne ? "others" : "\(registers[pair.latin]) records")
                + " in Latin letters alone; such names are compared by sound (\(spelling))"
        )
        return (result, [notice])
    }

    private static func words(_ system: NameSound.System) -> String {
        switch system {
        case .cantonese: "Cantonese as Hong Kong spells it"
        case .pinyin: "Mandarin in pinyin"
        case .wadeGiles: "Mandarin after Wade and Giles"
        }
    }

    /// A register whose records have Han names alone, and one whose records have romanised names alone.
    private static func scriptsApart(_ sources: [FeatureSource]) -> (han: Int, latin: Int)? {
        let named = sources.filter { source in
            switch source.form {
            case .name, .fullName, .hanName: true
            default: false
            }
        }
        let registers = Set(named.map(\.register)).sorted()
        var han: Int?
        var latin: Int?
        for register in registers {
            let shares = scripts(named.filter { $0.register == register })
            if shares.han >= leastShare, han == nil { han = register }
            if shares.latin >= leastShare, latin == nil { latin = register }
        }
        guard let han, let latin else { return nil }
        return (han, latin)
    }

    /// The shares of a register's records whose names are in Han characters alone, and in Latin letters alone.
    private static func scripts(_ sources: [FeatureSource]) -> (han: Double, latin: Double) {
        guard let count = sources.first?.column.codes.count, count > 0 else { return (0, 0) }
        let step = max(1, count / sampleSize)
        var known: [[UInt32: UInt8]] = sources.map { _ in [:] }
        var han = 0
        var latin = 0
        var rows = 0
        for row in stride(from: 0, to: count, by: step) {
            rows += 1
            var scripts: UInt8 = 0
            for (s, source) in sources.enumerated() {
                let code = source.column.codes[row]
                if code == 0 { continue }
                if let seen = known[s][code] {
                    scripts |= seen
                    continue
                }
                let seen = source.column.values.withBytes(code, script)
                known[s][code] = seen
                scripts |= seen
            }
            if scripts == 1 { han += 1 }
            if scripts == 2 { latin += 1 }
        }
        return (Double(han) / Double(rows), Double(latin) / Double(rows))
    }

    /// 1 for Han characters, 2 for Latin letters, 3 for both.
    private static func script(_ value: UnsafeBufferPointer<UInt8>) -> UInt8 {
        var seen: UInt8 = 0
        var i = 0
        while i < value.count {
            let (scalar, length) = UTF8Reading.scalar(value, at: i)
            if let scalar {
                if UTF8Reading.isHan(scalar) { seen |= 1 }
                if (scalar | 0x20) &- 97 < 26 || LatinFolding.fold(scalar) != nil { seen |= 2 }
            }
            i += length
        }
        return seen
    }
}

/// How many names of a column each system spells.
private struct NameSystems {
    var names = 0
    var cantonese = 0
    var mandarin = 0
    /// Names that are spelt in Cantonese, or in Mandarin, and not in the other.
    var cantoneseOnly = 0
    var mandarinOnly = 0
    /// Words that only one way to write Mandarin has.
    var pinyinOnly = 0
    var wadeGilesOnly = 0

    private static let sampleSize = 3000

    init() {}

    init(_ values: ValueDictionary, _ form: FullNameForm) {
        let canonicaliser = FullNameCanonicaliser(form: form)
        var sink = CanonicalSink(outputs: 6, capacity: 0)
        let one = UInt64(max(1, values.count / Self.sampleSize))
        for code in 1..<UInt32(max(1, values.count)) {
            values.withBytes(code) { value in
                if one > 1, Hash64.bytes(value) % one != 0 { return }
                sink.begin()
                canonicaliser.canonicalise(value, into: &sink)
                func words(_ output: Int) -> [String] {
                    String(decoding: sink.value(of: output), as: UTF8.self).split(separator: " ").map(
                        String.init
                    )
                }
                add(words(NameOutputs.surname.rawValue) + words(NameOutputs.given.rawValue))
            }
        }
    }

    private mutating func add(_ words: [String]) {
        if words.count < 2 { return }
        names += 1
        // One word may be of another tongue, such as Peter beside Chan Tai Man.
        func areSpelt(_ test: (String) -> Bool) -> Bool {
            let spelt = words.count(where: test)
            return spelt >= 2 && spelt >= words.count - 1
        }
        let isCantonese = areSpelt { NameSound.isSpelt($0, .cantonese) }
        let isPinyin = areSpelt { NameSound.isSpelt($0, .pinyin) }
        let isWadeGiles = areSpelt { NameSound.isWadeGiles($0) }
        let isMandarin = isPinyin || isWadeGiles
        if isCantonese { cantonese += 1 }
        if isMandarin { mandarin += 1 }
        if isCantonese, !isMandarin { cantoneseOnly += 1 }
        if isMandarin, !isCantonese { mandarinOnly += 1 }
        if isPinyin, !isWadeGiles { pinyinOnly += 1 }
        if isWadeGiles, !isPinyin { wadeGilesOnly += 1 }
    }

    mutating func add(_ other: NameSystems) {
        names += other.names
        cantonese += other.cantonese
        mandarin += other.mandarin
        cantoneseOnly += other.cantoneseOnly
        mandarinOnly += other.mandarinOnly
        pinyinOnly += other.pinyinOnly
        wadeGilesOnly += other.wadeGilesOnly
    }

    /// The systems that the names need: the one that spells more, and the other if some names are its own.
    func form(_ mandarinSystem: NameSound.System, least: Double, beside: Double) -> NameSoundForm {
        var form = NameSoundForm()
        let all = Double(max(1, names))
        let isCantonese = cantonese >= mandarin
        if isCantonese ? Double(cantonese) >= least * all : Double(cantoneseOnly) >= beside * all {
            form.cantonese = .cantonese
        }
        if isCantonese ? Double(mandarinOnly) >= beside * all : Double(mandarin) >= least * all {
            form.mandarin = mandarinSystem
        }
        return form
    }

    /// The system that most of the names follow.
    func usual(_ form: NameSoundForm) -> NameSound.System? {
        cantonese >= mandarin ? form.cantonese ?? form.mandarin : form.mandarin ?? form.cantonese
    }
}
