import Columns

/// English given names that may be one person's: William, Will, Bill, Billy.
///
/// Each group has a number; a name belongs to up to three groups (Ted is short for Edward, Edmund and
/// Theodore). Two names are forms of one if they share a group. Names are looked up as standardised, that
/// is in lower case; a name that is in no group shares none.
public enum Nicknames {
    /// The groups of a name, ascending, 0 where there are fewer than three.
    public typealias Groups = (first: UInt32, second: UInt32, third: UInt32)

    /// The greatest number of groups a name can be in.
    public static let groupsPerName = 3

    /// The number of groups.
    public static var groupCount: Int { NicknameIndex.shared.groupCount }

    /// The first group of a name, 0 if it is in none.
    public static func group(of name: Span<UInt8>) -> UInt32 { groups(of: name).first }

    /// All groups of a name.
    /// - Complexity: O(length) expected; no allocation.
    public static func groups(of name: Span<UInt8>) -> Groups { NicknameIndex.shared.groups(of: name) }

    /// All groups of a name.
    public static func groups(of name: String) -> Groups {
        let bytes = Array(name.utf8)
        return groups(of: bytes.span)
    }

    /// Whether two names are forms of one: they share a group.
    public static func share(_ a: Groups, _ b: Groups) -> Bool {
        func has(_ group: UInt32) -> Bool {
            group != 0 && (group == b.first || group == b.second || group == b.third)
        }
        return has(a.first) || has(a.second) || has(a.third)
    }

    /// Whether two names are forms of one.
    public static func areRelated(_ a: String, _ b: String) -> Bool {
        share(groups(of: a), groups(of: b))
    }
}

/// The table of nicknames by name.
struct NicknameIndex: Sendable {
    /// The index of the process.
    static let shared = NicknameIndex()

    /// The number of groups.
    private(set) var groupCount = 0
    /// The distinct names; code 0 is none.
    private let names: ValueDictionary
    /// Three groups per code.
    private var groups: [UInt32]
    /// Open addressing: codes of names, 0 where free, a power of two of them.
    private var slots: [UInt32]

    private init() {
        var interner = ValueInterner()
        var memberships: [(code: UInt32, group: UInt32)] = []
        for line in NicknameTable.groups.split(separator: "\n") {
            groupCount += 1
            for name in line.split(separator: " ") {
                memberships.append((interner.intern(String(name)), UInt32(groupCount)))
            }
        }
        let names = interner.finish()
        var groups = [UInt32](repeating: 0, count: names.count * Nicknames.groupsPerName)
        for (code, group) in memberships {
            let places = (0..<Nicknames.groupsPerName).map { Int(code) * Nicknames.groupsPerName + $0 }
            // The table puts no name into more groups than there are places.
            if places.contains(where: { groups[$0] == group }) { continue }
            if let free = places.first(where: { groups[$0] == 0 }) { groups[free] = group }
        }
        var size = 64
        while size < names.count * 2 { size *= 2 }
        var slots = [UInt32](repeating: 0, count: size)
        for code in 1..<names.count {
            var slot =
                names.withBytes(UInt32(code)) { Int(truncatingIfNeeded: Hash64.bytes($0)) } & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = UInt32(code)
        }
        self.names = names
        self.groups = groups
        self.slots = slots
    }

    /// The groups of a name.
    func groups(of name: Span<UInt8>) -> Nicknames.Groups {
        if name.isEmpty { return (0, 0, 0) }
        let hash = name.withUnsafeBufferPointer { Hash64.bytes($0) }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let code = Int(slots[slot])
            if isName(code, name) {
                let first = code * Nicknames.groupsPerName
                return (groups[first], groups[first + 1], groups[first + 2])
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return (0, 0, 0)
    }

    private func isName(_ code: Int, _ name: Span<UInt8>) -> Bool {
        let start = Int(names.offsets[code])
        guard Int(names.offsets[code + 1]) - start == name.count else { return false }
        for i in name.indices where names.bytes[start + i] != name[i] { return false }
        return true
    }
}
