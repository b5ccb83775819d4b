import Inference
import Jobs
import Population

/// The places of the dimensions that a job names: of its tables, of strata and of small areas.
struct GroupingPlan: Sendable {
    /// The groupings; the first is the total.
    let groupings: [Grouping]
    /// The dimensions of strata.
    let strata: [Int]
    /// The dimension of small areas that borrow strength by Fay and Herriot; nil for synthetic ones.
    let area: Int?

    /// The most cells of a grouping.
    private static let cellLimit = 1_000_000

    /// The places of what a job asks for.
    ///
    /// - Throws: ``JobError`` for dimensions that are not there, or more cells than are supported.
    init(_ plan: EstimateJob, _ all: [Dimension], _ source: JobSource) throws(JobError) {
        func places(_ names: [String], _ key: String) throws(JobError) -> [Int] {
            var result: [Int] = []
            for name in names {
                guard let place = all.firstIndex(where: { $0.name == name }) else {
                    throw source.mistake(
                        [.key("estimate"), .key(key)],
                        "there is no dimension “\(name)”",
                        expected: NodeReader.oneOf(all.map(\.name)),
                        suggestion: WordSuggestion.nearest(to: name, among: all.map(\.name))
                    )
                }
                result.append(place)
            }
            return result
        }
        var groupings = [Grouping([], of: all)]
        for names in plan.groupings {
            let grouping = Grouping(try places(names, "by"), of: all)
            if grouping.cellCount > Self.cellLimit {
                throw source.mistake(
                    [.key("estimate"), .key("by")],
                    "\(Grouping.name(names)) has \(grouping.cellCount) cells",
                    expected: "at most \(Self.cellLimit); use fewer dimensions or coarser values"
                )
            }
            if !groupings.contains(grouping) { groupings.append(grouping) }
        }
        self.groupings = groupings
        strata = try places(plan.strata, "strata")
        area = plan.smallAreas == .fayHerriot ? try places([plan.area], "small_areas").first : nil
    }
}
