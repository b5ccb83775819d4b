import Crypto
import Foundation

/// The SHA-256 of files and texts, as lower-case hexadecimal digits.
public enum FileDigest {
    /// Bytes read at a time.
    private static let blockSize = 1 << 20

    /// The digest and size in bytes of a file.
    public static func sha256(ofFile path: String) throws(RunStoreError) -> (digest: String, bytes: Int) {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno, at: path, doing: "opening") }
        defer { close(descriptor) }
        var hasher = SHA256()
        var total = 0
        var block = [UInt8](repeating: 0, count: blockSize)
        while true {
            let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno, at: path, doing: "reading")
            }
            if count == 0 { break }
            block.withUnsafeBytes {
                hasher.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            total += count
        }
        return (hexadecimal(hasher.finalize()), total)
    }

    /// The digest of a text's UTF-8 bytes.
    public static func sha256(of text: String) -> String {
        hexadecimal(SHA256.hash(data: Array(text.utf8)))
    }

    private static func hexadecimal(_ digest: SHA256.Digest) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
