import Columns

extension ValueDictionary {
    /// Replaces `scalars` by the Unicode scalars of a value; bytes that are not UTF-8 are repaired.
    func readScalars(of code: UInt32, into scalars: inout [UInt32]) {
        scalars.removeAll(keepingCapacity: true)
        let value = slice(code)
        if value.allSatisfy({ $0 < 0x80 }) {
            for byte in value { scalars.append(UInt32(byte)) }
        } else {
            for scalar in String(decoding: value, as: UTF8.self).unicodeScalars {
                scalars.append(scalar.value)
            }
        }
    }
}
