import Testing

@testable import Estimation

/// Published counts by name.
func published(_ name: String) throws -> CaptureCounts {
    for line in publishedCounts.split(separator: "\n") {
        let fields = line.split(separator: " ")
        guard fields.count > 2, fields[0] == name, let t = Int(fields[1]) else { continue }
        var counts = [Int](repeating: 0, count: 1 << t)
        for field in fields.dropFirst(2) {
            let parts = field.split(separator: ":")
            var history = 0
            for (j, digit) in parts[0].enumerated() where digit == "1" { history |= 1 << j }
            counts[history] = try #require(Int(parts[1]))
        }
        return try CaptureCounts(lists: (1...t).map { "L\($0)" }, counts: counts)
    }
    throw EstimationError(.noData, at: name, "no such counts")
}

/// The rows of a table of reference results: words, and the numbers after them.
func rows(_ table: String) -> [(words: [String], numbers: [Double])] {
    table.split(separator: "\n").map { line in
        let fields = line.split(separator: " ").map(String.init)
        return (fields, fields.map { Double($0) ?? .nan })
    }
}

/// The model of a name such as `[123,14]`.
func model(_ name: String, listCount: Int) throws -> LogLinearModel {
    let sets = name.dropFirst().dropLast().split(separator: ",").map { word in
        word.reduce(0) { $0 | 1 << ((Int(String($1)) ?? 1) - 1) }
    }
    return try LogLinearModel(listCount: listCount, interactions: sets.filter { $0.nonzeroBitCount > 1 })
}

/// The difference of a number from a reference, relative to it where it is above 1.
func difference(_ value: Double, _ reference: Double) -> Double {
    (value - reference).magnitude / max(1, reference.magnitude)
}
