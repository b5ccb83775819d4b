package import Foundation

/// What a file holds.
///
/// Of two that differ a test says where, and lists no edits from one to the other, which takes hours on large files.
package struct FileContents: Equatable, CustomStringConvertible {
    package let bytes: Data

    package init(bytes: Data) { self.bytes = bytes }

    /// The lines around the first difference from another file.
    package func difference(from other: FileContents) -> String {
        let (a, b) = (bytes.split(separator: 10), other.bytes.split(separator: 10))
        let line = zip(a, b).enumerated().first { $1.0 != $1.1 }?.offset ?? min(a.count, b.count)
        func text(_ lines: [Data]) -> String {
            line < lines.count ? String(decoding: lines[line].prefix(300), as: UTF8.self) : "the end"
        }
        return "line \(line + 1): \(text(a)) | \(text(b))"
    }

    package var description: String { "\(bytes.count) bytes" }
}
