import Columns

/// Decides how full names are parted, for all columns of a job together and then name by name.
///
/// See ``NameOrderEstimate`` for what is learned. Where a column mixes orders, so that a name may be parted in two
/// ways, names are written out as words in one order as well: two records with the same words then agree however
/// they were parted.
enum NameOrder {
    /// Names of a column that are looked at.
    private static let sampleSize = 4000
    /// Where so many names of a column, and at least three, are of another order, orders are mixed.
    private static let mixedShare = 0.005
    private static let mixedNames = 3
    /// Surnames are held to be of two words where so many of those in columns of their own are.
    private static let twoSurnames = 0.3

    /// The sources with the order of their full names decided, and what was found.
    static func decided(
        _ sources: [FeatureSource],
        registers: [String]
    ) -> (sources: [FeatureSource], notices: [RegisterNotice]) {
        let full = sources.indices.filter { if case .fullName = sources[$0].form { true } else { false } }
        if full.isEmpty { return (sources, []) }
        var vocabulary = NameVocabulary()
        let known = vocabulary.known(of: sources, sampleSize: sampleSize)
        let names = full.map { vocabulary.names(of: sources[$0].column.values, sampleSize: sampleSize) }
        vocabulary.addFamilyNames()
        let starts = names.map { vocabulary.start($0, known) }
        let estimate = NameOrderEstimate(
            names,
            starts: starts,
            known: vocabulary.counts(known),
            mayHaveTwoSurnames: known.ofTwoWords >= twoSurnames
        )
        let odds = NameWordOdds(
            vocabulary.hashes.enumerated().map { (hash: $1, odds: Float(estimate.odds[$0])) }
        )
        let turned = vocabulary.turned(names)
        let isMixed =
            zip(names, estimate.columns).contains { list, column in
                let others = column.contrary * Double(list.count)
                return others >= Double(mixedNames) && column.contrary >= mixedShare
            } || turned >= mixedNames
        var decided = sources
        var notices: [RegisterNotice] = []
        for (k, i) in full.enumerated() {
            let column = estimate.columns[k]
            var form = FullNameForm(usual: column.usual)
            form.prior = column.shares.map { $0 > 0 ? Float(Self.logarithm($0)) : -.infinity }
            form.odds = odds
            decided[i].form = .fullName(form)
            let others = Int((column.contrary * Double(names[k].count)).rounded())
            if others >= mixedNames, column.contrary >= mixedShare {
                notices.append(
                    RegisterNotice(
                        register: registers[sources[i].register],
                        column: sources[i].column.name,
                        kind: .nameOrderMixed,
                        count: others,
                        total: names[k].count,
                        detail:
                            "the surname stands \(column.usual.isFirst ? "first" : "last") in most names, but "
                            + "\(column.usual.isFirst ? "last" : "first") in \(others) of \(names[k].count) that "
                            + "were looked at; names are parted one by one, and the same words in another order agree"
                    )
                )
            }
        }
        if isMixed { decided = NameWordsSources.added(to: decided) }
        return (decided, notices)
    }

    private static func logarithm(_ x: Double) -> Double { NameOrderEstimate.logarithm(x) }
}

/// The words of a job's names, each under a number.
struct NameVocabulary {
    /// What columns of surnames and of given names hold.
    struct Known {
        fileprivate var surname: [Int32: Double] = [:]
        fileprivate var given: [Int32: Double] = [:]
        /// The share of surnames in columns of their own that have two words.
        var ofTwoWords = 0.0
    }

    private(set) var hashes: [UInt64] = []
    private var numbers: [UInt64: Int32] = [:]
    private var isFamilyName: [Bool] = []
    private var seenBefore: [Double] = []

    private mutating func number(_ word: NameTokens.Word) -> Int32 {
        if let known = numbers[word.hash] { return known }
        let number = Int32(hashes.count)
        numbers[word.hash] = number
        hashes.append(word.hash)
        isFamilyName.append(FamilyNames.isKnown(word))
        return number
    }

    /// Calls `body` for about so many of the values, chosen by what they are and not by where they stand.
    private static func forEach(
        _ values: ValueDictionary,
        about size: Int,
        _ body: (Room<NameTokens.Word>, NameTokens.Names) -> Void
    ) {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        let one = UInt64(max(1, values.count / size))
        for code in 1..<UInt32(max(1, values.count)) {
            values.withBytes(code) { NameTokens.read($0, into: &sink) }
            let names = NameTokens.Names(sink.words)
            if one > 1, setHash(sink.words) % one != 0 { continue }
            body(sink.words, names)
        }
    }

    private static func setHash(_ words: Room<NameTokens.Word>) -> UInt64 {
        var sum: UInt64 = 0
        for i in 0..<words.count where !words[i].isAside { sum &+= Hash64.mix(words[i].hash) }
        return Hash64.mix(sum)
    }

    /// Reads the columns that hold parts of names, and their words.
    mutating func known(of sources: [FeatureSource], sampleSize: Int) -> Known {
        var known = Known()
        var surnames = 0
        var twoWords = 0
        for source in sources {
            guard case .name = source.form else { continue }
            let isSurname = source.role == .surname
            // Numbers are given in a fixed order, whatever the order of rows.
            var words: [(hash: UInt64, word: NameTokens.Word)] = []
            Self.forEach(source.column.values, about: sampleSize) { list, names in
                if isSurname, names.count > 0 {
                    surnames += 1
                    if names.count == 2, !NameTokens.isParticle(list[names.first]),
                        !FamilyNames.isDouble(list[names.first], list[names.last])
                    {
                        twoWords += 1
                    }
                }
                for i in 0..<list.count where !list[i].isAside { words.append((list[i].hash, list[i])) }
            }
            words.sort { $0.hash < $1.hash }
            for (_, word) in words {
                let number = number(word)
                if isSurname {
                    known.surname[number, default: 0] += 1
                } else {
                    known.given[number, default: 0] += 1
                }
            }
        }
        known.ofTwoWords = surnames == 0 ? 0 : Double(twoWords) / Double(surnames)
        return known
    }

    /// The names of a column, in an order of their own.
    mutating func names(of values: ValueDictionary, sampleSize: Int) -> [NameOrderEstimate.Name] {
        var read: [(name: NameOrderEstimate.Name, words: [NameTokens.Word])] = []
        Self.forEach(values, about: sampleSize) { words, names in
            if names.count == 0 { return }
            var list: [NameTokens.Word] = []
            var place = [Int](repeating: 0, count: words.count)
            var hash: UInt64 = 0
            for i in 0..<words.count where !words[i].isAside {
                place[i] = list.count
                list.append(words[i])
                hash = Hash64.combine(hash, words[i].hash)
            }
            var name = NameOrderEstimate.Name(
                hash: hash,
                setHash: Self.setHash(words),
                words: [],
                surnames: []
            )
            if let fixed = Self.fixed(words, names) {
                name.isFixed = true
                let range = place[fixed.lowerBound]..<(place[fixed.upperBound] + 1)
                name.surnames = NameParting.allCases.map { $0 == .first ? range : nil }
            } else {
                name.surnames = NameParting.allCases.map { parting in
                    names.surname(parting, words).map { place[$0.lowerBound]..<(place[$0.upperBound] + 1) }
                }
            }
            read.append((name, list))
        }
        read.sort { ($0.name.setHash, $0.name.hash) < ($1.name.setHash, $1.name.hash) }
        return read.map { name, words in
            var name = name
            name.words = words.map { number($0) }
            return name
        }
    }

    /// The surname that a comma or capitals show.
    private static func fixed(
        _ words: Room<NameTokens.Word>,
        _ names: NameTokens.Names
    ) -> ClosedRange<Int>? {
        if names.capitals > 0, names.others > 0 {
            let capitals = (names.first...names.last).filter { !words[$0].isAside && words[$0].isCapital }
            guard let first = capitals.first, let last = capitals.last, last - first < capitals.count else {
                return nil
            }
            return first...last
        }
        return names.comma >= 0 && names.comma != names.last ? names.first...names.comma : nil
    }

    /// Counts known surnames as seen once more.
    mutating func addFamilyNames() { seenBefore = isFamilyName.map { $0 ? 1 : 0 } }

    /// Known occurrences by word.
    func counts(_ known: Known) -> (surname: [Double], given: [Double]) {
        var surname = seenBefore
        var given = [Double](repeating: 0, count: hashes.count)
        for i in hashes.indices {
            surname[i] += known.surname[Int32(i)] ?? 0
            given[i] += known.given[Int32(i)] ?? 0
        }
        return (surname, given)
    }

    /// The end at which more surnames stand that are known; the last where as many do.
    func start(_ names: [NameOrderEstimate.Name], _ known: Known) -> NameParting {
        var first = 0
        var last = 0
        for name in names where !name.isFixed && name.words.count > 1 {
            func isSurname(_ word: Int32) -> Bool {
                isFamilyName[Int(word)] || known.surname[word, default: 0] > known.given[word, default: 0]
            }
            if isSurname(name.words[0]) { first += 1 }
            if isSurname(name.words[name.words.count - 1]) { last += 1 }
        }
        return first > last ? .first : .last
    }

    /// How many names are there with the end put first, over all columns: Tai Man Chan beside Chan Tai Man.
    func turned(_ names: [[NameOrderEstimate.Name]]) -> Int {
        let all = names.flatMap { $0 }.filter { $0.words.count > 1 && !$0.isFixed }
            .sorted { ($0.setHash, $0.hash) < ($1.setHash, $1.hash) }
        var turned = 0
        for (i, name) in all.enumerated() {
            var k = i + 1
            while k < all.count, all[k].setHash == name.setHash {
                if Self.isTurned(name.words, all[k].words) { turned += 1 }
                k += 1
            }
        }
        return turned
    }

    /// Whether two different lists are the same but for the place at which they begin.
    private static func isTurned(_ a: [Int32], _ b: [Int32]) -> Bool {
        if a.count != b.count || a == b { return false }
        return (1..<a.count).contains { start in a[start...] + a[..<start] == b[...] }
    }
}

/// Adds the words of names that stand in columns of surnames and given names.
enum NameWordsSources {
    /// The feature that holds a name's words in one order.
    static let key = FeatureKey(name: Role.fullName.rawValue, role: .fullName)

    static func added(to sources: [FeatureSource]) -> [FeatureSource] {
        var result = NameOutputs.withJoinedNames(sources)
        for i in result.indices {
            guard case .fullName(var form) = result[i].form else { continue }
            form.writesWords = true
            result[i].form = .fullName(form)
            NameOutputs.add(key, .words, to: &result[i])
        }
        return result
    }
}

/// The outputs of full names, in the canonicaliser's order.
enum NameOutputs: Int {
    case surname, given, han, words, cantonese, mandarin

    /// Adds a feature to what a full name gives.
    static func add(_ key: FeatureKey, _ output: NameOutputs, to source: inout FeatureSource) {
        var outputs = source.outputs
        while outputs.count <= output.rawValue { outputs.append(nil) }
        outputs[output.rawValue] = key
        source.outputs = outputs
    }

    /// The sources and, for each register with columns of surname and given name, both as one full name with a
    /// comma, which gives no feature yet.
    static func withJoinedNames(_ sources: [FeatureSource]) -> [FeatureSource] {
        let areThere = sources.contains { source in
            guard case .fullName = source.form else { return false }
            return source.outputs.prefix(3).allSatisfy { $0 == nil }
        }
        return areThere ? sources : sources + joinedNames(sources)
    }

    private static func joinedNames(_ sources: [FeatureSource]) -> [FeatureSource] {
        func column(_ register: Int, _ role: Role) -> FeatureSource? {
            sources.first { source in
                guard source.register == register, source.role == role, case .name = source.form else {
                    return false
                }
                return source.outputs.first??.name == role.rawValue
            }
        }
        let registers = Set(sources.map(\.register)).sorted()
        return registers.compactMap { register in
            guard let surname = column(register, .surname), let given = column(register, .givenName) else {
                return nil
            }
            let joined = ColumnJoin.join(
                [surname.column, given.column],
                missingCodes: [surname, given].map { part in
                    part.missingCodes.union(MissingTokens.codes(in: part.column.values, .names))
                },
                separator: Array(", ".utf8),
                missingParts: nil
            )
            return FeatureSource(
                register: register,
                column: joined,
                role: .fullName,
                form: .fullName(.surnameFirst),
                outputs: [nil, nil, nil],
                missingCodes: [],
                cleaning: CellCleaning(joined.values, role: .fullName)
            )
        }
    }
}
