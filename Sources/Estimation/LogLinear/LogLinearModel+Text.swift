/// Models as people write them.
extension LogLinearModel {
    /// The model of a text such as `[12,3]`, `12,13` or `[police:NGO,health]`.
    ///
    /// Sets of lists that depend on each other are set apart by commas; lists are given by number, or by name with `:`,
    /// `*` or `·` between them. Lists that are not named have their main effects all the same.
    /// - Parameters:
    ///   - text: The model.
    ///   - lists: The names of the lists.
    /// - Throws: ``EstimationError/Code/settingOutOfRange`` for what names no list, a list twice, or all lists at once.
    public init(_ text: String, lists: [String]) throws(EstimationError) {
        var body = text[...]
        if body.hasPrefix("["), body.hasSuffix("]") { body = body.dropFirst().dropLast() }
        var sets: [Int] = []
        for part in body.split(separator: ",", omittingEmptySubsequences: false) {
            sets.append(try Self.set(String(part), of: text, lists: lists))
        }
        guard sets.allSatisfy({ $0 != (1 << lists.count) - 1 }) else {
            throw EstimationError(
                .settingOutOfRange,
                at: "--model \(text)",
                "all \(lists.count) lists in one set; with nobody seen who is on none of them this cannot be estimated. "
                    + "Expected smaller sets"
            )
        }
        try self.init(listCount: lists.count, interactions: sets.filter { $0.nonzeroBitCount > 1 })
    }

    /// The lists of one part of a model.
    private static func set(_ part: String, of text: String, lists: [String]) throws(EstimationError) -> Int {
        let trimmed = trimmed(part)
        if let place = lists.firstIndex(of: trimmed) { return 1 << place }
        var places: [Int?]
        if !trimmed.isEmpty, trimmed.utf8.allSatisfy({ (49...57).contains($0) }) {
            places = trimmed.utf8.map { Int($0) - 49 }
        } else {
            places = trimmed.split(omittingEmptySubsequences: false) { ":*·".contains($0) }
                .map { name in lists.firstIndex(of: Self.trimmed(String(name))) }
        }
        var set = 0
        for place in places {
            guard let place, place < lists.count, set & 1 << place == 0 else {
                throw EstimationError(
                    .settingOutOfRange,
                    at: "--model \(text)",
                    "“\(trimmed)” is no set of different lists; expected numbers from 1 to \(lists.count), or names such "
                        + "as \(lists.prefix(2).joined(separator: ":")), with commas between sets, as in [12,3]"
                )
            }
            set |= 1 << place
        }
        return set
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
