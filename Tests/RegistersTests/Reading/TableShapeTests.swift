import Columns
import Testing

@testable import Registers

@Suite("Tables that are nearly separated values")
struct TableShapeTests {
    private static let header = ["rec_id", "surname", "given_name", "born", "sex"]

    /// Rows of people without any missing value.
    private static func people(_ count: Int = 40) -> [[String]] {
        (0..<count).map { i in
            [
                "A\(100 + i)", "SMITH\(["", "E", "SON"][i % 3])", "Jo An",
                "19\(30 + i % 60)-01-0\(1 + i % 9)", i % 2 == 0 ? "F" : "M",
            ]
        }
    }

    private static func text(
        _ rows: [[String]],
        header: [String]? = header,
        by mark: String = ",",
        end: String = "\n"
    ) -> String {
        ((header.map { [$0] } ?? []) + rows).map { $0.joined(separator: mark) + end }.joined()
    }

    /// Whether a text reads as the people above, with a notice of one kind alone.
    private static func expect(
        _ text: String,
        _ kind: RegisterNotice.Kind?,
        count: Int? = nil,
        rows: [[String]] = people(),
        _ location: SourceLocation = #_sourceLocation
    ) throws {
        let result = try readText(text)
        #expect(result.rows == rows, sourceLocation: location)
        #expect(result.names == header, sourceLocation: location)
        #expect(result.kinds == (kind.map { [$0] } ?? []), sourceLocation: location)
        #expect(result.quarantinedCount == 0, sourceLocation: location)
        if let kind, let count { #expect(result.count(kind) == count, sourceLocation: location) }
    }

    @Test(
        "the header is found below title lines",
        arguments: [
            "Registration extract - as at 30 June 2026\n\n",
            "Extract, as at 30 June 2026\nPrepared by: A, B\n",
            "Department\nSection\n\nExtract\nRestricted\nPage 1\n", "Registration extract,,,,\n,,,,\n",
            "# made by hand, for x, y, z, w, v, u\n# on 2026-06-30\n", "\n\n\"Title, with comma\"\n",
        ]
    )
    func titles(_ title: String) throws {
        let lines = title.split(separator: "\n").filter { $0.contains { $0 != "," } }
        try Self.expect(title + Self.text(Self.people()), .titleLines, count: lines.count)
        let windows = (title + Self.text(Self.people())).replacing("\n", with: "\r\n")
        try Self.expect(windows, .titleLines)
    }

    @Test("title lines do not hide the delimiter")
    func titlesAndDelimiters() throws {
        for mark in [";", "\t", "|"] {
            try Self.expect("Extract, of 2026\n" + Self.text(Self.people(), by: mark), .titleLines)
        }
    }

    @Test(
        "lines of totals at the end are no records",
        arguments: [
            "Total: 1100\n", "\n(40 rows affected)\n", "Total,40,,,\n", "Total,,,,40\n", "\nEnd of report\n",
            "合計,40,,,\n",
            "--\n40 records\n", "Printed on 30 June 2026, by X\n",
        ]
    )
    func footers(_ footer: String) throws {
        let result = try readText(Self.text(Self.people()) + footer)
        #expect(result.rows == Self.people())
        #expect(result.kinds.contains(.footerLines))
        #expect(result.quarantinedCount == 0)
        #expect(result.examples.isEmpty)
    }

    @Test("many broken lines at the end are no footer")
    func longFooter() throws {
        let result = try readText(Self.text(Self.people()) + String(repeating: "x\n", count: 30))
        #expect(result.quarantinedCount == 30)
        #expect(result.count(.footerLines) == 0)
    }

    @Test("lines of hyphens below the header, and the tables of database shells, are read")
    func shells() throws {
        let people = Self.people()
        let rule = Self.header.map { String(repeating: "-", count: $0.count) }
        try Self.expect(Self.text([rule] + people), .remarkLines, count: 1)
        let psql = Self.text(people, header: nil, by: " | ")
        let head = Self.header.joined(separator: " | ") + "\n" + rule.joined(separator: "-+-") + "\n"
        try Self.expect(" " + head + psql, .remarkLines)
        let line = "+--+--+--+--+--+\n"
        let rows = ([Self.header] + people).map { "| " + $0.joined(separator: " | ") + " |\n" }
        let mysql = line + rows[0] + line + rows.dropFirst().joined() + line
        let result = try readText(mysql)
        #expect(result.rows == people)
        #expect(result.names == Self.header)
    }

    @Test("columns aligned by blanks are parted where a line of hyphens shows how, or by two blanks")
    func aligned() throws {
        let widths = [8, 10, 10, 10, 3]
        func line(_ fields: [String]) -> String {
            zip(fields, widths).map { $0.padding(to: $1) }.joined(separator: " ") + "\n"
        }
        var people = Self.people()
        people[3][1] = ""
        people[5][1] = "陳"
        let rule = line(widths.map { String(repeating: "-", count: $0) })
        let body = people.map(line).joined() + "\n(40 rows affected)\n"
        let result = try readText(line(Self.header) + rule + body)
        #expect(result.rows == people)
        #expect(result.kinds.contains(.layout))
        #expect(result.count(.footerLines) == 1)
        #expect(result.quarantinedCount == 0)
        try Self.expect(Self.text(Self.people(), by: "   "), .layout)
        // Without a rule and with gaps nobody can tell.
        let gaps = people.enumerated().map { i, row in
            line(i % 2 == 0 ? row : [row[0], "", row[2], row[3], row[4]])
        }
        #expect(readError(line(Self.header) + gaps.joined())?.code == .unsupportedFormat)
    }

    @Test("a first line names the delimiter")
    func namedDelimiter() throws {
        for first in ["sep=;\n", "SEP=;\r\n", "\"sep=;\"\n", "\u{feff}sep=;\n"] {
            try Self.expect(first + Self.text(Self.people(), by: ";"), nil)
        }
        try Self.expect("sep=\t\n" + Self.text(Self.people(), by: "\t"), nil)
    }

    @Test("a header that recurs is no record")
    func repeatedHeader() throws {
        let parts = [Self.people().prefix(10), Self.people().dropFirst(10)].map { Self.text(Array($0)) }
        try Self.expect(parts.joined(), .headerRepeated, count: 1)
        try Self.expect(parts.joined(separator: "\u{feff}"), .headerRepeated, count: 1)
        let result = try readText(parts.joined())
        // Codes follow the rows that are left.
        #expect(result.table.columns[0].codes == (1...40).map { UInt32($0) })
        #expect(result.table.columns[0].values.count == 41)
    }

    @Test("an empty field behind the last one is passed over, a full one is not")
    func trailingDelimiter() throws {
        let rows = Self.people().map { $0 + [""] }
        try Self.expect(Self.text(rows), .overlongRows, count: 40)
        try Self.expect(Self.text(rows, header: Self.header + [""]), nil)
        try Self.expect(Self.text(Self.people(), header: Self.header + ["", ""]), nil)
        let full = try readText(Self.text(rows + [["A999", "LEE", "Jo", "1950-01-02", "M", "x"]]))
        #expect(full.quarantined.map(\.count) == [0, 1, 0, 0])
    }

    @Test("rows that lack their last fields lack these values")
    func shortRows() throws {
        let wide = Self.header + ["remark", "year"]
        let rows = Self.people().enumerated().map { i, row in
            i % 4 == 0
                ? row + ["moved", "2020"] : i % 4 == 1 ? row + ["died"] : Array(row.prefix(i == 2 ? 4 : 5))
        }
        let result = try readText(Self.text(rows, header: wide))
        #expect(result.rows == rows.map { $0 + [String](repeating: "", count: 7 - $0.count) })
        #expect(result.kinds == [.shortRows])
        #expect(result.count(.shortRows) == 30)
    }

    @Test("rows that break off in a value are set aside, both halves")
    func brokenRows() throws {
        var lines = Self.people().map { $0.joined(separator: ",") }
        for i in stride(from: 3, to: 40, by: 10) { lines[i] = lines[i].replacing("Jo An", with: "Jo\nAn") }
        let text = Self.header.joined(separator: ",") + "\n" + lines.joined(separator: "\n") + "\n"
        let result = try readText(text)
        #expect(result.table.rowCount == 36)
        #expect(result.quarantined.map(\.count) == [8, 0, 0, 0])
        #expect(readError(Array(text.utf8), canReopen: false)?.code == .tooManyQuarantined)
    }

    @Test("a last row that breaks off with the file is set aside")
    func cutOff() throws {
        let text = String(Self.text(Self.people()).dropLast(6))
        let result = try readText(text)
        #expect(result.rows == Self.people().dropLast())
        #expect(result.kinds == [.cutOff])
    }

    @Test("quotes behind backslashes are read so once a file shows that this is its way")
    func escapedQuotes() throws {
        let note = "\"he said \\\"no, \\\\ never\\\"\""
        let rows = Self.people().map { $0.map { "\"\($0)\"" } + [note] }
        let result = try readText(Self.text(rows, header: Self.header + ["note"]))
        #expect(result.rows == Self.people().map { $0 + ["he said \"no, \\ never\""] })
        #expect(result.kinds == [.layout])
        // Far behind the beginning, and where a quote would never close.
        let plain = Self.people(2000).map { $0.map { "\"\($0)\"" } + ["\"\""] }
        for end in [note, "\"x \\\" y\""] {
            let late = plain + [Self.people(1)[0] + [end]]
            let found = try readText(Self.text(late, header: Self.header + ["note"]))
            #expect(found.table.rowCount == 2001)
            #expect(found.quarantinedCount == 0)
        }
        // A backslash at the end of a value is one.
        let path = try readText("id,path\n1,\"C:\\\"\n2,\"D:\\\"\n")
        #expect(path.rows == [["1", "C:\\"], ["2", "D:\\"]])
    }

    @Test("text formulas are their text")
    func formulas() throws {
        for wrap in ["=\"%\"", "\"=\"\"%\"\"\""] {
            let rows = Self.people().map { row in [wrap.replacing("%", with: row[0])] + row.dropFirst() }
            try Self.expect(Self.text(rows), .textFormulas, count: 40)
        }
        #expect(try readText("id,sum\n1,=A1+B1\n2,=\"\n").rows == [["1", "=A1+B1"], ["2", "=\""]])
    }

    @Test("line ends of several kinds in one file end rows")
    func lineEnds() throws {
        let rows = ([Self.header] + Self.people()).map { $0.joined(separator: ",") }
        let mixed = rows.enumerated().map { $1 + ["\r", "\n", "\r\n"][$0 % 3] }.joined()
        try Self.expect(mixed, .layout)
        try Self.expect(rows.joined(separator: "\r") + "\r", nil)
        try Self.expect(rows.joined(separator: "\r") + "\n", .layout)
        let late = Self.people(3000).map { $0.joined(separator: ",") + "\n" }.joined()
        let text = rows[0] + "\n" + late + "A1,X,Y,1950-01-02,F\rA2,X,Y,1950-01-02,F\n"
        #expect(try readText(text).table.rowCount == 3002)
    }

    @Test("unusual delimiters are found", arguments: ["~", "^", "\u{1}", "\u{1f}", "||"])
    func delimiters(_ mark: String) throws {
        try Self.expect(Self.text(Self.people(), by: mark), nil)
    }

    @Test("rows that are quoted as a whole are taken out of their quotes")
    func wrapped() throws {
        let rows = [Self.header] + Self.people()
        let plain = rows.map { "\"" + $0.joined(separator: ",") + "\"\r\n" }.joined()
        try Self.expect(plain, .layout)
        try Self.expect("\u{feff}" + plain, .layout)
        let quoted = rows.map { "\"" + $0.map { "\"\"\($0)\"\"" }.joined(separator: ",") + "\"\n" }.joined()
        try Self.expect(quoted, .layout)
    }

    @Test("comments and rows without a value are passed over")
    func remarks() throws {
        var lines = Self.text(Self.people()).split(separator: "\n").map(String.init)
        lines.insert("# a comment", at: 20)
        try Self.expect(lines.joined(separator: "\n") + "\n", .remarkLines, count: 1)
        try Self.expect(
            Self.text(Self.people()) + String(repeating: ",,,,\n", count: 30),
            .blankRows,
            count: 30
        )
        let hash = try readText(Self.text(Self.people(), header: ["#id"] + Self.header.dropFirst()))
        #expect(hash.names[0] == "#id")
        #expect(hash.table.rowCount == 40)
    }

    @Test("a column without name and values goes, one with values stays")
    func blankHeaders() throws {
        let numbered = Self.people().enumerated().map { ["\($0)"] + $1 }
        let result = try readText(Self.text(numbered, header: [""] + Self.header))
        #expect(result.names == ["column_1"] + Self.header)
        #expect(result.kinds == [.headerNames])
        let empty = Self.people().map { [""] + $0 }
        try Self.expect(Self.text(empty, header: [""] + Self.header), nil)
    }

    @Test("whatever the shape, chunks, waves and threads do not matter")
    func cuts() throws {
        let wide = Self.header + ["remark"]
        let rows = Self.people(300).enumerated().map { i, row in
            i % 3 == 0 ? row : row + ["\(i % 5 == 0 ? "" : "mo\"ved")"]
        }
        let text =
            "Title\n" + Self.text(rows, header: wide) + Self.text(Array(rows.prefix(9)), header: wide)
            + ",,,,,\n"
            + "# x\nTotal: 3\n"
        let whole = try readText(text)
        #expect(whole.table.rowCount == 309)
        for (chunk, wave) in [(1, 50), (64, 100), (100, 3000), (1 << 16, 1 << 16)] {
            for threads in [1, 3] {
                var options = ReadOptions()
                options.workers = Workers(threads: threads)
                let tuning = ReadTuning(chunkSize: chunk, waveSize: wave, sampleSize: 1 << 14)
                let other = try readText(text, options, tuning: tuning)
                #expect(other.rows == whole.rows)
                #expect(other.notices == whole.notices)
                #expect(other.examples == whole.examples)
            }
        }
    }

    @Test(
        "totals are no records, with what stands below and above them",
        arguments: [
            "合計,1000,,,\n製表日期,2026-06-30,,,\n", "Total,1000,,,\nPrinted on 30/06/2026,,,,\n",
            "Males,500,,,\nFemales,500,,,\nTotal,1000,,,\n", ",,,Total,1000\n",
            "Printed on 30/06/2026,,,,\nWard 3,,,,\n",
        ]
    )
    func totalsWithOthers(_ footer: String) throws {
        let lines = footer.split(separator: "\n").count
        try Self.expect(Self.text(Self.people()) + footer, .footerLines, count: lines)
    }

    @Test("a record with few values at the end stays")
    func sparseRecord() throws {
        let rows = Self.people() + [["A999", "LEE", "", "", ""]]
        try Self.expect(Self.text(rows), nil, rows: rows)
    }

    @Test("subtotals and titles of pages among the records are no records")
    func strayRows() throws {
        let people = Self.people()
        let (first, second) = (Self.text(Array(people[..<20])), Self.text(Array(people[20...]), header: nil))
        try Self.expect(first + "Subtotal 1,20,,,\n" + second, .remarkLines, count: 1)
        try Self.expect(first + "Page 2 of 2,,,,\n" + second, .remarkLines, count: 1)
        let header = Self.header.joined(separator: ",") + "\n"
        let result = try readText(first + "Page 2 of 2,,,,\n" + header + second)
        #expect(result.rows == people)
        #expect(result.count(.remarkLines) == 1 && result.count(.headerRepeated) == 1)
        try Self.expect(first + header.uppercased() + second, .headerRepeated, count: 1)
    }

    @Test(
        "a second header is no record",
        arguments: ["text,text,text,date,code\n", "編號,姓,名,出生日期,性別\n", "ID,Last name,First name,DOB,Gender\n"]
    )
    func secondHeader(_ row: String) throws {
        let header = Self.header.joined(separator: ",") + "\n"
        try Self.expect(header + row + Self.text(Self.people(), header: nil), .headerRepeated, count: 1)
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }

    @Test("columns of fixed width without a line that shows them are refused, with the mend")
    func fixedWidth() {
        func padded(_ text: String, _ width: Int) -> String {
            text + String(repeating: " ", count: max(1, width - text.utf8.count))
        }
        let names = ["LI", "SMITH", "ANDERSON", "O", "MACGREGOR", "KAUR"]
        let rows = (0..<60).map { i in
            padded("A\(100 + i)", 6) + padded(names[i % 6], 10) + padded(names[(i / 6 + i) % 6], 10)
                + "1980-01-02"
        }
        #expect {
            try readText((["rec   surname   given     born"] + rows).joined(separator: "\n") + "\n")
        } throws: { error in
            (error as? RegisterError)?.description.contains("fixed width") ?? false
        }
    }
}
