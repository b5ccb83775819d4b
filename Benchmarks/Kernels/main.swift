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
