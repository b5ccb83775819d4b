import Columns

/// A test of one pair, compiled: codes and measures instead of names.
package indirect enum Condition: Sendable {
    /// At least one of the two values is missing.
    case missing(slot: Int)
    case sameCode(slot: Int)
    case swapped(Int, Int, CodeTranslation)
    case crossed(Int, Int, CodeTranslation)
    case atLeast(measure: Int, Float)
    case atMost(measure: Int, Float)
    case flag(measure: Int, Int32)
    case any([Condition])
    case all([Condition])
    case not(Condition)
}

/// A comparison compiled for one set of records: which slots, which prepared values, which tests.
struct Comparator: Sendable {
    /// Slots that must not be missing.
    let required: [Int]
    /// All slots read by any condition; a pair that lacks one of them fails that condition.
    let missingWhen: Condition?
    let conditions: [Condition]
    let measures: [any PairMeasure]
    /// If the first condition is that all codes of one slot are equal: that slot.
    let exactSlot: Int?
    /// ``exactSlot`` where equal codes rule out ``missingWhen``, so that one look decides.
    let decidingSlot: Int?
    /// The depth of nesting of the conditions.
    let depth: Int

    var levelCount: Int { conditions.count + 2 }
    var differentLevel: UInt8 { UInt8(conditions.count + 1) }

    /// Finds the level of each pair in `alive[0..<aliveCount]` and leaves it in `batch.level`.
    func classify(_ batch: borrowing BatchBuffers, aliveCount: Int) {
        let level = batch.level
        let alive = UnsafeBufferPointer(start: batch.alive, count: aliveCount)
        let undecided = batch.undecided
        var open = 0
        if required.count == 1, let decidingSlot, required[0] == decidingSlot {
            batch.each(alive, decidingSlot) { i, a, b in
                let missing = a == 0 || b == 0
                let same = a == b
                level[i] = missing ? 0 : (same ? 1 : 255)
                undecided[open] = Int32(truncatingIfNeeded: i)
                open &+= missing || same ? 0 : 1
            }
        } else {
            batch.eachRow(alive) { i, a, b in
                var missing = false
                for slot in required where a[slot] == 0 || b[slot] == 0 { missing = true }
                if missing {
                    level[i] = 0
                } else if let decidingSlot, a[decidingSlot] == b[decidingSlot], a[decidingSlot] != 0 {
                    level[i] = 1
                } else {
                    level[i] = 255
                    undecided[open] = Int32(truncatingIfNeeded: i)
                    open &+= 1
                }
            }
        }
        if open == 0 { return }
        var computed: UInt64 = 0
        if let missingWhen {
            open = settle(missingWhen, 0, batch, open, &computed)
        }
        for (index, condition) in conditions.enumerated() where index > 0 || decidingSlot == nil {
            if open == 0 { return }
            open = settle(condition, UInt8(index + 1), batch, open, &computed)
        }
        for position in 0..<open { level[Int(undecided[position])] = differentLevel }
    }

    /// Gives `outcome` to the undecided pairs for which the condition holds; returns how many are left.
    private func settle(
        _ condition: Condition,
        _ outcome: UInt8,
        _ batch: borrowing BatchBuffers,
        _ open: Int,
        _ computed: inout UInt64
    ) -> Int {
        let undecided = batch.undecided
        let pairs = UnsafeBufferPointer(start: UnsafePointer(undecided), count: open)
        // The usual conditions are looked up at once, without a list of truths in between.
        switch condition {
        case .atLeast(let measure, let bound):
            let values = measured(measure, batch, pairs, &computed, false)
            return Self.give(outcome, batch, open) { values[$0] >= bound }
        case .atMost(let measure, let bound):
            let values = measured(measure, batch, pairs, &computed, false)
            return Self.give(outcome, batch, open) { values[$0] <= bound }
        case .flag(let measure, let flag):
            let values = measured(measure, batch, pairs, &computed, false)
            return Self.give(outcome, batch, open) { Int32(values[$0]) & flag != 0 }
        default:
            evaluate(condition, batch, pairs, depth: 0, &computed, partial: false)
            let truth = batch.truth
            return Self.give(outcome, batch, open) { truth[$0] }
        }
    }

    /// Gives `outcome` to the undecided pairs that hold; returns how many are left.
    @inline(__always)
    private static func give(
        _ outcome: UInt8,
        _ batch: borrowing BatchBuffers,
        _ open: Int,
        _ holds: (Int) -> Bool
    ) -> Int {
        let undecided = batch.undecided
        let level = batch.level
        var left = 0
        for position in 0..<open {
            let index = undecided[position]
            let isSettled = holds(Int(index))
            // A pair that stays undecided gets its level later.
            level[Int(index)] = outcome
            undecided[left] = index
            left &+= isSettled ? 0 : 1
        }
        return left
    }

    /// Sets `truth[depth][i]` for each listed pair.
    private func evaluate(
        _ condition: Condition,
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        depth: Int,
        _ computed: inout UInt64,
        partial: Bool
    ) {
        let truth = batch.truth + depth * BatchBuffers.capacity
        switch condition {
        case .missing(let slot):
            batch.each(indices, slot) { truth[$0] = $1 == 0 || $2 == 0 }
        case .sameCode(let slot):
            batch.each(indices, slot) { truth[$0] = $1 == $2 && $1 != 0 }
        case .swapped(let s, let t, let translation):
            translation.withCodes { translated in
                // SAFETY: translations have an entry for each code of slot t.
                batch.eachRow(indices) { i, a, b in
                    truth[i] =
                        a[s] == translated[Int(b[t])] && b[s] == translated[Int(a[t])]
                        && a[s] != 0 && b[s] != 0 && a[s] != b[s]
                }
            }
        case .crossed(let s, let t, let translation):
            translation.withCodes { translated in
                // SAFETY: as above.
                batch.eachRow(indices) { i, a, b in
                    truth[i] =
                        (a[s] == translated[Int(b[t])] && a[s] != 0)
                        || (b[s] == translated[Int(a[t])] && b[s] != 0)
                }
            }
        case .atLeast(let measure, let bound):
            let values = measured(measure, batch, indices, &computed, partial)
            for index in indices { truth[Int(index)] = values[Int(index)] >= bound }
        case .atMost(let measure, let bound):
            let values = measured(measure, batch, indices, &computed, partial)
            for index in indices { truth[Int(index)] = values[Int(index)] <= bound }
        case .flag(let measure, let flag):
            let values = measured(measure, batch, indices, &computed, partial)
            for index in indices { truth[Int(index)] = Int32(values[Int(index)]) & flag != 0 }
        case .all(let parts):
            // Each part is asked only of the pairs that passed those before it.
            for index in indices { truth[Int(index)] = true }
            let inner = batch.truth + (depth + 1) * BatchBuffers.capacity
            let open = batch.scratch + depth * BatchBuffers.capacity
            var count = 0
            for index in indices {
                open[count] = index
                count += 1
            }
            for part in parts where count > 0 {
                let rest = UnsafeBufferPointer(start: UnsafePointer(open), count: count)
                evaluate(
                    part,
                    batch,
                    rest,
                    depth: depth + 1,
                    &computed,
                    partial: partial || count < indices.count
                )
                var left = 0
                for position in 0..<count {
                    let index = open[position]
                    let holds = inner[Int(index)]
                    truth[Int(index)] = holds
                    open[left] = index
                    left &+= holds ? 1 : 0
                }
                count = left
            }
        case .any(let parts):
            for index in indices { truth[Int(index)] = false }
            let inner = batch.truth + (depth + 1) * BatchBuffers.capacity
            for part in parts {
                evaluate(part, batch, indices, depth: depth + 1, &computed, partial: partial)
                for index in indices where inner[Int(index)] { truth[Int(index)] = true }
            }
        case .not(let part):
            let inner = batch.truth + (depth + 1) * BatchBuffers.capacity
            evaluate(part, batch, indices, depth: depth + 1, &computed, partial: partial)
            for index in indices { truth[Int(index)] = !inner[Int(index)] }
        }
    }

    /// The values of a measure for all undecided pairs; computed when first asked for.
    ///
    /// Undecided pairs only become fewer, so values once computed stay valid for the rest.
    private func measured(
        _ measure: Int,
        _ batch: borrowing BatchBuffers,
        _ indices: UnsafeBufferPointer<Int32>,
        _ computed: inout UInt64,
        _ partial: Bool
    ) -> UnsafeMutablePointer<Float> {
        let values = batch.values + measure * BatchBuffers.capacity
        if computed & (1 << UInt64(measure)) == 0 {
            measures[measure].compute(batch, indices, into: values)
            // Asked only of the pairs that passed other conditions, it is not known for all.
            if !partial { computed |= 1 << UInt64(measure) }
        }
        return values
    }
}
