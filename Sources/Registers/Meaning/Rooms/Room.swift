/// Bytes that lie somewhere in memory that outlives their use.
typealias ByteView = UnsafeBufferPointer<UInt8>

/// Memory of one's own that grows and is used again for one value after another.
///
/// Unlike an array it is never shared, so that appending costs a comparison and a store. Whoever makes a room
/// deallocates it. Views of it are good until it grows.
struct Room<Element: BitwiseCopyable> {
    private(set) var base: UnsafeMutablePointer<Element>
    private(set) var count = 0
    private var capacity: Int

    init(capacity: Int = 32) {
        self.capacity = capacity
        base = .allocate(capacity: capacity + PaddedText.slack)
    }

    func deallocate() { base.deallocate() }

    var isEmpty: Bool { @inline(__always) get { count == 0 } }

    /// The last element; there must be one.
    var last: Element { @inline(__always) get { self[count &- 1] } }

    @inline(__always)
    subscript(i: Int) -> Element {
        get {
            precondition(i >= 0 && i < count)
            // SAFETY: i lies within what was appended.
            return base[i]
        }
        nonmutating set {
            precondition(i >= 0 && i < count)
            // SAFETY: as above.
            base[i] = newValue
        }
    }

    /// All elements, good until the next one is appended.
    var view: UnsafeBufferPointer<Element> {
        // SAFETY: count elements were appended.
        @inline(__always) get { UnsafeBufferPointer(start: base, count: count) }
    }

    /// Some of the elements, good until the next one is appended.
    @inline(__always)
    func view(_ range: Range<Int>) -> UnsafeBufferPointer<Element> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // SAFETY: the range lies within what was appended.
        return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
    }

    /// Makes room for some more elements.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if count &+ more > capacity { grow(count &+ more) }
    }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow(count &+ 1) }
        // SAFETY: count < capacity.
        base[count] = element
        count &+= 1
    }

    /// Appends elements of other memory.
    @inline(__always)
    mutating func append(_ elements: UnsafeBufferPointer<Element>) {
        guard let source = elements.baseAddress else { return }
        reserve(elements.count)
        // SAFETY: there is room for as many.
        (base + count).update(from: source, count: elements.count)
        count &+= elements.count
    }

    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Keeps the first elements only.
    @inline(__always)
    mutating func truncate(to length: Int) {
        precondition(length >= 0 && length <= count)
        count = length
    }

    /// Says how many elements are there, where they were written through ``base``.
    @inline(__always)
    mutating func setCount(_ length: Int) {
        precondition(length >= 0 && length <= capacity)
        count = length
    }

    @inline(never)
    private mutating func grow(_ wanted: Int) {
        capacity = max(capacity * 2, wanted)
        let fresh = UnsafeMutablePointer<Element>.allocate(capacity: capacity + PaddedText.slack)
        // SAFETY: the fresh memory has room for all elements of the old.
        fresh.update(from: base, count: count)
        base.deallocate()
        base = fresh
    }
}

typealias ByteRoom = Room<UInt8>

extension Room where Element == UInt8 {
    /// Appends up to eight bytes of a word, the first the lowest.
    @inline(__always)
    mutating func append(word: UInt64, count length: Int) {
        reserve(length)
        // SAFETY: rooms can be written eight bytes beyond their capacity.
        UnsafeMutableRawPointer(base + count).storeBytes(of: word.littleEndian, as: UInt64.self)
        setCount(count &+ length)
    }

    /// Appends a text known when the program was made.
    @inline(__always)
    mutating func append(_ text: StaticString) {
        append(ByteView(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a word behind a space, or at the start.
    @inline(__always)
    mutating func appendWord(_ word: ByteView) {
        if count > 0 { append(0x20) }
        append(word)
    }

    /// Replaces all bytes.
    @inline(__always)
    mutating func set(_ bytes: ByteView) {
        count = 0
        append(bytes)
    }
}

extension UnsafeBufferPointer<UInt8> {
    /// A part of the bytes.
    @inline(__always)
    func part(_ range: Range<Int>) -> ByteView {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        // SAFETY: the range lies within the bytes.
        return ByteView(start: baseAddress.map { $0 + range.lowerBound }, count: range.count)
    }

    /// Whether the bytes are those of a text known when the program was made.
    @inline(__always)
    func isSame(_ text: StaticString) -> Bool {
        if count != text.utf8CodeUnitCount { return false }
        // SAFETY: both have as many bytes.
        for i in 0..<count where self[i] != text.utf8Start[i] { return false }
        return true
    }

    /// Whether the bytes end with a text known when the program was made.
    func endsLike(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && part((count - text.utf8CodeUnitCount)..<count).isSame(text)
    }
}
