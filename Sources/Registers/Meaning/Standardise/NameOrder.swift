import Columns

/// Whether full names without a comma put the surname first or last.
enum FullNameOrder: Sendable {
    case surnameFirst
    case surnameLast
}

/// Decides the order of full names, column by column.
enum NameOrder {
    private static let sampleSize = 5000

    /// Sources with the order of their full names decided.
    ///
    /// A column's first and last words are looked up among the surnames of the job's other columns and among
    /// known Chinese ones; the end where more are found holds the surname. Undecided, it is the last word.
    static func decided(_ sources: [FeatureSource], workers: Workers) -> [FeatureSource] {
        if !sources.contains(where: { $0.role == .fullName }) { return sources }
        let surnames = knownSurnames(sources)
        return sources.map { source in
            guard case .fullName = source.form else { return source }
            var decided = source
            decided.form = .fullName(order: order(source.column.values, surnames))
            return decided
        }
    }

    private static func order(_ values: ValueDictionary, _ surnames: Set<UInt64>) -> FullNameOrder {
        var first = 0
        var last = 0
        forEachName(values) { words, names in
            guard names.count > 1, names.comma < 0 else { return }
            let head = words[names.first]
            let tail = words[names.last]
            if surnames.contains(head.hash) || ChineseSurnames.isKnown(head) { first += 1 }
            if surnames.contains(tail.hash) || ChineseSurnames.isKnown(tail) { last += 1 }
        }
        return first > last ? .surnameFirst : .surnameLast
    }

    /// The hashes of surnames of columns that hold nothing else, and of full names whose comma or capitals
    /// show them.
    private static func knownSurnames(_ sources: [FeatureSource]) -> Set<UInt64> {
        var known: Set<UInt64> = []
        for source in sources where source.role == .surname || source.role == .fullName {
            forEachName(source.column.values) { words, names in
                let showsCapitals = names.capitals > 0 && names.capitals < names.count
                for i in 0..<words.count where !words[i].isAside {
                    let isSurname: Bool
                    if source.role == .surname {
                        isSurname = true
                    } else if showsCapitals {
                        isSurname = words[i].isCapital
                    } else {
                        isSurname = names.comma >= 0 && names.comma != names.last && i <= names.comma
                    }
                    if isSurname { known.insert(words[i].hash) }
                }
            }
        }
        return known
    }

    private static func forEachName(
        _ values: ValueDictionary,
        _ body: (Room<NameTokens.Word>, NameTokens.Names) -> Void
    ) {
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        for code in sample(values) {
            values.withBytes(code) { NameTokens.read($0, into: &sink) }
            body(sink.words, NameTokens.Names(sink.words))
        }
    }

    private static func sample(_ values: ValueDictionary) -> [UInt32] {
        let step = max(1, values.count / sampleSize)
        return stride(from: 1, to: values.count, by: step).map { UInt32($0) }
    }
}
