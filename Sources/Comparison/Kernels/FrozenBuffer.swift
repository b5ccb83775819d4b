import Columns

/// Memory that is filled once and then only read, by any thread.
///
/// The one owner of raw memory in this module: prepared values keep a buffer alive and read through its
/// pointer, which costs no reference count and no bounds check per pair.
final class FrozenBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    /// The first element; valid as long as the buffer lives.
    let base: UnsafePointer<Element>
    /// The number of elements.
    let count: Int

    /// A copy of the elements, followed by `padding` copies of `filler` that kernels may read past the end.
    init(_ elements: [Element], padding: Int = 0, filler: Element) {
        let memory = UnsafeMutablePointer<Element>.allocate(capacity: elements.count + padding + 1)
        // SAFETY: the allocation holds the elements, the padding and one filler, all of them set here.
        elements.withUnsafeBufferPointer { source in
            if let start = source.baseAddress { memory.initialize(from: start, count: source.count) }
        }
        (memory + elements.count).initialize(repeating: filler, count: padding + 1)
        base = UnsafePointer(memory)
        count = elements.count
    }

    /// `count` elements that `fill` sets, every one, followed by `padding` copies of `filler`.
    init(
        count: Int,
        padding: Int = 0,
        filler: Element,
        fill: (UnsafeMutableBufferPointer<Element>) -> Void
    ) {
        let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: count + padding + 1)
        HugePages.advise(UnsafeMutableRawBufferPointer(memory))
        fill(UnsafeMutableBufferPointer(rebasing: memory[..<count]))
        // SAFETY: the allocation holds the elements, the padding and one filler; it is never empty.
        let start = memory.baseAddress.unsafelyUnwrapped
        (start + count).initialize(repeating: filler, count: padding + 1)
        base = UnsafePointer(start)
        self.count = count
    }

    deinit {
        // Elements are trivial, so that there is nothing to deinitialise.
        base.deallocate()
    }
}
