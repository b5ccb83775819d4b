import Foundation

/// What a page of a report is known again by.
public enum ReportMark {
    /// The first line of every page.
    public static let opening = "<!DOCTYPE html>"
    /// The name of the generator in the page's head.
    public static let generator = "Recensus"
    /// How much of a file is looked at, in bytes.
    public static let length = 1000

    /// Whether a file begins like a report of Recensus.
    public static func isReport(_ beginning: [UInt8]) -> Bool {
        let text = String(decoding: beginning.prefix(length), as: UTF8.self)
        return text.hasPrefix(opening) && text.contains("<meta name=\"generator\" content=\"\(generator)\"/>")
    }

    /// Whether a regular file is a report of Recensus; false if it cannot be read.
    static func isReport(at path: String) -> Bool {
        guard let handle = FileHandle(forReadingAtPath: path) else { return false }
        defer { try? handle.close() }
        return isReport(Array((try? handle.read(upToCount: length)) ?? Data()))
    }
}
