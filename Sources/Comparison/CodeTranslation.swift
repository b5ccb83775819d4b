import Columns

/// What the codes of one feature are in the code space of another.
///
/// Each feature has its own dictionary, so that codes of two features say nothing of each other.
package struct CodeTranslation: Sendable {
    private let codes: [UInt32]

    /// Translates each code of a dictionary to the code of the same value in another.
    ///
    /// The missing value stays missing; a value that the other lacks gets the code beyond all of its own.
    /// - Complexity: O(bytes of both); 4 bytes per value are kept.
    init(from source: ValueDictionary, to target: ValueDictionary) {
        var interner = ValueInterner(capacity: target.count)
        // Values are distinct, so that each gets the code that it has in its dictionary.
        for code in 0..<UInt32(target.count) { _ = target.withBytes(code) { interner.intern($0) } }
        codes = (0..<UInt32(source.count)).map { code in
            source.withBytes(code) { interner.find($0) } ?? UInt32(target.count)
        }
    }

    private init(codes: [UInt32]) { self.codes = codes }

    /// The values of two dictionaries as one, in which those of the first keep their codes; and the codes of the second.
    ///
    /// - Complexity: O(bytes of both).
    static func joined(_ first: ValueDictionary, _ second: ValueDictionary) -> (
        ValueDictionary, CodeTranslation
    ) {
        var interner = ValueInterner(capacity: first.count + second.count)
        for code in 0..<UInt32(first.count) { _ = first.withBytes(code) { interner.intern($0) } }
        let codes = (0..<UInt32(second.count)).map { code in second.withBytes(code) { interner.intern($0) } }
        return (interner.finish(), CodeTranslation(codes: codes))
    }

    /// Calls `body` with the translation of each code.
    @inline(__always) func withCodes(_ body: (UnsafeBufferPointer<UInt32>) -> Void) {
        codes.withUnsafeBufferPointer(body)
    }
}
