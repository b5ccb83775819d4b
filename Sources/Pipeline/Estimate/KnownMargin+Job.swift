import Inference
import Jobs
import Population

extension KnownMargin {
    /// The margins of a job.
    ///
    /// - Throws: ``JobError`` for values that are not there or left out.
    static func margins(
        _ known: [EstimateJob.KnownTotals],
        _ dimensions: [Dimension],
        _ source: JobSource
    ) throws(JobError) -> [KnownMargin] {
        var result: [KnownMargin] = []
        for entry in known {
            guard let name = entry.dimension else {
                result.append(KnownMargin(dimension: nil, people: entry.totals.map(\.people)))
                continue
            }
            let steps: [JobSource.Step] = [.key("estimate"), .key("known_totals"), .key(name)]
            guard let place = dimensions.firstIndex(where: { $0.name == name }) else { continue }
            let values = dimensions[place].values
            var people = [Double?](repeating: nil, count: values.count)
            for total in entry.totals {
                guard
                    let value = values.firstIndex(of: total.value.lowercased())
                        ?? values.firstIndex(of: total.value)
                else {
                    throw source.mistake(
                        steps + [.key(total.value)],
                        "nobody has “\(total.value)”",
                        expected: NodeReader.oneOf(values),
                        suggestion: WordSuggestion.nearest(to: total.value, among: values)
                    )
                }
                people[value] = total.people
            }
            if let missing = people.firstIndex(where: { $0 == nil }) {
                throw source.mistake(
                    steps,
                    "“\(values[missing])” is left out",
                    expected: "a number for each value"
                )
            }
            result.append(KnownMargin(dimension: place, people: people.compactMap { $0 }))
        }
        return result
    }
}
