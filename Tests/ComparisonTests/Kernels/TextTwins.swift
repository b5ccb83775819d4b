/// Slow reference twins of the text kernels, written for clarity on arrays of scalars.
enum TextTwins {
    static func jaro(_ a: [UInt32], _ b: [UInt32]) -> Double {
        if a.isEmpty || b.isEmpty { return a.isEmpty && b.isEmpty ? 1 : 0 }
        let reach = max(0, max(a.count, b.count) / 2 - 1)
        var usedA = [Bool](repeating: false, count: a.count)
        var usedB = [Bool](repeating: false, count: b.count)
        for i in a.indices {
            for j in b.indices where abs(i - j) <= reach && !usedB[j] && a[i] == b[j] {
                usedA[i] = true
                usedB[j] = true
                break
            }
        }
        let matchedA = a.indices.filter { usedA[$0] }.map { a[$0] }
        let matchedB = b.indices.filter { usedB[$0] }.map { b[$0] }
        if matchedA.isEmpty { return 0 }
        let m = Double(matchedA.count)
        let t = Double(zip(matchedA, matchedB).filter { $0 != $1 }.count / 2)
        return (m / Double(a.count) + m / Double(b.count) + (m - t) / m) / 3
    }

    static func jaroWinkler(_ a: [UInt32], _ b: [UInt32]) -> Double {
        boosted(jaro(a, b), a, b)
    }

    static func boosted(_ similarity: Double, _ a: [UInt32], _ b: [UInt32]) -> Double {
        similarity + Double(min(4, commonPrefix(a, b))) * 0.1 * (1 - similarity)
    }

    static func commonPrefix(_ a: [UInt32], _ b: [UInt32]) -> Int {
        zip(a, b).prefix { $0 == $1 }.count
    }

    static func levenshtein(_ a: [UInt32], _ b: [UInt32]) -> Int {
        edits(a, b, swaps: false)
    }

    static func osa(_ a: [UInt32], _ b: [UInt32]) -> Int {
        edits(a, b, swaps: true)
    }

    private static func edits(_ a: [UInt32], _ b: [UInt32], swaps: Bool) -> Int {
        let width = b.count + 1
        var d = [Int](repeating: 0, count: (a.count + 1) * width)
        for i in 0...a.count { d[i * width] = i }
        for j in 0...b.count { d[j] = j }
        var i = 1
        while i <= a.count {
            var j = 1
            while j <= b.count {
                let here = i * width + j
                var least = d[here - width - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
                if d[here - width] + 1 < least { least = d[here - width] + 1 }
                if d[here - 1] + 1 < least { least = d[here - 1] + 1 }
                if swaps, i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                    least = min(least, d[here - 2 * width - 2] + 1)
                }
                d[here] = least
                j += 1
            }
            i += 1
        }
        return d[a.count * width + b.count]
    }

    static func differInOneSymbol(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        a.count == b.count && zip(a, b).filter { $0 != $1 }.count == 1
    }

    static func differInSwappedNeighbours(_ a: [UInt32], _ b: [UInt32]) -> Bool {
        if a.count != b.count || a == b || a.count < 2 { return false }
        for i in 0..<(a.count - 1) {
            var swapped = a
            swapped.swapAt(i, i + 1)
            if swapped == b { return true }
        }
        return false
    }
}
