import Columns

extension ValueDictionary {
    /// Calls `body` with each Unicode scalar of a value; bytes that are not UTF-8 are repaired.
    ///
    /// - Complexity: O(bytes), no allocation unless the bytes are not UTF-8.
    @inline(__always)
    func forEachScalar(of code: UInt32, _ body: (UInt32) -> Void) {
        withBytes(code) { bytes in
            var i = 0
            while i < bytes.count {
                let lead = UInt32(bytes[i])
                if lead < 0x80 {
                    body(lead)
                    i &+= 1
                    continue
                }
                let length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
                guard lead >= 0xc2, lead <= 0xf4, i &+ length <= bytes.count else { break }
                var scalar = lead & (0x7f &>> UInt32(length))
                var isValid = true
                for k in 1..<length {
                    let next = UInt32(bytes[i &+ k])
                    isValid = isValid && next & 0xc0 == 0x80
                    scalar = (scalar &<< 6) | (next & 0x3f)
                }
                let least: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x1_0000
                isValid = isValid && scalar >= least && scalar <= 0x10_ffff && scalar &>> 11 != 0x1b
                if !isValid { break }
                body(scalar)
                i &+= length
            }
            if i == bytes.count { return }
            // What is not UTF-8 is repaired as Swift does it, from the first byte at fault.
            let rest = UnsafeBufferPointer(rebasing: bytes[i...])
            for scalar in String(decoding: rest, as: UTF8.self).unicodeScalars { body(scalar.value) }
        }
    }
}
