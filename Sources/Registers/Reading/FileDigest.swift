import Crypto

/// The SHA-256 digest of a file, computed block by block while the file is read.
struct FileDigest: Sendable {
    private var state = SHA256()

    /// Adds `count` bytes.
    mutating func update(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
        state.update(bufferPointer: UnsafeRawBufferPointer(start: bytes, count: count))
    }

    /// The digest of all bytes so far, in lower-case hexadecimal.
    var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in state.finalize() {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
