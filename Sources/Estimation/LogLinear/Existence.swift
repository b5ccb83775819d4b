/// Whether a log-linear model has a maximum-likelihood estimate on given counts.
///
/// It has one if and only if the sufficient statistics lie inside the marginal cone (Fienberg and Rinaldo 2012,
/// Annals of Statistics 40, 996–1023): if no direction of parameters leaves the predictor of every positive cell
/// alone, raises none of the others, and lowers one. Along such a direction the likelihood grows for ever, and a
/// fitting program stops somewhere by chance. The direction is sought in the null space of the positive cells' rows,
/// by linear programs of that dimension; where these rows have full rank there is nothing to seek.
struct Existence {
    /// What becomes of the estimated population along the directions in which the likelihood grows.
    public enum Population: Sendable, Equatable {
        /// It tends to a number: the likelihood's limit determines it.
        case finite
        /// It grows without bound.
        case infinite
        /// It falls to the number of observed cases.
        case observedOnly
        /// It depends on the direction; nothing determines it.
        case undetermined
    }

    /// Whether the estimate exists.
    var exists: Bool { zeroCells.isEmpty && population == .finite }
    /// Places of the cells whose fitted counts tend to 0.
    let zeroCells: [Int]
    /// What becomes of the population.
    let population: Population
    /// Terms that the remaining cells tell apart, as places; all of them where the estimate exists.
    let identifiedTerms: [Int]
    /// For each term, whether the remaining cells alone determine its coefficient.
    let isDetermined: [Bool]

    /// Tests a table.
    ///
    /// - Parameters:
    ///   - design: A row per cell, its coefficient of each term; the first term is the intercept.
    ///   - isPositive: Whether a cell's count is above 0.
    init(design: [[Double]], isPositive: [Bool]) {
        let columns = design.first?.count ?? 0
        let positive = RowEchelon(
            design.indices.filter { isPositive[$0] }.map { design[$0] },
            columns: columns
        )
        guard !positive.nullSpace.isEmpty else {
            self.init(
                zeroCells: [],
                population: .finite,
                identifiedTerms: Array(0..<columns),
                isDetermined: [Bool](repeating: true, count: columns)
            )
            return
        }
        let basis = positive.nullSpace
        let others = design.indices.filter { !isPositive[$0] }
        // How a cell's predictor falls along each direction of the basis.
        let falls = others.map { cell in
            basis.map { direction in -zip(design[cell], direction).reduce(0) { $0 + $1.0 * $1.1 } }
        }
        let isZero = Self.face(falls)
        let zeroCells = others.indices.filter { isZero[$0] }.map { others[$0] }
        let zeroSet = Set(zeroCells)
        let remaining = design.indices.filter { !zeroSet.contains($0) }.map { design[$0] }
        let face = RowEchelon(remaining, columns: columns)
        self.init(
            zeroCells: zeroCells,
            population: Self.population(falls, intercepts: basis.map { $0[0] }),
            identifiedTerms: face.pivots,
            isDetermined: (0..<columns).map { term in face.nullSpace.allSatisfy { $0[term].magnitude < 1e-9 }
            }
        )
    }

    private init(
        zeroCells: [Int],
        population: Population,
        identifiedTerms: [Int],
        isDetermined: [Bool]
    ) {
        self.zeroCells = zeroCells
        self.population = population
        self.identifiedTerms = identifiedTerms
        self.isDetermined = isDetermined
    }

    /// Which of the cells some direction lowers while it raises none.
    private static func face(_ falls: [[Double]]) -> [Bool] {
        var isZero = [Bool](repeating: false, count: falls.count)
        guard let dimension = falls.first?.count else { return isZero }
        while true {
            var objective = [Double](repeating: 0, count: dimension)
            for (i, fall) in falls.enumerated() where !isZero[i] {
                for j in 0..<dimension { objective[j] += fall[j] }
            }
            let program = LinearProgram(
                rows: falls.map { $0.map { -$0 } } + [objective],
                bounds: [Double](repeating: 0, count: falls.count) + [1]
            )
            guard let direction = program.maximise(objective) else { return isZero }
            var found = false
            for (i, fall) in falls.enumerated() where !isZero[i] {
                if zip(fall, direction).reduce(0, { $0 + $1.0 * $1.1 }) > 1e-7 {
                    isZero[i] = true
                    found = true
                }
            }
            if !found { return isZero }
        }
    }

    private static func population(_ falls: [[Double]], intercepts: [Double]) -> Population {
        func canMove(_ sign: Double) -> Bool {
            let objective = intercepts.map { $0 * sign }
            let program = LinearProgram(
                rows: falls.map { $0.map { -$0 } } + [objective],
                bounds: [Double](repeating: 0, count: falls.count) + [1]
            )
            guard let direction = program.maximise(objective) else { return true }
            return zip(objective, direction).reduce(0) { $0 + $1.0 * $1.1 } > 1e-7
        }
        switch (canMove(1), canMove(-1)) {
        case (false, false): return .finite
        case (true, false): return .infinite
        case (false, true): return .observedOnly
        case (true, true): return .undetermined
        }
    }
}
