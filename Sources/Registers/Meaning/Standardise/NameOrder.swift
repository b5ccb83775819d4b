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
            return FeatureSource(
                register: source.register,
                column: source.column,
                role: source.role,
                form: .fullName(order: order(source.column.values, surnames)),
                outputs: source.outputs,
                missingCodes: source.missingCodes
            )
        }
    }

    private static func order(_ values: ValueDictionary, _ surnames: Set<[UInt8]>) -> FullNameOrder {
        var first = 0
        var last = 0
        for code in sample(values) {
            let words = values.withBytes(code, NameTokens.words).filter { !$0.isAside }
            guard words.count > 1, let head = words.first, let tail = words.last else { continue }
            if words.contains(where: \.isBeforeComma) { continue }
            if surnames.contains(head.folded) || ChineseSurnames.isKnown(head.folded) { first += 1 }
            if surnames.contains(tail.folded) || ChineseSurnames.isKnown(tail.folded) { last += 1 }
        }
        return first > last ? .surnameFirst : .surnameLast
    }

    /// Surnames of columns that hold nothing else, and of full names whose comma or capitals show them.
    private static func knownSurnames(_ sources: [FeatureSource]) -> Set<[UInt8]> {
        var known: Set<[UInt8]> = []
        for source in sources where source.role == .surname || source.role == .fullName {
            for code in sample(source.column.values) {
                let words = source.column.values.withBytes(code, NameTokens.words).filter { !$0.isAside }
                if source.role == .surname {
                    known.formUnion(words.map(\.folded))
                    continue
                }
                let capitals = words.filter(\.isCapital)
                if !capitals.isEmpty, capitals.count < words.count {
                    known.formUnion(capitals.map(\.folded))
                } else if let comma = words.firstIndex(where: \.isBeforeComma), comma + 1 < words.count {
                    known.formUnion(words[...comma].map(\.folded))
                }
            }
        }
        return known
    }

    private static func sample(_ values: ValueDictionary) -> [UInt32] {
        let step = max(1, values.count / sampleSize)
        return stride(from: 1, to: values.count, by: step).map { UInt32($0) }
    }
}
