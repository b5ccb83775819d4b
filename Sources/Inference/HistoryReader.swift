/// Reads sets of lists as sets of some of them.
package struct HistoryReader: Sendable {
    private let lists: [Int]
    /// The lists, if they are the first ones in their order: then bits stay where they are.
    private let firstOnes: UInt32?

    /// A reader of some lists, ascending.
    package init(_ lists: [Int]) {
        self.lists = lists
        firstOnes = lists.elementsEqual(0..<lists.count) ? ~(UInt32.max << UInt32(lists.count)) : nil
    }

    /// A set of lists as a set of some of them.
    @inline(__always)
    package func history(_ set: UInt32) -> Int {
        if let firstOnes { return Int(set & firstOnes) }
        var history = 0
        for (bit, list) in lists.enumerated() { history |= Int((set &>> UInt32(list)) & 1) << bit }
        return history
    }
}
