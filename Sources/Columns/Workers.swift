public import Dispatch
public import Synchronization

/// A fixed number of Dispatch workers that take numbered pieces of work.
///
/// Work is cut by data, never by the number of threads, and results come back in the order of the
/// pieces: what is computed does not depend on how many workers there are.
public struct Workers: Sendable {
    /// The number of threads used.
    public let threads: Int

    /// Workers on `threads` threads; at least one.
    public init(threads: Int) {
        self.threads = max(1, threads)
    }

    /// Runs `body` once for each piece `0..<pieces`; which thread takes which piece is not defined.
    @inlinable public func run(pieces: Int, _ body: @Sendable (Int) -> Void) {
        if pieces <= 0 { return }
        if threads == 1 || pieces == 1 {
            for piece in 0..<pieces { body(piece) }
            return
        }
        let cursor = Atomic<Int>(0)
        DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in
            while true {
                let piece = cursor.wrappingAdd(1, ordering: .relaxed).oldValue
                if piece >= pieces { return }
                body(piece)
            }
        }
    }

    /// The results of `body` for each piece, in the order of the pieces.
    @inlinable public func map<T: Sendable>(pieces: Int, _ body: @Sendable (Int) -> T) -> [T] {
        let slots = Mutex<[T?]>([T?](repeating: nil, count: max(0, pieces)))
        run(pieces: pieces) { piece in
            let value = body(piece)
            slots.withLock { $0[piece] = value }
        }
        return slots.withLock { filled in
            let result = filled.compactMap { $0 }
            filled = []
            return result
        }
    }

    /// The results of a throwing `body`, in order; the error of the lowest failing piece is thrown.
    @inlinable public func map<T: Sendable, E: Error>(
        pieces: Int,
        throwing body: @Sendable (Int) throws(E) -> T
    ) throws(E) -> [T] {
        let results: [Result<T, E>] = map(pieces: pieces) { piece in
            do throws(E) { return .success(try body(piece)) } catch { return .failure(error) }
        }
        var values: [T] = []
        values.reserveCapacity(results.count)
        for result in results { values.append(try result.get()) }
        return values
    }

    /// An array of `count` elements whose pieces of `pieceSize` are filled side by side.
    ///
    /// `fill` gets the piece's range and its slice, counted from 0, whose elements are `initial`.
    @inlinable public func fill<T: Sendable & BitwiseCopyable>(
        count: Int,
        pieceSize: Int,
        with initial: T,
        _ fill: @Sendable (Range<Int>, UnsafeMutableBufferPointer<T>) -> Void
    ) -> [T] {
        // The array without elements is one for all threads, and not to be written to.
        if count == 0 { return [] }
        let pieces = (count + pieceSize - 1) / max(1, pieceSize)
        return [T](unsafeUninitializedCapacity: count) { buffer, initialized in
            HugePages.advise(UnsafeMutableRawBufferPointer(buffer))
            // SAFETY: pieces are disjoint ranges of the buffer, and each is given to one call only, which
            // finds its part initialised.
            nonisolated(unsafe) let shared = UnsafeMutableBufferPointer(rebasing: buffer[..<count])
            run(pieces: pieces) { piece in
                let range = (piece * pieceSize)..<min(count, (piece + 1) * pieceSize)
                let part = UnsafeMutableBufferPointer(rebasing: shared[range])
                part.initialize(repeating: initial)
                fill(range, part)
            }
            initialized = count
        }
    }

    /// Runs `body` once for each piece `0..<pieces`, up to `threads` of them at a time, each of which may
    /// use these workers itself.
    ///
    /// For a few large pieces with work inside that can be cut further: what one piece leaves of the
    /// machine, the others take. Pieces are begun in their order: give the longest first.
    public func runSideBySide(pieces: Int, _ body: @escaping @Sendable (Int) -> Void) {
        let lanes = min(threads, pieces)
        if lanes <= 1 {
            for piece in 0..<max(0, pieces) { body(piece) }
            return
        }
        let cursor = PieceCursor()
        let lane: @Sendable () -> Void = {
            while true {
                let piece = cursor.next()
                if piece >= pieces { return }
                body(piece)
            }
        }
        let others = DispatchGroup()
        for _ in 1..<lanes { DispatchQueue.global().async(group: others, execute: lane) }
        lane()
        others.wait()
    }

    /// The results of `body` for each piece, in the order of the pieces; see ``runSideBySide(pieces:_:)``.
    public func mapSideBySide<T: Sendable>(pieces: Int, _ body: @escaping @Sendable (Int) -> T) -> [T] {
        let slots = PieceResults<T>(count: pieces)
        runSideBySide(pieces: pieces) { slots.set($0, to: body($0)) }
        return slots.take()
    }
}

/// Deals out the numbers of pieces.
private final class PieceCursor: Sendable {
    private let count = Atomic<Int>(0)

    func next() -> Int { count.wrappingAdd(1, ordering: .relaxed).oldValue }
}

/// What came of pieces that ended in any order.
private final class PieceResults<T: Sendable>: Sendable {
    private let slots: Mutex<[T?]>

    init(count: Int) { slots = Mutex([T?](repeating: nil, count: max(0, count))) }

    func set(_ piece: Int, to value: T) { slots.withLock { $0[piece] = value } }

    func take() -> [T] {
        slots.withLock { filled in
            let result = filled.compactMap { $0 }
            filled = []
            return result
        }
    }
}
