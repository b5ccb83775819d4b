/// The people of one way of linking who have just the records that somebody has by the links accepted.
///
/// Most do: links in doubt are few. What is known of them need not be worked out again.
package struct SamePeople: Sendable {
    /// Per person: the number of the person by the links accepted; -1 if nobody has just these records.
    let of: [Int32]

    /// The people of the links accepted themselves.
    package init(all spine: Spine) { of = (0..<Int32(truncatingIfNeeded: spine.count)).map { $0 } }

    /// Compares people of the same records.
    ///
    /// - Complexity: O(records).
    init(_ spine: Spine, as base: Spine) {
        of = (0..<spine.count).map { p in
            let range = Int(spine.memberStart[p])..<Int(spine.memberStart[p + 1])
            let known = base.personOf[Int(spine.rows[p])]
            let size = Int(base.memberStart[Int(known) + 1] - base.memberStart[Int(known)])
            if size != range.count { return -1 }
            for slot in range where base.personOf[Int(spine.members[slot])] != known { return -1 }
            return Int32(truncatingIfNeeded: known)
        }
    }
}
