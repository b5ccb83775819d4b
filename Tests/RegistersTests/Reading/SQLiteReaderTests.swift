import Columns
import GRDB
import Testing

@testable import Registers

@Suite("Reading SQLite tables")
struct SQLiteReaderTests {
    private func database(_ path: String, _ statements: [String]) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.write { database in
            for statement in statements { try database.execute(sql: statement) }
        }
        try queue.close()
    }

    @Test("values of every type become text, NULL and blanks are missing")
    func types() throws {
        try withFolder { folder in
            let path = "\(folder)/a.dat"
            try database(
                path,
                [
                    "CREATE TABLE person (id INTEGER, name TEXT, size REAL, note BLOB)",
                    "INSERT INTO person VALUES (7, ' Ann ', 1.5, x'616263'), (8, NULL, 2.0, x'78ff79'), (9, '  ', NULL, '')",
                ]
            )
            let result = try RegisterReader.read(path: path, name: "people")
            #expect(result.names == ["id", "name", "size", "note"])
            #expect(
                result.rows == [
                    ["7", "Ann", "1.5", "abc"], ["8", "", "2.0", "x\u{fffd}y"], ["9", "", "", ""],
                ]
            )
            #expect(result.repairedUTF8Count == 1)
            #expect(result.delimiter == nil)
            #expect(result.sha256.count == 64)
            #expect(result.bytesRead > 0)
        }
    }

    @Test("many rows in batches read alike with any number of threads", arguments: [1, 2, 8])
    func manyRows(_ threads: Int) throws {
        try withFolder { folder in
            let path = "\(folder)/a.sqlite"
            let fill = """
                WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 70000)
                INSERT INTO t SELECT i, 'name ' || (i % 101) FROM n
                """
            try database(path, ["CREATE TABLE t (id INTEGER, name TEXT)", fill])
            let options = ReadOptions(workers: Workers(threads: threads))
            let result = try RegisterReader.read(path: path, name: "t", options: options)
            #expect(result.table.rowCount == 70000)
            #expect(result.table.columns[0].codes.last == 70000)
            #expect(result.table.columns[1].values.count == 102)
            #expect(result.table.columns[1].codes[100..<103] == [101, 1, 2])
        }
    }

    @Test("the table is chosen by name; a wrong or missing name lists the tables")
    func tables() throws {
        try withFolder { folder in
            let path = "\(folder)/a.db"
            try database(
                path,
                [
                    "CREATE TABLE b (x)", "CREATE TABLE \"a \"\"q\" (y, \"z,\"\"\" )",
                    "INSERT INTO \"a \"\"q\" VALUES (1, 2)",
                ]
            )
            let result = try RegisterReader.read(path: path, name: "t", options: ReadOptions(table: "a \"q"))
            #expect(result.names == ["y", "z,\""])
            #expect(result.rows == [["1", "2"]])
            for table in [nil, "c"] {
                let error = fileError(path, ReadOptions(table: table))
                #expect(error?.code == .missingTable)
                #expect(error?.detail.contains("“a \"q”, “b”") == true)
            }
            let wrong = fileError(path, ReadOptions(table: "b", columns: ["nope"]))
            #expect(wrong?.code == .missingColumn)
            #expect(wrong?.location == "\(path): b")
        }
    }

    @Test("only the columns asked for are read")
    func columns() throws {
        try withFolder { folder in
            let path = "\(folder)/a.db"
            try database(path, ["CREATE TABLE t (a, b, c)", "INSERT INTO t VALUES (1, 2, 3)"])
            let result = try RegisterReader.read(
                path: path,
                name: "t",
                options: ReadOptions(columns: ["c", "a"])
            )
            #expect(result.names == ["a", "c"])
            #expect(result.rows == [["1", "3"]])
        }
    }

    @Test("rows with NUL bytes are set aside")
    func nulBytes() throws {
        try withFolder { folder in
            let path = "\(folder)/a.db"
            try database(path, ["CREATE TABLE t (a, b)", "INSERT INTO t VALUES (1, x'610062'), (2, 'x')"])
            let result = try RegisterReader.read(path: path, name: "t")
            #expect(result.rows == [["2", "x"]])
            #expect(result.examples.map(\.line) == [1])
            #expect(result.examples[0].excerpt == "b: a b")
            let limited = fileError(path, ReadOptions(maximumQuarantine: 0))
            #expect(limited?.code == .tooManyQuarantined)
        }
    }

    @Test("a damaged database is an error, and no file is changed by reading")
    func damaged() throws {
        try withFolder { folder in
            let path = "\(folder)/a.db"
            try write(Array("SQLite format 3\0".utf8) + [UInt8](repeating: 7, count: 5000), to: path)
            #expect(fileError(path)?.code == .database)
            try database("\(folder)/b.db", ["CREATE TABLE t (a)", "INSERT INTO t VALUES (1)"])
            let before = try RegisterReader.read(path: "\(folder)/b.db", name: "t").sha256
            #expect(try RegisterReader.read(path: "\(folder)/b.db", name: "t").sha256 == before)
        }
    }
}
