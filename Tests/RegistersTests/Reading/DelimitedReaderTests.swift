import Columns
import Foundation
import Testing

@testable import Registers

@Suite("Reading separated values")
struct DelimitedReaderTests {
    @Test("fields, quotes, doubled quotes and line ends within quotes follow RFC 4180")
    func quoting() throws {
        let result = try readText(
            "id,name,note\n1,\"Lee, Ann\",\"said \"\"no\"\"\"\n2,\"two\nlines\",\"\"\"\"\n3,a,b"
        )
        #expect(result.names == ["id", "name", "note"])
        let expected = [["1", "Lee, Ann", "said \"no\""], ["2", "two\nlines", "\""], ["3", "a", "b"]]
        #expect(result.rows == expected)
    }

    @Test(
        "the comma, the semicolon, the tab and the bar are found by themselves",
        arguments: [",", ";", "\t", "|"]
    )
    func delimiterIsFound(_ mark: String) throws {
        let other = mark == "," ? ";" : ","
        let lines = (0..<20).map { "\($0)\(mark)Road \($0)\(other) \($0 % 3 == 0 ? other : "")East\(mark)x" }
        let text = "id\(mark)place\(mark)z\n" + lines.joined(separator: "\n")
        let result = try readText(text)
        #expect(result.delimiter == mark.utf8.first)
        #expect(result.table.rowCount == 20)
        #expect(result.rows[1][1] == "Road 1\(other) East")
    }

    @Test("a delimiter that is given is used, whatever the text suggests")
    func delimiterIsGiven() throws {
        let result = try readText("a;b^c;d\n1;2^3;4\n", ReadOptions(delimiter: UInt8(ascii: "^")))
        #expect(result.names == ["a;b", "c;d"])
        #expect(readError("a,b\n", ReadOptions(delimiter: 0x22))?.code == .invalidOption)
        #expect(readError("a,b\n", ReadOptions(delimiter: 0x61))?.code == .invalidOption)
    }

    @Test("line ends may be LF, CRLF or CR, and the last may lack", arguments: ["\n", "\r\n", "\r"])
    func lineEnds(_ end: String) throws {
        for last in ["", end] {
            let result = try readText("a,b\(end)1,\"2\"\(end)\"3\",4\(end)\(end)5,\"6\(end)7\"\(last)")
            #expect(result.rows == [["1", "2"], ["3", "4"], ["5", "6\(end)7"]])
            #expect(result.quarantinedCount == 0)
        }
    }

    @Test("values lose the blanks at their ends, and empty values are missing")
    func blanksAndMissing() throws {
        let result = try readText("a,b,c\n  x y\t, ,\"\"\n\" q \",\"  \",\"\n\"\n")
        #expect(result.rows == [["x y", "", ""], ["q", "", ""]])
        #expect(result.table.columns[1].codes == [0, 0])
        #expect(result.table.columns[2].codes == [0, 0])
    }

    @Test("codes follow the first appearance of values")
    func codesInOrder() throws {
        let result = try readText("v,w\nb,1\na,1\n,1\nb,2\nc,1\n")
        #expect(result.table.columns[0].codes == [1, 2, 0, 1, 3])
        #expect(result.table.columns[1].codes == [1, 1, 1, 2, 1])
    }

    @Test("blank lines are skipped, at any place, and still counted as lines")
    func blankLines() throws {
        let result = try readText("\n \na,b\n\n1,2\n   \n\n3\n4,5\n\n")
        #expect(result.rows == [["1", "2"], ["4", "5"]])
        #expect(result.examples.map(\.line) == [8])
    }

    @Test("ragged rows are set aside with their lines, bytes and beginnings")
    func raggedRows() throws {
        let result = try readText("a,b\n1,2\n3\n\"x\ny\",1,2\n4,5\n6,7,8\n")
        #expect(result.rows == [["1", "2"], ["4", "5"]])
        #expect(result.examples.map(\.line) == [3, 4, 7])
        #expect(result.examples.map(\.lineCount) == [1, 2, 1])
        #expect(result.examples.map(\.byteOffset) == [8, 10, 24])
        #expect(result.examples.map(\.reason) == [.tooFewFields, .tooManyFields, .tooManyFields])
        #expect(result.examples.map(\.fieldCount) == [1, 3, 3])
        #expect(result.examples[1].excerpt == "\"x y\",1,2")
        #expect(result.quarantined.map(\.count) == [1, 2, 0, 0])
        #expect(result.quarantined.map(\.reason) == QuarantineReason.allCases)
    }

    @Test("only the first hundred rows set aside are kept as examples")
    func hundredExamples() throws {
        let text = "a,b\n0,0\n" + String(repeating: "1\n", count: 1000)
        let result = try readText(text, tuning: ReadTuning(chunkSize: 64, waveSize: 300))
        #expect(result.examples.map(\.line) == Array(3...102))
        #expect(result.quarantinedCount == 1000)
    }

    @Test("too many rows set aside are an error that names the line")
    func quarantineLimit() throws {
        let text = "a,b\n1,2\n3\n4\n5,6\n7\n8,9\n"
        #expect(try readText(text, ReadOptions(maximumQuarantine: 3)).quarantinedCount == 3)
        let error = readError(text, ReadOptions(maximumQuarantine: 1))
        #expect(error?.code == .tooManyQuarantined)
        #expect(error?.location == "t.csv:4")
        #expect(error?.detail.contains("line 3") == true)
        let all = readError("a,b\n1\n2\n")
        #expect(all?.code == .tooManyQuarantined)
        #expect(all?.location == "t.csv:2")
    }

    @Test("rows with NUL bytes or text after a closing quote are set aside")
    func hostileRows() throws {
        let result = try readText(
            "a,b\n1,x\u{0}y\n2,\"x\"y\n3,\"x\" \n4,\"\u{0}\"\n5,\"a\"\"b\"c\n\"6\"7,8\n"
        )
        #expect(result.rows == [["3", "x"]])
        #expect(
            result.examples.map(\.reason)
                == [.nulByte, .textAfterQuote, .nulByte, .textAfterQuote, .textAfterQuote]
        )
        #expect(result.examples.map(\.line) == [2, 3, 5, 6, 7])
    }

    @Test("a quote inside an unquoted field is an ordinary byte")
    func strayQuotes() throws {
        let result = try readText("a,b\n5\" pipe,x\nO\"\"Neil,\"y\"\n1, \"2\n")
        #expect(result.rows == [["5\" pipe", "x"], ["O\"\"Neil", "y"], ["1", "\"2"]])
    }

    @Test("a quote that is never closed is an error at the place where it opens")
    func unclosedQuote() {
        let error = readError("a,b\n1,\"x\ny\"\n2,3\n4,\"5\n6,7\n")
        #expect(error?.code == .unclosedQuote)
        #expect(error?.location == "t.csv:5:3")
        #expect(readError("a,\"b\n1,2\n")?.location == "t.csv:1")
    }

    @Test("a row without end is an error before memory runs out")
    func endlessRow() {
        let text = "a,b\n1,2\n3,\"" + String(repeating: "x\n", count: 5000)
        do {
            let tuning = ReadTuning(chunkSize: 64, waveSize: 128, maximumRow: 1000)
            _ = try readText(text, ReadOptions(), tuning: tuning)
            Issue.record("must fail")
        } catch {
            #expect((error as? RegisterError)?.code == .rowTooLong)
            #expect((error as? RegisterError)?.location == "t.csv:3:3")
        }
    }

    @Test("bytes that are not UTF-8 are repaired and counted, the row is kept")
    func badUTF8() throws {
        let head = Array((["a,b"] + [String](repeating: "陳,1", count: 300)).joined(separator: "\n").utf8)
        let bad = Array("\nx".utf8) + [0xff, 0x81] + Array("y,2\nx".utf8) + [0xfe, 0x81]
        let result = try readText(head + bad + Array("y,3\nx\u{fffd}\u{fffd}y,4\n".utf8))
        #expect(result.rows.suffix(3).map { $0[0] } == [String](repeating: "x\u{fffd}\u{fffd}y", count: 3))
        #expect(result.table.columns[0].codes.suffix(4) == [1, 2, 2, 2])
        #expect(result.repairedUTF8Count == 2)
        #expect(result.kinds == [.undecodable, .charactersLost])
    }

    @Test("a UTF-8 byte order mark is dropped")
    func byteOrderMark() throws {
        let result = try readText([0xef, 0xbb, 0xbf] + Array("\"a\",b\n1,2\n3\n4,5\n".utf8))
        #expect(result.hadBOM)
        #expect(result.names == ["a", "b"])
        #expect(result.examples[0].byteOffset == 3 + 10)
        #expect(try readText("a,b\n").hadBOM == false)
    }

    @Test("an empty file is an error, a header alone is an empty table")
    func emptyFiles() throws {
        for text in ["", "\n", " \r\n\t\n", "\u{feff}"] { #expect(readError(text)?.code == .emptyFile) }
        for text in ["a,b", "a,b\n", "a,b\r\n\r\n"] {
            let result = try readText(text)
            #expect(result.names == ["a", "b"])
            #expect(result.table.rowCount == 0)
            #expect(result.table.columns[0].values.count == 1)
        }
    }

    @Test("one column needs no delimiter")
    func oneColumn() throws {
        let result = try readText("name\nann\n\n\"\"\n bob \n")
        #expect(result.rows == [["ann"], [""], ["bob"]])
    }

    @Test("a missing header is an error, unless it is told")
    func noHeader() throws {
        let text = "R1,1950-01-02,12\nR2,1960-01-02,13\n"
        #expect(readError(text)?.code == .badHeader)
        #expect(readError(text)?.location == "t.csv:1")
        let found = try readText(text, ReadOptions(header: .absent))
        #expect(!found.hadHeader)
        #expect(found.names == ["column_1", "column_2", "column_3"])
        #expect(found.table.rowCount == 2)
        #expect(found.renamedColumns.isEmpty)
        let told = try readText("x,y\n1,2\n", ReadOptions(header: .absent))
        #expect(told.rows == [["x", "y"], ["1", "2"]])
        #expect(try readText("1,2\n3,4\n", ReadOptions(header: .firstRow)).names == ["1", "2"])
    }

    @Test("headers are trimmed; blank and repeated ones get names of their own")
    func headers() throws {
        let result = try readText("  id ,\"name\" ,,name,name_2,,column_3\n1,2,3,4,5,6,7\n")
        #expect(result.names == ["id", "name", "column_3_2", "name_3", "name_2", "column_6", "column_3"])
        #expect(result.count(.headerNames) == 3)
        #expect(result.renamedColumns.map(\.position) == [3, 4, 6])
        #expect(result.renamedColumns.map(\.found) == ["", "name", ""])
        #expect(readError("a\u{0},b\n1,2\n")?.code == .badHeader)
        #expect(readError("\"a\"x,b\n1,2\n")?.code == .badHeader)
    }

    @Test("only the columns asked for are kept, in the order of the file")
    func selectedColumns() throws {
        let text = "a,b,c\n1,2,3\n4,5,6\n"
        let result = try readText(text, ReadOptions(columns: ["c", "a"]))
        #expect(result.names == ["a", "c"])
        #expect(result.rows == [["1", "3"], ["4", "6"]])
        let error = readError(text, ReadOptions(columns: ["d"]))
        #expect(error?.code == .missingColumn)
        #expect(error?.detail.contains("“a”, “b”, “c”") == true)
        #expect(readError(text, ReadOptions(requiredColumns: ["e"]))?.code == .missingColumn)
        #expect(try readText(text, ReadOptions(columns: ["a"], requiredColumns: ["b"])).names == ["a", "b"])
    }

    @Test("the digest is that of the bytes as stored")
    func digest() throws {
        let abc = FileDigestProbe.hexadecimal(Array("abc".utf8))
        #expect(abc == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        let bytes = [0xef, 0xbb, 0xbf] + Array("a,b\n1,2\n3,4".utf8)
        for wave in [3, 64, 1 << 20] {
            let result = try readText(bytes, tuning: ReadTuning(chunkSize: 16, waveSize: wave))
            #expect(result.sha256 == FileDigestProbe.hexadecimal(bytes))
            #expect(result.bytesRead == bytes.count)
        }
    }
}

enum FileDigestProbe {
    static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digest = TextDigest()
        digest.update(bytes, bytes.count)
        return digest.hexadecimal
    }
}
