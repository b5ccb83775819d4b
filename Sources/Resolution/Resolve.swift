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
    try rules.validate()
    try pairs.validate(recordCount: rules.recordCount)
    let clustered = rules.method != .connectedComponents
    let index = Components(
        pairs,
        recordCount: rules.recordCount,
        threshold: rules.threshold,
        floor: rules.method == .consistent ? -.greatestFiniteMagnitude : rules.threshold,
        listing: clustered,
        workers: workers
    )
    var person = index.root
    var certificate = ResolutionCertificate()
    if clustered {
        certificate = splitCouples(pairs, rules, index, &person)
        certificate += solveLarger(pairs, rules, index, &person, workers)
    }
    return finish(pairs, rules, person, index, certificate, workers)
}

/// Parts components of two records that a register without duplicates forbids.
///
/// Their one pair reaches the threshold, so nothing else can be wrong with them.
private func splitCouples(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    _ index: Components,
    _ person: inout [UInt32]
) -> ResolutionCertificate {
    var larger = [Bool](repeating: false, count: rules.recordCount)
    for row in index.members { larger[Int(row)] = true }
    var couples = 0
    var objective = 0.0
    for i in 0..<pairs.count where pairs.weight[i] >= rules.threshold {
        let a = Int(pairs.left[i])
        let b = Int(pairs.right[i])
        if larger[a] { continue }
        couples += 1
        if rules.registerOf[a] == rules.registerOf[b] && rules.duplicateFree[Int(rules.registerOf[a])] {
            person[b] = pairs.right[i]
        } else {
            objective += Double(pairs.weight[i]) - Double(rules.threshold)
        }
    }
    if rules.method == .mutualBest { return ResolutionCertificate() }
    return ResolutionCertificate(proven: couples, objective: objective, bound: objective)
}

/// Solves components of three records or more, side by side.
private func solveLarger(
    _ pairs: ScoredPairs,
    _ rules: ResolutionRules,
    _ index: Components,
    _ person: inout [UInt32],
    _ workers: Workers
) -> ResolutionCertificate {
    /// Records and pairs per piece of work.
    let pieceWork = 1 << 15
    let pieces = index.pieces(work: pieceWork)
    let solved = workers.map(pieces: pieces.count) { piece in
        var solver = ComponentSolver(rules)
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
            own[i - range.lowerBound] =
                one ? (reaches ? .accepted : .implied) : (reaches ? .conflict : .belowThreshold)
        }
    }
    for one in decision {
        switch one {
        case .accepted: counts.accepted += 1
        case .implied: counts.implied += 1
        case .conflict: counts.conflict += 1
        case .belowThreshold: counts.belowThreshold += 1
        }
    }
    return Resolution(person: person, decision: decision, counts: counts, certificate: certificate)
}
