import Columns
import Testing

@testable import Registers

@Suite("Reading anything, cut anywhere")
struct ReadingFuzzTests {
    /// Text made of what matters to a reader.
    private static func text(_ random: inout KeyedRandom, newline: String) -> [UInt8] {
        let pieces = [
            "\"", "\"", "\"\"", ",", ",", newline, newline, "a", "bc", " ", "陳", "\t",
            "longer value of a field",
            "\"quoted\"", "\"x,y\"", "\"p\(newline)q\"", ",1,2\(newline)", "x,y,z\(newline)", "12345678",
        ]
        var bytes = Array("h1,h2,h3\(newline)".utf8)
        let isTame = random.nextBool(0.5)
        for _ in 0..<random.nextIndex(below: 120) {
            if random.nextBool(0.01) {
                bytes.append(UInt8(random.nextIndex(below: 256)))
            } else if isTame {
                bytes += Array("\(random.nextIndex(below: 9)),".utf8)
                bytes += Array(pieces[13 + random.nextIndex(below: 3)].utf8) + Array(",v\(newline)".utf8)
            } else {
                bytes += Array(pieces[random.nextIndex(below: pieces.count)].utf8)
            }
        }
        return bytes
    }

    /// Everything a result says, for comparing.
    private static func summary(_ bytes: [UInt8], _ options: ReadOptions, _ tuning: ReadTuning) -> String {
        do {
            let result = try readText(bytes, options, tuning: tuning)
            let columns = result.table.columns.map {
                "\($0.name)\($0.codes)\($0.values.bytes)\($0.values.offsets)"
            }
            return
                "\(columns)\(result.examples)\(result.quarantined)\(result.repairedUTF8Count)\(result.sha256)"
        } catch {
            return "\(error)"
        }
    }

    @Test("thousands of mutated texts read as the slow twin reads them", arguments: ["\n", "\r\n", "\r"])
    func slowTwin(_ newline: String) throws {
        for entity in 0..<1000 {
            var random = KeyedRandom(seed: 11, purpose: UInt32(newline.utf8.count), entity: UInt64(entity))
            let bytes = Self.text(&random, newline: newline)
            let end: UInt8 = newline == "\r" ? 0x0d : 0x0a
            // One line feed anywhere makes carriage returns ordinary bytes.
            if end == 0x0d && bytes.contains(0x0a) { continue }
            let headerEnd = (bytes.firstIndex(of: end) ?? 0) + 1
            let slow = SlowReader(Array(bytes[headerEnd...]), delimiter: 0x2c, newline: end, fields: 3)
            let options = ReadOptions(isExact: true)
            do {
                let fast = try readText(
                    bytes,
                    options,
                    tuning: ReadTuning(chunkSize: 32, waveSize: 100, sampleSize: 1 << 14)
                )
                #expect(slow.unclosedLine == nil)
                #expect(fast.rows == slow.rows, "entity \(entity)")
                #expect(fast.repairedUTF8Count == slow.repaired, "entity \(entity)")
                let found = fast.examples.map { "\($0.line) \($0.reason)" }
                #expect(found == slow.quarantined.prefix(100).map { "\($0.line + 1) \($0.reason)" })
            } catch let error as RegisterError {
                if let line = slow.unclosedLine {
                    #expect(error.code == .unclosedQuote)
                    #expect(error.location.hasPrefix("t.csv:\(line + 1):"), "entity \(entity)")
                } else {
                    #expect(error.code == .tooManyQuarantined, "entity \(entity): \(error)")
                    #expect(slow.rows.isEmpty)
                }
            }
        }
    }

    @Test("chunks, blocks and threads do not matter")
    func cutsDoNotMatter() {
        for entity in 0..<200 {
            var random = KeyedRandom(seed: 12, purpose: 1, entity: UInt64(entity))
            let bytes = Self.text(&random, newline: entity % 2 == 0 ? "\n" : "\r\n")
            // What is guessed costs more time than the rest: a few texts will do.
            var options = entity % 20 == 0 ? ReadOptions(delimiter: 0x2c) : ReadOptions(isExact: true)
            let whole = Self.summary(bytes, options, ReadTuning.whole)
            for chunk in [1, 16, 63, 64, 65, 1024, 65536] {
                for (wave, threads) in [(1, 1), (50, 2), (200, 8), (1 << 17, 2)] {
                    options.workers = Workers(threads: threads)
                    let tuning = ReadTuning(chunkSize: chunk, waveSize: wave, sampleSize: 1 << 14)
                    #expect(
                        Self.summary(bytes, options, tuning) == whole,
                        "entity \(entity) \(chunk) \(wave)"
                    )
                }
            }
        }
    }

    @Test("quotes and line ends straddle cuts at every place")
    func everyCut() {
        let text = "a,b\r\n" + String(repeating: "\"x\"\"y\",\"1\r\n2\"\r\nq\"q,\"\"\r\n\r\n", count: 12)
        let whole = Self.summary(Array(text.utf8), ReadOptions(), ReadTuning.whole)
        for size in 1...160 {
            let tuning = ReadTuning(chunkSize: size, waveSize: 1 + size * 7 % 131, sampleSize: 1 << 14)
            #expect(Self.summary(Array(text.utf8), ReadOptions(), tuning) == whole, "size \(size)")
        }
    }

    @Test("bytes without any sense never trap")
    func noise() {
        for entity in 0..<100 {
            var random = KeyedRandom(seed: 13, purpose: 2, entity: UInt64(entity))
            var bytes = (0..<random.nextIndex(below: 300)).map { _ in UInt8(random.nextIndex(below: 256)) }
            if entity % 2 == 0 { bytes = Array("a,b\n1,2\n".utf8) + bytes }
            let tuning = ReadTuning(
                chunkSize: 1 + random.nextIndex(below: 80),
                waveSize: 1 + entity % 90,
                sampleSize: 1 << 14
            )
            let first = Self.summary(bytes, ReadOptions(), tuning)
            #expect(first == Self.summary(bytes, ReadOptions(), ReadTuning.whole))
        }
    }

    @Test("the padded hash and comparison equal the plain ones")
    func paddedText() {
        var random = KeyedRandom(seed: 14, purpose: 3, entity: 0)
        for count in 1...70 {
            let bytes = (0..<count + 16).map { _ in UInt8(random.nextIndex(below: 256)) }
            bytes.withUnsafeBufferPointer { buffer in
                let plain = Hash64.bytes(UnsafeBufferPointer(rebasing: buffer[0..<count]))
                #expect(PaddedText.hash(buffer.baseAddress!, count) == plain)
                if count < 8 {
                    let word = PaddedText.tail(buffer.baseAddress!, count)
                    #expect(PaddedText.hash(ofWord: word, count) == plain)
                }
                var other = bytes
                other[count] ^= 1
                #expect(
                    other.withUnsafeBufferPointer {
                        PaddedText.equal(buffer.baseAddress!, $0.baseAddress!, count)
                    }
                )
                other[count - 1] ^= 1
                #expect(
                    !other.withUnsafeBufferPointer {
                        PaddedText.equal(buffer.baseAddress!, $0.baseAddress!, count)
                    }
                )
            }
        }
    }

    @Test("UTF-8 is judged as the standard library judges it")
    func utf8() {
        var random = KeyedRandom(seed: 15, purpose: 4, entity: 0)
        let leads: [UInt8] = [
            0x41, 0x80, 0xbf, 0xc0, 0xc2, 0xe0, 0xe4, 0xed, 0xf0, 0xf4, 0xf5, 0x9f, 0xa0, 0x8f, 0x90,
        ]
        for _ in 0..<20000 {
            let bytes = (0...random.nextIndex(below: 6)).map { _ in
                leads[random.nextIndex(below: leads.count)]
            }
            let isValid = bytes.withUnsafeBufferPointer { UTF8Check.isValid($0.baseAddress!, $0.count) }
            #expect(isValid == (String(validating: bytes, as: UTF8.self) != nil), "\(bytes)")
        }
    }
}
