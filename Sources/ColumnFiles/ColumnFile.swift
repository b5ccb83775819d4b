public import Columns
import Foundation

/// A table in a file that ``ColumnFileWriter`` wrote, whose columns are read as they are asked for.
///
/// Nothing in the file is believed: whatever it holds, reading ends in values or in a ``ColumnFileError``.
public struct ColumnFile: Sendable {
    /// The file.
    public let path: String
    private let data: Data
    private let footer: ColumnFileFooter

    /// The most bytes of a footer.
    private static let mostFooterBytes = 1 << 24

    /// Opens a file; its columns are read later.
    ///
    /// - Throws: ``ColumnFileError`` if it cannot be read, or is no file of ``ColumnFileWriter``.
    public init(_ path: String) throws(ColumnFileError) {
        self.path = path
        do {
            data = try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
        } catch {
            throw ColumnFileError(at: path, "cannot be read")
        }
        let broken = ColumnFileError(at: path, "is not a table that this program wrote, or was cut short")
        let magic = ColumnFileWriter.magic
        guard data.count >= 12, data.starts(with: magic), data.suffix(4).elementsEqual(magic) else {
            throw broken
        }
        let size = data.withUnsafeBytes { bytes in
            Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: bytes.count - 8, as: UInt32.self)))
        }
        guard size <= data.count - 12, size <= Self.mostFooterBytes else { throw broken }
        do {
            footer = try data.withUnsafeBytes { bytes throws(CompactReader.Malformed) -> ColumnFileFooter in
                let end = bytes.count - 8
                let own = UnsafeRawBufferPointer(rebasing: bytes[(end - size)..<end])
                return try ColumnFileFooter(reading: own, fileSize: end - size)
            }
        } catch {
            throw broken
        }
    }

    /// The number of rows.
    public var rowCount: Int { footer.rowCount }

    /// The names of the columns, in the order of the file.
    public var names: [String] { footer.chunks.map(\.name) }

    /// The text that the footer holds under a key; nil if there is none.
    public func fact(_ key: String) -> String? { footer.facts.first { $0.key == key }?.value }

    // MARK: Whole columns

    /// A column of texts: per row its code, 0 where it is missing, and what the codes stand for.
    public func text(_ name: String, workers: Workers) throws(ColumnFileError) -> CodedColumn {
        let chunk = try chunk(name, [.text, .labels, .distinct])
        return try reading(chunk) { (pages) throws(CompactReader.Malformed) -> CodedColumn in
            if chunk.kind == .distinct {
                let values = try pages.values()
                return CodedColumn(
                    name: name,
                    codes: (1..<UInt32(values.count)).map { $0 },
                    values: values
                )
            }
            let values = try pages.dictionary()
            let codes = try pages.codes(below: values.count - 1, workers)
            return CodedColumn(name: name, codes: codes, values: values)
        }
    }

    /// A column of few names: per row the place of its name, and the names, at most 256.
    public func labels(
        _ name: String,
        workers: Workers
    ) throws(ColumnFileError) -> (codes: [UInt8], names: [String]) {
        try reading(try chunk(name, [.labels])) {
            (pages) throws(CompactReader.Malformed) -> ([UInt8], [String]) in
            let values = try pages.dictionary()
            guard values.count <= 257 else { throw CompactReader.Malformed() }
            let codes = try pages.codes(below: values.count - 1, workers)
            return (
                codes.map { UInt8(truncatingIfNeeded: $0 &- 1) },
                (1..<UInt32(values.count)).map { values.string($0) }
            )
        }
    }

    /// A column of whole numbers.
    public func whole(_ name: String, workers: Workers) throws(ColumnFileError) -> [UInt32] {
        try reading(try chunk(name, [.whole])) { (pages) throws(CompactReader.Malformed) -> [UInt32] in
            try pages.numbers(missing: 0, workers).map { UInt32(bitPattern: $0) }
        }
    }

    /// A column of days since 1970-01-01, `missing` where there is none.
    public func days(_ name: String, missing: Int32, workers: Workers) throws(ColumnFileError) -> [Int32] {
        try reading(try chunk(name, [.days])) { (pages) throws(CompactReader.Malformed) -> [Int32] in
            try pages.numbers(missing: missing, workers)
        }
    }

    /// A column of numbers in single precision.
    public func real(_ name: String, workers: Workers) throws(ColumnFileError) -> [Float] {
        try reading(try chunk(name, [.real])) { (pages) throws(CompactReader.Malformed) -> [Float] in
            try pages.reals(workers)
        }
    }

    /// A column of words of 64 bits: per row its code from 1 on, and the different words by code, less 1.
    public func words(
        _ name: String,
        workers: Workers
    ) throws(ColumnFileError) -> (codes: [UInt32], words: [UInt64]) {
        try reading(try chunk(name, [.words])) {
            (pages) throws(CompactReader.Malformed) -> ([UInt32], [UInt64]) in
            let words = try pages.dictionaryWords()
            return (try pages.codes(below: words.count, workers), words)
        }
    }

    // MARK: Some rows

    /// The texts of some rows, nil where one is missing.
    ///
    /// - Parameter rows: Rows below ``rowCount``, in any order.
    /// - Complexity: The dictionary, and the pages of the rows.
    public func text(_ name: String, rows: [Int]) throws(ColumnFileError) -> [String?] {
        let chunk = try chunk(name, [.text, .labels, .distinct])
        return try reading(chunk) { (pages) throws(CompactReader.Malformed) -> [String?] in
            if chunk.kind == .distinct { return try pages.values(rows).map { Optional($0) } }
            let values = try pages.dictionary()
            return try pages.codes(below: values.count - 1, rows: rows).map { code in
                code == 0 ? nil : values.string(code)
            }
        }
    }

    /// The whole numbers of some rows.
    public func whole(_ name: String, rows: [Int]) throws(ColumnFileError) -> [UInt32] {
        try reading(try chunk(name, [.whole])) { (pages) throws(CompactReader.Malformed) -> [UInt32] in
            try pages.numbers(rows).map { UInt32(bitPattern: $0) }
        }
    }

    /// The numbers in single precision of some rows.
    public func real(_ name: String, rows: [Int]) throws(ColumnFileError) -> [Float] {
        try reading(try chunk(name, [.real])) { (pages) throws(CompactReader.Malformed) -> [Float] in
            try pages.reals(rows)
        }
    }

    /// The words of some rows.
    public func words(_ name: String, rows: [Int]) throws(ColumnFileError) -> [UInt64] {
        try reading(try chunk(name, [.words])) { (pages) throws(CompactReader.Malformed) -> [UInt64] in
            let words = try pages.dictionaryWords()
            return try pages.codes(below: words.count, rows: rows).map { words[Int($0) - 1] }
        }
    }

    // MARK: Pages

    private func chunk(_ name: String, _ kinds: [ColumnKind]) throws(ColumnFileError)
        -> ColumnFileFooter.Chunk
    {
        guard let chunk = footer.chunks.first(where: { $0.name == name }) else {
            throw ColumnFileError(
                at: path,
                "has no column “\(name)”; it has \(names.joined(separator: ", "))"
            )
        }
        guard kinds.contains(chunk.kind) else {
            throw ColumnFileError(at: path, "column “\(name)” holds values of another kind than expected")
        }
        return chunk
    }

    private func reading<Result>(
        _ chunk: ColumnFileFooter.Chunk,
        _ body: (ColumnPages) throws(CompactReader.Malformed) -> Result
    ) throws(ColumnFileError) -> Result {
        do {
            return try data.withUnsafeBytes { bytes throws(CompactReader.Malformed) -> Result in
                try body(try ColumnPages(chunk, rowCount: rowCount, in: bytes))
            }
        } catch {
            throw ColumnFileError(at: path, "column “\(chunk.name)” is damaged")
        }
    }
}
