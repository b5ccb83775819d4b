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
        return try parse(Data(bytes), path: path)
    }

    /// Reads a table.
    static func parse(_ data: Data, path: String) throws(PipelineError) -> CaptureCounts {
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
        var table: Table?
        for row in rows {
            if table == nil {
                table = try Table(header: row.fields, path: path, line: row.line)
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
        do {
            return try CaptureCounts(lists: table.lists, counts: table.counts)
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

extension CountsFile {
    /// A table being read.
    private struct Table {
        let lists: [String]
        private(set) var counts: [Int]
        private let path: String
        private let header: [String]
        private let countColumn: Int
        private var lineOf: [Int: Int] = [:]
        private var sum = 0

        init(header: [String], path: String, line: Int) throws(PipelineError) {
            self.path = path
            self.header = header
            let place = "\(path):\(line)"
            guard let column = header.firstIndex(where: { $0.lowercased() == "count" }) else {
                throw PipelineError(
                    .malformed,
                    at: place,
                    "there is no column `count` among \(header.joined(separator: ", ")); name the column of counts so"
                )
            }
            countColumn = column
            lists = header.indices.filter { $0 != column }.map { header[$0] }
            for (position, name) in header.enumerated() {
                if name.isEmpty {
                    throw PipelineError(
                        .malformed,
                        at: "\(place):\(position + 1)",
                        "the column has no name; name each list"
                    )
                }
                if header.firstIndex(of: name) != position {
                    throw PipelineError(
                        .malformed,
                        at: "\(place):\(position + 1)",
                        "the name \(name) occurs twice; rename one column"
                    )
                }
            }
            guard lists.count >= CaptureCounts.supportedLists.lowerBound else {
                throw PipelineError(
                    .malformed,
                    at: place,
                    "\(lists.count) list\(lists.count == 1 ? "" : "s"); the size of a population needs at least two. "
                        + "Add a column of 0 and 1 per list"
                )
            }
            guard lists.count <= CaptureCounts.supportedLists.upperBound else {
                throw PipelineError(
                    .malformed,
                    at: place,
                    "\(lists.count) lists; at most \(CaptureCounts.supportedLists.upperBound) are supported. Join those "
                        + "that are alike: 1 where any of them is 1"
                )
            }
            counts = [Int](repeating: 0, count: 1 << lists.count)
        }

        mutating func add(_ fields: [String], line: Int) throws(PipelineError) {
            guard fields.count == header.count else {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(line)",
                    "\(fields.count) fields; expected \(header.count), as in the header"
                )
            }
            var history = 0
            var list = 0
            for (position, field) in fields.enumerated() where position != countColumn {
                guard field == "0" || field == "1" else {
                    throw PipelineError(
                        .malformed,
                        at: "\(path):\(line):\(position + 1)",
                        "\(quoted(field)) in column \(header[position]); expected 1 if the list caught the case, else 0"
                    )
                }
                if field == "1" { history |= 1 << list }
                list += 1
            }
            guard history != 0 else { return try addUnseen(fields[countColumn], line: line) }
            if let first = lineOf[history] {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(line)",
                    "the same combination of lists as in line \(first); add up their counts in one row"
                )
            }
            lineOf[history] = line
            counts[history] = try count(fields[countColumn], line: line)
        }

        /// A row of those whom no list caught: what is estimated, so that nothing may be known of them.
        private mutating func addUnseen(_ field: String, line: Int) throws(PipelineError) {
            // R writes what is missing as NA.
            guard field.isEmpty || field == "NA" || field.allSatisfy({ $0 == "0" }) else {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(line)",
                    "a row of those whom no list caught, with \(quoted(field)); expected 0 or NA, for they are what is "
                        + "estimated. Leave the row out"
                )
            }
            if let first = lineOf[0] {
                throw PipelineError(
                    .malformed,
                    at: "\(path):\(line)",
                    "the same combination of lists as in line \(first); leave one row out"
                )
            }
            lineOf[0] = line
        }

        private mutating func count(_ field: String, line: Int) throws(PipelineError) -> Int {
            let place = "\(path):\(line):\(countColumn + 1)"
            let isDigits = !field.isEmpty && field.utf8.allSatisfy { (48...57).contains($0) }
            guard isDigits else {
                let kind =
                    Double(field).map { $0 < 0 ? "a negative count" : "not a whole number" } ?? "not a number"
                throw PipelineError(
                    .malformed,
                    at: place,
                    "\(quoted(field)) in column count is \(kind); expected a whole number of 0 or more"
                )
            }
            guard let value = Int(field), value <= CaptureCounts.greatestCount - sum else {
                throw PipelineError(
                    .malformed,
                    at: place,
                    "with \(quoted(field)) the counts sum to more than \(CaptureCounts.greatestCount); check the number"
                )
            }
            sum += value
            return value
        }

        private func quoted(_ field: String) -> String {
            field.isEmpty ? "an empty field" : "“\(field.prefix(40))”"
        }
    }
}
