/// Two crossings in the same direction: the one between them is not in the data.
///
/// Most stays away are short beside the stays here. So the missing return is taken to have followed the first
/// departure soon, and the missing departure to have come just before the second arrival: of two departures
/// the first is left out, of two arrivals the second.
enum CrossingGaps {
    /// Puts, of two crossings on one day, the one first that can follow, in the crossings of one person from a place on.
    static func order(_ day: [Int32], _ isArrival: inout [Bool], from first: Int) {
        for i in first..<max(first, day.count - 1)
        where day[i] == day[i + 1] && isArrival[i] != isArrival[i + 1] {
            let cannotFollow = i > first ? isArrival[i] == isArrival[i - 1] : isArrival[i]
            if cannotFollow { isArrival.swapAt(i, i + 1) }
        }
    }

    /// Leaves out what stands beside a gap, in the crossings of one person from a place on.
    static func close(_ day: inout [Int32], _ isArrival: inout [Bool], from first: Int) {
        var kept = first
        for i in first..<day.count {
            if kept > first && isArrival[kept - 1] == isArrival[i] {
                // A second arrival adds nothing; a second departure takes the place of the first.
                if !isArrival[i] { day[kept - 1] = day[i] }
                continue
            }
            day[kept] = day[i]
            isArrival[kept] = isArrival[i]
            kept += 1
        }
        day.removeLast(day.count - kept)
        isArrival.removeLast(isArrival.count - kept)
    }
}
