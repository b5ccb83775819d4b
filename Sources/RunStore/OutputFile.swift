import CZstd
import Dispatch
import Foundation
import Synchronization

/// How a data file is packed.
public enum Compression: Sendable, Equatable {
    /// Plain bytes.
    case none
    /// A zstd frame with a checksum; levels 1 (fast) to 19 (small).
    case zstd(level: Int)

    /// What the file's name ends in.
    public var suffix: String { self == .none ? "" : ".zst" }
}

/// A file being written as `PATH.partial`, which gets its name only when it is whole.
///
/// With `inBackground` the packing and writing happen on a queue of their own, fed with at most
/// ``spareChunks`` chunks ahead; the bytes are the same either way, because chunks keep their order
/// and size.
package final class OutputFile: @unchecked Sendable {
    // @unchecked: `descriptor`, `context` and `packed` are used by one thread at a time, the
    // caller's or the serial queue's; the pool and the first error are behind locks.

    /// Bytes handed over at a time: small enough for the second-level cache.
    static let chunkSize = 1 << 18
    /// Chunks that may wait for the background queue.
    static let spareChunks = 4
    /// The most names tried for a file that is being written.
    private static let mostPartials = 100

    let path: String
    /// Where the bytes go meanwhile.
    package let partial: String
    private var descriptor: Int32
    private let context: OpaquePointer?
    private let packed: UnsafeMutableRawBufferPointer
    private let queue: DispatchQueue?
    private let slots = DispatchSemaphore(value: OutputFile.spareChunks)
    private let failure = Mutex<RunStoreError?>(nil)

    /// Opens `path`, written as `path.partial` until finished; a file of that name is left as it is, and
    /// another name taken.
    package convenience init(
        path: String,
        compression: Compression,
        inBackground: Bool,
        access: FileAccess = .owner
    ) throws(RunStoreError) {
        let partial = try Self.makePartial(of: path, access: access)
        self.init(path: path, writing: partial, compression: compression, inBackground: inBackground)
    }

    /// Writes to an open file, which is the file's own from now on, and gets the name `path` when it is whole.
    init(
        path: String,
        writing partial: (descriptor: Int32, path: String),
        compression: Compression,
        inBackground: Bool
    ) {
        self.path = path
        self.partial = partial.path
        descriptor = partial.descriptor
        if case .zstd(let level) = compression {
            context = ZSTD_createCCtx()
            ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
            ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
            packed = .allocate(byteCount: ZSTD_CStreamOutSize(), alignment: 16)
        } else {
            context = nil
            packed = .allocate(byteCount: 0, alignment: 16)
        }
        queue = inBackground ? DispatchQueue(label: "recensus.output") : nil
    }

    /// The ending of a file that is being written.
    package static let partialSuffix = ".partial"

    /// A new file to be written, and its name: that of a file left by a killed process is not taken.
    private static func makePartial(
        of path: String,
        access: FileAccess
    ) throws(RunStoreError) -> (descriptor: Int32, path: String) {
        var number = 1
        while true {
            let partial = path + partialSuffix + (number == 1 ? "" : "-\(number)")
            do throws(RunStoreError) {
                return (try FileSystem.makeFile(partial, access: access), partial)
            } catch {
                if FileSystem.entry(at: partial) == .nothing || number == mostPartials {
                    throw RunStoreError(error.code, at: path, error.detail)
                }
            }
            number += 1
        }
    }

    deinit {
        // Not finished: leave nothing behind that could be taken for a whole file.
        if descriptor >= 0 {
            close(descriptor)
            unlink(partial)
        }
        ZSTD_freeCCtx(context)
        packed.deallocate()
    }

    /// Appends bytes; with a background queue they are copied, and an earlier error is thrown here.
    func write(_ bytes: UnsafeRawBufferPointer) throws(RunStoreError) {
        if let error = failure.withLock({ $0 }) { throw error }
        guard let queue else { return try pack(bytes, ZSTD_e_continue) }
        slots.wait()
        let chunk = Chunk(copying: bytes)
        queue.async { [self] in
            defer { slots.signal() }
            if failure.withLock({ $0 }) == nil {
                do throws(RunStoreError) {
                    try pack(UnsafeRawBufferPointer(chunk.bytes), ZSTD_e_continue)
                } catch {
                    failure.withLock { $0 = error }
                }
            }
            chunk.bytes.deallocate()
        }
    }

    /// Appends the bytes of an array.
    package func write(_ bytes: [UInt8]) throws(RunStoreError) {
        try bytes.withUnsafeBufferPointer { (buffer: UnsafeBufferPointer<UInt8>) throws(RunStoreError) in
            try write(UnsafeRawBufferPointer(buffer))
        }
    }

    /// Ends the frame, closes the file and gives it its name.
    package func finish(synchronise: Bool) throws(RunStoreError) {
        queue?.sync {}
        if let error = failure.withLock({ $0 }) { throw error }
        if context != nil { try pack(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end) }
        if synchronise, fsync(descriptor) != 0, errno != EINVAL {
            throw .system(errno, at: path, doing: "writing to the disk")
        }
        let result = close(descriptor)
        descriptor = -1
        if result != 0 {
            unlink(partial)
            throw .system(errno, at: path, doing: "closing the file")
        }
        try FileSystem.rename(partial, to: path)
    }

    private func pack(
        _ bytes: UnsafeRawBufferPointer,
        _ end: ZSTD_EndDirective
    ) throws(RunStoreError) {
        guard let context else { return try put(bytes) }
        var input = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
        while true {
            var output = ZSTD_outBuffer(dst: packed.baseAddress, size: packed.count, pos: 0)
            let left = ZSTD_compressStream2(context, &output, &input, end)
            if ZSTD_isError(left) != 0 {
                let reason = String(cString: ZSTD_getErrorName(left))
                throw RunStoreError(.system, at: path, "zstd could not pack the data: \(reason)")
            }
            try put(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(packed)[0..<output.pos]))
            if end == ZSTD_e_end ? left == 0 : input.pos == input.size { return }
        }
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws(RunStoreError) {
        var rest = bytes
        while !rest.isEmpty {
            let written = Foundation.write(descriptor, rest.baseAddress, rest.count)
            if written < 0 {
                if errno == EINTR { continue }
                throw .system(errno, at: path, doing: "writing")
            }
            rest = UnsafeRawBufferPointer(rebasing: rest[written...])
        }
    }
}

/// Bytes on their way to the background queue, which frees them.
private struct Chunk: @unchecked Sendable {
    // @unchecked: made by the writer, then touched by the queue alone.
    let bytes: UnsafeMutableRawBufferPointer

    init(copying source: UnsafeRawBufferPointer) {
        bytes = .allocate(byteCount: source.count, alignment: 16)
        bytes.copyMemory(from: source)
    }
}
