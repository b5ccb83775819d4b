extension Array where Element: FixedWidthInteger {
    /// Makes room up to `size` elements, of which the first `kept` stay; the others hold anything until written.
    ///
    /// Memory that is never written is never given by the system, so that room may be generous.
    public mutating func enlarge(to size: Int, keeping kept: Int) {
        precondition(kept <= count && kept <= size)
        if size == 0 { return }
        let old = self
        self = Array(unsafeUninitializedCapacity: size) { buffer, count in
            HugePages.advise(UnsafeMutableRawBufferPointer(buffer))
            old.withUnsafeBufferPointer { old in
                guard let target = buffer.baseAddress, let source = old.baseAddress else { return }
                // SAFETY: both hold `kept` integers.
                target.update(from: source, count: kept)
            }
            // SAFETY: any bytes are an integer; callers write before they read.
            count = size
        }
    }
}
