public import Estimation
import Foundation
import Registers

/// Reads a table of capture histories: columns of 0 and 1 for the lists, and a column `count`.
public enum CountsFile {
    /// Files beyond this are no tables of at most 511 rows.
    private static let greatestSize = 1 << 20

    /// Reads a file.
    ///
    /// - Parameter path: A CSV file with a header; histories that are not in it count 0.
    /// - Throws: ``PipelineError`` that names line and column, what was found and what to do.
    public static func read(_ path: String) throws -> CaptureCounts {
        try read(path, strata: []).whole
    }

    /// Reads a file with columns that tell groups of cases apart.
    ///
    /// - Parameters:
    ///   - path: A CSV file with a header; histories that are not in it count 0.
    ///   - strata: The names of the columns that hold no lists but groups, such as sex or district.
    /// - Throws: ``PipelineError`` that names line and column, what was found and what to do.
    public static func read(_ path: String, strata: [String]) throws -> StratifiedCounts {
        let bytes: [UInt8]
        do throws(RegisterError) {
            bytes = try WholeFile.read(path, atMost: greatestSize, waiting: Waiting.hearer())
        } catch {
            let detail =
                error.code == .notFound
                ? "there is no such file; check the path"
                : "not a readable file of at most 1 MB (\(error.detail)); expected a table of counts, one row per "
                    + "combination of lists"
            throw PipelineError(.unreadable, at: path, detail)
        }
        return try parse(Data(bytes), path: path, strata: strata)
    }

    /// Reads a table.
    static func parse(_ data: Data, path: String) throws(PipelineError) -> CaptureCounts {
        try parse(data, path: path, strata: []).whole
    }

    /// Reads a table with groups.
    static func parse(_ data: Data, path: String, strata: [String]) throws(PipelineError) -> StratifiedCounts
    {
        let text = try text(data, path: path)
        let rows: [CountsText.Row]
        do throws(CountsText.Failure) {
            rows = try CountsText(text).rows
        } catch {
            throw PipelineError(
                .malformed,
                at: "\(path):\(error.line)",
                "\(error.detail); close it, or double it if it belongs to a value"
            )
        }
        var table: CountsTable?
        for row in rows {
            if table == nil {
                table = try CountsTable(header: row.fields, strata: strata, path: path, line: row.line)
            } else {
                try table?.add(row.fields, line: row.line)
            }
        }
        guard let table else {
            throw PipelineError(
                .malformed,
                at: path,
                "the file is empty; expected a header such as A,B,C,count and a row per history"
            )
        }
        do throws(EstimationError) {
            return try table.result()
        } catch {
            throw PipelineError(.malformed, at: path, error.detail)
        }
    }

    /// The text of a file: UTF-8, or UTF-16 with its mark, as spreadsheets write it.
    private static func text(_ data: Data, path: String) throws(PipelineError) -> String {
        let isWide = data.starts(with: [0xff, 0xfe]) || data.starts(with: [0xfe, 0xff])
        let decoded =
            isWide && data.count % 2 == 0
            ? String(data: data, encoding: .utf16) : String(validating: data, as: UTF8.self)
        guard var text = decoded else {
            throw PipelineError(.malformed, at: path, "the file is not UTF-8; save it as CSV in UTF-8")
        }
        if text.hasPrefix("\u{feff}") { text.removeFirst() }
        return text
    }
}
