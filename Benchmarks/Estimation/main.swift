import Estimation

// What the estimators cost, as medians: all hierarchical models of four and five lists, the bootstrap of the stepwise
// fit, the average over decomposable graphs, one chain of latent classes.
//
//   swift run -c release bench-estimation

/// Killings in Kosovo, four lists (Ball and others 2002).
let kosovo = try CaptureCounts(
    lists: ["EXH", "ABA", "OSCE", "HRW"],
    counts: [0, 1131, 845, 177, 936, 228, 217, 181, 306, 106, 31, 18, 123, 42, 32, 27]
)

/// Modern slavery in the United Kingdom, five lists (Bales, Hesketh and Silverman 2015).
let slavery = try CaptureCounts(
    lists: ["LA", "NG", "PFNCA", "GO", "GP"],
    counts: [
        0, 54, 463, 15, 995, 19, 62, 1, 695, 3, 19, 1, 76, 0, 4, 1,
        316, 0, 1, 0, 11, 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0,
    ]
)

/// The median time of some runs, in milliseconds.
func median(of runs: Int, _ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    var times: [Double] = []
    for _ in 0..<runs {
        let time = try clock.measure(work).components
        times.append(Double(time.seconds) * 1e3 + Double(time.attoseconds) * 1e-15)
    }
    return times.sorted()[runs / 2]
}

/// Prints one line: what, and the time.
func report(_ what: String, _ milliseconds: Double) {
    let hundredths = Int((milliseconds * 100).rounded())
    let fraction = hundredths % 100 < 10 ? "0\(hundredths % 100)" : "\(hundredths % 100)"
    let space = String(repeating: " ", count: max(1, 52 - what.count))
    print("\(what)\(space)\(hundredths / 100).\(fraction) ms")
}

let fourLists = try LogLinearModel.all(listCount: 4)
let pairsOfFive = try LogLinearModel.all(listCount: 5, order: 2)
let fiveLists = try LogLinearModel.all(listCount: 5)
report(
    "\(fourLists.count) models of four lists",
    try median(of: 9) { _ = try LogLinearFamily(fourLists, counts: kosovo) }
)
report(
    "\(pairsOfFive.count) models of five lists, pairs",
    try median(of: 5) { _ = try LogLinearFamily(pairsOfFive, counts: slavery) }
)
report(
    "\(fiveLists.count) models of five lists",
    try median(of: 3) { _ = try LogLinearFamily(fiveLists, counts: slavery) }
)
report(
    "1000 draws of the stepwise fit of five lists",
    try median(of: 5) { _ = try slavery.stepwiseBootstrap(draws: 1000, seed: 1) }
)
report(
    "822 decomposable graphs, 250,000 unseen",
    try median(of: 3) { _ = try GraphAveraging(slavery, unseen: 1...250_000) }
)
var settings = LatentClassEstimate.Settings()
settings.chains = 1
settings.burnIn = 0
settings.draws = 1000
settings.thinning = 10
report(
    "10,000 iterations of latent classes, four lists",
    try median(of: 3) { _ = try LatentClassEstimate(kosovo, settings: settings, seed: 1) }
)
