#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Asks for large memory pages, which make random access to large tables cheaper.
public enum HugePages {
    /// Below this size (bytes) the request is not worth a system call.
    private static let worthwhile = 1 &<< 22

    /// The number of MADV_HUGEPAGE in every Linux architecture.
    private static let hugePageAdvice: Int32 = 14

    /// Advises the system about memory that was not touched yet; a hint that may have no effect.
    public static func advise(_ memory: UnsafeMutableRawBufferPointer) {
        #if os(Linux)
            guard memory.count >= worthwhile, let base = memory.baseAddress else { return }
            let page = 1 &<< 12
            let start = base.alignedUp(toMultipleOf: page)
            let length = (memory.count - (start - base)) & ~(page - 1)
            // SAFETY: start and length are whole pages within the memory, whose contents stay as they are.
            _ = madvise(start, length, hugePageAdvice)
        #endif
    }
}
