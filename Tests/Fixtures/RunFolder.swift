package import Foundation

/// A folder that goes away with the test.
package final class RunFolder {
    package let path: String

    package init() throws {
        var template = Array((NSTemporaryDirectory() + "recensus-run-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw CocoaError(.fileWriteUnknown) }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    package func callAsFunction(_ name: String) -> String { path + "/" + name }

    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try text.write(toFile: self(name), atomically: false, encoding: .utf8)
        return self(name)
    }

    package func text(_ name: String) throws -> String { String(decoding: try data(name), as: UTF8.self) }

    package func data(_ name: String) throws -> Data {
        try Data(contentsOf: URL(fileURLWithPath: self(name)))
    }

    /// What a file holds, to be compared with another.
    package func contents(_ name: String) throws -> FileContents { FileContents(bytes: try data(name)) }

    /// All files below a folder, sorted.
    package func files(below name: String) -> [String] {
        (FileManager.default.enumerator(atPath: self(name))?.allObjects as? [String] ?? []).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: self(name) + "/" + $0, isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
