import Columns
import Comparison

// Prints the cost of each kernel per pair, on names in the orders in which pairs reach it.

let suites = [
    ("names, random pairs", Workload.names(grouped: false, near: false)),
    ("names, random left, near right", Workload.names(grouped: false, near: true)),
    ("names, near, grouped by left", Workload.names(grouped: true, near: true)),
    ("Han names, near, grouped by left", Workload.hanNames()),
    ("addresses, near, grouped by left", Workload.addresses()),
]
for (title, load) in suites {
    print("\(title): \(load.values.count - 1) values, \(load.lefts.count) pairs")
    let clock = CPUClock()
    let text = PreparedText(load.values)
    print("  prepare            \(padded(clock.nanoseconds / Double(load.values.count))) ns/value")
    var results = [Float](repeating: 0, count: load.lefts.count)
    for kernel in TextKernel.allCases {
        let cost = cost { text.compute(kernel, load.lefts, load.rights, into: &results) }
        report(kernel.rawValue, cost, pairs: load.lefts.count)
    }
}

let dates = Workload.dates()
print("dates, near, grouped by left: \(dates.values.count - 1) values, \(dates.lefts.count) pairs")
var results = [Float](repeating: 0, count: dates.lefts.count)
let preparedDates = PreparedDates(dates.values)
report(
    "likeness",
    cost { preparedDates.computeLikeness(dates.lefts, dates.rights, into: &results) },
    pairs: dates.lefts.count
)

let addresses = Workload.addresses()
print("addresses as sets: \(addresses.values.count - 1) values, \(addresses.lefts.count) pairs")
let (lefts, rights) = (addresses.lefts, addresses.rights)
let grams = PreparedQGrams(addresses.values, q: 2)
report("bigram jaccard", cost { grams.computeJaccard(lefts, rights, into: &results) }, pairs: lefts.count)
report("bigram cosine", cost { grams.computeCosine(lefts, rights, into: &results) }, pairs: lefts.count)
let tokens = PreparedTokens(addresses.values)
report("shared words", cost { tokens.computeIntersection(lefts, rights, into: &results) }, pairs: lefts.count)
report("best word", cost { tokens.computeBestJaroWinkler(lefts, rights, into: &results) }, pairs: lefts.count)

let load = try PatternLoad()
print("patterns of six columns, blocked by surname: \(load.pairs.count) pairs")
var sum: UInt64 = 0
report("patterns", cost { sum &+= load.compareAll() }, pairs: load.pairs.count)
precondition(sum != 0, "patterns are compared")
