import CZlib
import CZstd
import Columns
import Testing

@testable import Registers

@Suite("Reading files, plain and compressed")
struct CompressedFileTests {
    static let text = Array(("id,name\n" + (0..<40000).map { "\($0),name \($0 % 97)\n" }.joined()).utf8)

    static func zstd(_ bytes: [UInt8]) -> [UInt8] {
        var out = [UInt8](repeating: 0, count: ZSTD_compressBound(bytes.count))
        let size = ZSTD_compress(&out, out.count, bytes, bytes.count, 3)
        return Array(out.prefix(size))
    }

    static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        var stream = z_stream()
        let size = Int32(MemoryLayout<z_stream>.size)
        deflateInit2_(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
        var input = bytes
        var out = [UInt8](repeating: 0, count: bytes.count + 1000)
        let room = out.count
        let left = input.withUnsafeMutableBufferPointer { from in
            out.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = UInt32(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = UInt32(to.count)
                deflate(&stream, Z_FINISH)
                return Int(stream.avail_out)
            }
        }
        deflateEnd(&stream)
        return Array(out.prefix(room - left))
    }

    @Test(
        "plain, zstd and gzip files read alike, whatever their names and the threads",
        arguments: [1, 2, 8]
    )
    func formats(_ threads: Int) throws {
        try withFolder { folder in
            let half = Self.text.count / 2
            let files: [[UInt8]] = [
                Self.text, Self.zstd(Self.text), Self.gzip(Self.text),
                Self.zstd(Array(Self.text[..<half])) + Self.zstd([]) + Self.zstd(Array(Self.text[half...])),
                Self.gzip(Array(Self.text[..<half])) + Self.gzip(Array(Self.text[half...])),
                [0x51, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3] + Self.zstd(Self.text),
                Self.gzip(Self.text) + [UInt8](repeating: 0, count: 512),
            ]
            for (index, bytes) in files.enumerated() {
                let path = "\(folder)/file\(index).dat"
                try write(bytes, to: path)
                let options = ReadOptions(workers: Workers(threads: threads))
                let result = try RegisterReader.read(path: path, name: "people", options: options)
                #expect(result.table.name == "people")
                #expect(result.table.rowCount == 40000)
                #expect(result.table.columns[0].values.count == 40001)
                #expect(result.table.columns[1].codes[..<3] == [1, 2, 3])
                #expect(result.table.columns[1].values.count == 98)
                #expect(result.bytesRead == bytes.count)
                #expect(result.sha256 == FileDigestProbe.hexadecimal(bytes))
            }
        }
    }

    @Test("a truncated compressed file is an error that names the byte")
    func truncated() throws {
        try withFolder { folder in
            for bytes in [Self.zstd(Self.text), Self.gzip(Self.text)] {
                for cut in [9, 12, 100, bytes.count / 2, bytes.count - 1] {
                    let path = "\(folder)/cut"
                    try write(Array(bytes[..<cut]), to: path)
                    let error = fileError(path)
                    #expect(error?.code == .truncated, "\(cut): \(String(describing: error))")
                    #expect(error?.location == "\(path): byte \(cut)")
                }
            }
        }
    }

    @Test("a damaged compressed file is an error, never a trap or a silent loss")
    func corrupt() throws {
        try withFolder { folder in
            for (kind, bytes) in [Self.zstd(Self.text), Self.gzip(Self.text)].enumerated() {
                for place in stride(from: 20, to: bytes.count, by: bytes.count / 40) {
                    var damaged = bytes
                    damaged[place] ^= 0x55
                    let path = "\(folder)/damaged"
                    try write(damaged, to: path)
                    let error = fileError(path)
                    // The one-shot zstd frame has no checksum; gzip has one for every byte.
                    if kind == 1 {
                        #expect(error?.code == .corrupt || error?.code == .truncated, "\(place)")
                        #expect(error?.location.contains("byte") == true)
                    }
                }
            }
            try write(Self.zstd(Self.text) + Array("garbage".utf8), to: "\(folder)/tail")
            #expect(fileError("\(folder)/tail")?.code == .corrupt)
            try write(Self.gzip(Self.text) + Array("garbage".utf8), to: "\(folder)/tail")
            #expect(fileError("\(folder)/tail")?.code == .corrupt)
        }
    }

    @Test("an empty compressed file is an empty file")
    func emptyCompressed() throws {
        try withFolder { folder in
            for bytes in [Self.zstd([]), Self.gzip([]), Self.zstd([]) + Self.zstd([0x0a])] {
                try write(bytes, to: "\(folder)/empty")
                #expect(fileError("\(folder)/empty")?.code == .emptyFile)
            }
        }
    }

    @Test("files that cannot be opened say why")
    func unreadable() throws {
        try withFolder { folder in
            #expect(fileError("\(folder)/none.csv")?.code == .notFound)
            #expect(fileError("\(folder)/none.csv")?.location == "\(folder)/none.csv")
            #expect(fileError(folder)?.code == .isDirectory)
            try write([0x50, 0x4b, 0x03, 0x04, 0, 0], to: "\(folder)/book.xlsx")
            #expect(fileError("\(folder)/book.xlsx")?.code == .unsupportedFormat)
            try write([], to: "\(folder)/empty.csv")
            #expect(fileError("\(folder)/empty.csv")?.code == .emptyFile)
        }
    }

    @Test("progress ends at the size of the file")
    func progress() throws {
        try withFolder { folder in
            let path = "\(folder)/a.csv"
            try write(Self.text, to: path)
            let seen = Calls()
            var options = ReadOptions()
            options.progress = { done, total in seen.add(done, total) }
            _ = try RegisterReader.read(path: path, name: "t", options: options)
            #expect(seen.last.done == Self.text.count)
            #expect(seen.last.total == Self.text.count)
        }
    }
}

/// Remembers the last call of a progress report.
final class Calls: @unchecked Sendable {
    private(set) var last: (done: Int, total: Int?) = (0, nil)
    func add(_ done: Int, _ total: Int?) { last = (done, total) }
}
