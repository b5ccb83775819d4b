public import Columns

/// Makes people of scored pairs.
///
/// The result does not depend on the order of the pairs nor on the number of workers. Ties between
/// weights are broken by rows.
/// - Parameters:
///   - pairs: Each pair of records once, with finite weights; pairs below the threshold serve
///     ``ResolutionRules/Method/consistent`` as evidence against.
///   - rules: The method, the threshold and the registers.
///   - workers: Who solves the components.
/// - Throws: ``ResolutionError`` when pairs or rules do not hold what they must.
/// - Complexity: O(pairs · log pairs + records) time but for tangled components, which are bounded by a
///   budget; up to 16 bytes per record and 5 per pair beyond the input.
public func resolve(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    workers: Workers
) throws(ResolutionError) -> Resolution {
    try rules.validate(pairCount: pairs.count)
    try pairs.validate(recordCount: rules.recordCount)
    let given = pairs
    let pairs = judged(given, rules, countingRivals: rules.countsRivals)
    let isConsistent = rules.method == .consistent
    // An assignment takes no pair below the threshold anyway; other methods must know what is to stay apart.
    let listsAll = isConsistent || rules.method != .oneToOne && rules.keepsApart
    let index = Components(
        pairs,
        recordCount: rules.recordCount,
        threshold: isConsistent ? rules.threshold - Float(rules.penalty.margin) : rules.threshold,
        floor: listsAll ? -.greatestFiniteMagnitude : rules.threshold,
        listing: rules.method != .connectedComponents || rules.keepsApart,
        workers: workers
    )
    if rules.method == .connectedComponents {
        var person = index.root
        if rules.keepsApart { _ = solveLarger(pairs, rules, .plain(rules), index, &person, workers) }
        return finish(given, rules, person, index, ResolutionCertificate(), workers)
    }
    var sizes = PersonSizes()
    var person: [UInt32] = []
    var certificate = ResolutionCertificate()
    // How many records a person has is learned from the people found so far.
    for pass in 0..<(isConsistent ? sizePasses : 1) {
        if pass > 0 {
            sizes = PersonSizes(
                counts: sizeCounts(person),
                largest: max(2, index.largest),
                priorWeight: Double(rules.priorWeight),
                share: rules.penalty.sizeShare
            )
        }
        let worth = Agglomeration.Worth.plain(rules, sizes)
        person = index.root
        certificate = splitCouples(pairs, rules, worth, index, &person)
        certificate += solveLarger(pairs, rules, worth, index, &person, workers)
    }
    if rules.method == .oneToOne { certificate.discount(rules.verdicts, given, judged: pairs, person) }
    // What is told of components are those of links, without the margin.
    let told =
        isConsistent && rules.penalty.margin > 0
        ? Components(
            pairs,
            recordCount: rules.recordCount,
            threshold: rules.threshold,
            floor: rules.threshold,
            listing: false,
            workers: workers
        ) : index
    return finish(given, rules, person, told, certificate, workers)
}

extension Agglomeration.Worth {
    /// What joins are worth by the rules, given what is known of the number of records per person.
    fileprivate static func plain(_ rules: ResolutionRules, _ sizes: PersonSizes = PersonSizes()) -> Self {
        Self(
            threshold: Double(rules.threshold),
            penalty: PairPenalty(rules.penalty, priorWeight: Double(rules.priorWeight)),
            sizes: sizes
        )
    }
}

/// How often people are made, each time with what the time before tells of the number of records per person.
private let sizePasses = 3

/// Persons by their number of records.
private func sizeCounts(_ person: [UInt32]) -> [Int] {
    var size = [UInt32](repeating: 0, count: person.count)
    for top in person { size[Int(top)] &+= 1 }
    var counts = [0, 0]
    for records in size where records > 0 {
        while counts.count <= Int(records) { counts.append(0) }
        counts[Int(records)] += 1
    }
    return counts
}

/// Parts components of two records that are not one person: a register without duplicates forbids it, or their
/// join is worth nothing.
private func splitCouples(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    _ worth: Agglomeration.Worth,
    _ index: Components,
    _ person: inout [UInt32]
) -> ResolutionCertificate {
    let isConsistent = rules.method == .consistent
    let floor = isConsistent ? rules.threshold - Float(rules.penalty.margin) : rules.threshold
    var larger = [Bool](repeating: false, count: rules.recordCount)
    for row in index.members { larger[Int(row)] = true }
    var couples = 0
    var objective = 0.0
    for i in 0..<pairs.count where pairs.weight[i] >= floor {
        let a = Int(pairs.left[i])
        let b = Int(pairs.right[i])
        if larger[a] { continue }
        couples += 1
        let isForbidden =
            rules.registerOf[a] == rules.registerOf[b] && rules.duplicateFree[Int(rules.registerOf[a])]
        let isGuarded =
            rules.duplicateFree[Int(rules.registerOf[a])] || rules.duplicateFree[Int(rules.registerOf[b])]
        let weight = pairs.weight[i]
        let units = Int64(worth.penalty.of(weight, guarded: isGuarded))
        if isForbidden || isConsistent && worth.of(best: weight, penalty: units, 1, 1) < 0 {
            person[b] = pairs.right[i]
        } else if !isConsistent {
            objective += Double(weight) - Double(rules.threshold)
        }
    }
    if rules.method == .mutualBest { return ResolutionCertificate() }
    return ResolutionCertificate(proven: couples, objective: objective, bound: objective)
}

/// Solves components of three records or more, side by side.
private func solveLarger(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    _ worth: Agglomeration.Worth,
    _ index: Components,
    _ person: inout [UInt32],
    _ workers: Workers
) -> ResolutionCertificate {
    /// Records and pairs per piece of work.
    let pieceWork = 1 << 15
    let pieces = index.pieces(work: pieceWork)
    let solved = workers.map(pieces: pieces.count) { piece in
        var solver = ComponentSolver(worth)
        solver.solve(pieces[piece], of: index, pairs, rules)
        return (solver.person, solver.certificate)
    }
    var certificate = ResolutionCertificate()
    var slot = 0
    for (part, partCertificate) in solved {
        certificate += partCertificate
        for lowest in part {
            person[Int(index.members[slot])] = lowest
            slot += 1
        }
    }
    return certificate
}

/// Judges every pair by the persons of its records, and counts.
private func finish(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    _ person: [UInt32],
    _ index: Components,
    _ certificate: ResolutionCertificate,
    _ workers: Workers
) -> Resolution {
    var counts = ResolutionCounts(components: index.joined, largestComponent: index.largest)
    for row in 0..<person.count where Int(person[row]) == row { counts.persons += 1 }
    let decision = workers.fill(count: pairs.count, pieceSize: 1 << 16, with: PairDecision.belowThreshold) {
        range,
        own in
        for i in range {
            let one = person[Int(pairs.left[i])] == person[Int(pairs.right[i])]
            let reaches = pairs.weight[i] >= rules.threshold
            switch rules.verdicts.isEmpty ? .free : rules.verdicts[i] {
            case .free:
                own[i - range.lowerBound] =
                    one ? (reaches ? .accepted : .implied) : (reaches ? .conflict : .belowThreshold)
            case .together: own[i - range.lowerBound] = one ? .always : .conflict
            case .apart: own[i - range.lowerBound] = .never
            }
        }
    }
    for one in decision {
        switch one {
        case .accepted: counts.accepted += 1
        case .implied: counts.implied += 1
        case .conflict: counts.conflict += 1
        case .belowThreshold: counts.belowThreshold += 1
        case .always: counts.always += 1
        case .never: counts.never += 1
        }
    }
    return Resolution(person: person, decision: decision, counts: counts, certificate: certificate)
}
