import Columns
import Foundation
import GRDB
import Mutations
import Testing

@testable import Registers

/// Files of registers, changed at random: whatever comes out is a table or a located error, never a trap.
@Suite("Mutated registers")
struct ReadingMutationTests {
    private static let scraps = [
        ",", ";", "\t", "|", "\"", "\"\"", "\n", "\r\n", "\r", "\u{feff}", "\0", "sep=;\n", "\\\"", "\\N",
        "NULL",
        "record_id", "surname", "birth_date", "29/02/1900", "1984-13-45", "民國73年3月5日", "一九八四年", "９", "王小明",
        "男 M", "Total,,", "=\"00123\"", "'", " ", "\u{a0}", "\u{200b}", "e\u{301}", "1e5", "-", ",,,,,,,,,",
    ]

    /// Tables as offices send them.
    private static let tables: [[UInt8]] = [
        "record_id,surname,given_name,birth_date,sex,address\n"
            + "1,Chan,Tai Man,1984-03-05,M,\"Flat A, 12/F, Block 3, Kwun Tong\"\n"
            + "2,\"Lee \"\"Bobby\"\"\",Siu Ming,05/03/1984,F,\n3,王,小明,1984年3月5日,男,觀塘區\n4,Ng,,,,\n",
        "id;name;born\r\n00123;María José;1.2.1970\r\n=\"7\";O'Neil;\\N\r\n;;\r\n",
        "Report of 2026\n\na\tb\tc\n1\t2\t3\n\t\t\nTotal\t3\t\n",
        "x|y\n1|\"p\nq\"\n2|z\n",
    ].map { Array($0.utf8) }

    /// What may be said of a file.
    private func isTable(_ body: () throws -> ReadResult) -> Bool {
        do {
            let result = try body()
            #expect(result.table.columns.allSatisfy { $0.codes.count == result.table.rowCount })
            return true
        } catch let error as RegisterError {
            #expect(!error.detail.isEmpty && !error.location.isEmpty)
        } catch {
            Issue.record("an error without a place: \(error)")
        }
        return false
    }

    @Test func textIsReadOrExplained() {
        let count = mutationCount(60_000)
        let read = Workers(threads: 2).map(pieces: 60) { piece in
            var read = 0
            for number in piece * count / 60..<(piece + 1) * count / 60 {
                var mutator = Mutator(seed: 2026, number: number)
                let bytes = mutator.mutate(mutator.pick(Self.tables), scraps: Self.scraps)
                let size = 1 + mutator.random.nextIndex(below: 200)
                let tuning = ReadTuning(chunkSize: size, waveSize: 2 * size, sampleSize: 1 << 14)
                if isTable({ try readText(bytes, tuning: tuning) }) { read += 1 }
            }
            return read
        }
        let all = read.reduce(0, +)
        #expect(all > count / 4 && all < count)
    }

    @Test func whatIsReadHasRolesAndIsStandardised() {
        for number in 0..<mutationCount(400) {
            var mutator = Mutator(seed: 7, number: number)
            let bytes = mutator.mutate(mutator.pick(Self.tables), scraps: Self.scraps)
            guard let table = (try? readText(bytes))?.table else { continue }
            let schema = RoleInference.infer(table)
            do {
                let inputs = [RegisterInput(name: "t", table: table, schema: schema)]
                let records = try Standardiser.standardise(inputs, workers: Workers(threads: 1)).records
                #expect(records.count <= table.rowCount)
            } catch {
                #expect(!"\(error)".isEmpty)
            }
        }
    }

    @Test func schemasAreReadOrExplained() {
        let text = """
            {"fields": [{"name": "id", "role": "record_id", "confidence": 0.9},
             {"name": "born", "role": "birth_date", "dateOrder": "DMY", "missing": ["", "9999-12-31"]}],
             "missingValues": [""], "primaryKey": ["id"]}
            """
        let scraps = [
            "{", "}", "[", "]", ",", ":", "\"", "\\u0000", "\\ud800", "null", "true", "\"role\": \"x\"",
            "1e9",
        ]
        for number in 0..<mutationCount(10_000) {
            var mutator = Mutator(seed: 8, number: number)
            let bytes = mutator.mutate(Array(text.utf8), scraps: scraps)
            do throws(SchemaError) {
                _ = try RegisterSchema(reading: bytes, file: "s.json")
            } catch {
                #expect("\(error)".hasPrefix("s.json"))
            }
        }
    }

    @Test func databasesAreReadOrExplained() throws {
        try withFolder { folder in
            let good = "\(folder)/good.sqlite"
            let queue = try DatabaseQueue(path: good)
            try queue.write { database in
                try database.execute(
                    sql: """
                        CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, born, note BLOB);
                        CREATE INDEX i ON t (name);
                        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
                        INSERT INTO t SELECT i, 'name ' || i, 1900 + i, x'00ff' FROM n WHERE i % 50 > 0;
                        CREATE VIEW v AS SELECT name, count(*) AS n FROM t GROUP BY name;
                        """
                )
            }
            try queue.close()
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: good)))
            var read = 0
            let count = mutationCount(4000)
            for number in 0..<count {
                var mutator = Mutator(seed: 9, number: number)
                let path = "\(folder)/bad.sqlite"
                var bad = mutator.mutate(
                    bytes,
                    scraps: ["SQLite format 3\0", "\0\0\0\0", "CREATE TABLE", "\u{7f}"]
                )
                // Headers of the file and its pages are small, and matter most.
                if number % 2 == 0, bad.count > 108 {
                    let page = 4096 * mutator.random.nextIndex(below: bad.count / 4096 + 1)
                    let place = page + mutator.random.nextIndex(below: 108)
                    if place < bad.count { bad[place] = UInt8(mutator.random.nextIndex(below: 256)) }
                }
                try write(bad, to: path)
                let options = ReadOptions(table: number % 3 == 0 ? "v" : "t")
                if isTable({ try RegisterReader.read(path: path, name: "t", options: options) }) { read += 1 }
            }
            #expect(read > count / 20 && read < count)
        }
    }
}
