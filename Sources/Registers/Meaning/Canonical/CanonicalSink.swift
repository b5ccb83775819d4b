import Columns

/// Where a canonicaliser writes the canonical forms of one value after another.
///
/// The distinct forms of each output are found at once, so that what is kept of a column of few forms is small.
struct CanonicalSink: ~Copyable {
    /// The present value of each output.
    // SAFETY: `outputs` rooms, made in the initialiser and freed in the end.
    private let present: UnsafeMutablePointer<ByteRoom>
    /// The values so far of each output.
    // SAFETY: as above; memory of what was taken belongs to the taker.
    private let columns: UnsafeMutablePointer<ChunkValues>
    private let outputs: Int
    private var isTaken = false

    /// What was done to the present value.
    var kinds = StandardisationKinds()
    /// Room in which a canonicaliser may build a value.
    var scratch = ByteRoom(capacity: 256)
    /// A second such room.
    var spare = ByteRoom(capacity: 256)
    /// Room for the value as people read it, where that differs from its bytes.
    var cell = ByteRoom()
    /// Room for the digits of a number.
    var number = ByteRoom()
    /// Room for the words of a name.
    var words = Room<NameTokens.Word>()
    /// Room for the parts of an address.
    var address = AddressRoom()

    /// A sink for `capacity` values.
    init(outputs: Int, capacity: Int) {
        self.outputs = outputs
        present = .allocate(capacity: outputs)
        columns = .allocate(capacity: outputs)
        for i in 0..<outputs {
            (present + i).initialize(to: ByteRoom())
            (columns + i).initialize(to: ChunkValues())
            columns[i].reset(rows: capacity)
        }
    }

    deinit {
        for i in 0..<outputs {
            present[i].deallocate()
            if !isTaken { columns[i].deallocate() }
        }
        present.deallocate()
        columns.deallocate()
        scratch.deallocate()
        spare.deallocate()
        cell.deallocate()
        number.deallocate()
        words.deallocate()
        address.deallocate()
    }

    /// Forgets the last value.
    @inline(__always)
    mutating func begin() {
        kinds = StandardisationKinds()
        scratch.removeAll()
        spare.removeAll()
        for i in 0..<outputs { present[i].removeAll() }
    }

    /// Whether there is an output of a number.
    func has(output: Int) -> Bool { output < outputs }

    /// Appends bytes to the present value of an output.
    @inline(__always)
    mutating func append(_ bytes: ByteView, to output: Int = 0) {
        precondition(output < outputs)
        present[output].append(bytes)
    }

    /// Appends one byte to the present value of an output.
    @inline(__always)
    mutating func append(_ byte: UInt8, to output: Int = 0) {
        precondition(output < outputs)
        present[output].append(byte)
    }

    /// Appends the scratch room to the present value of an output.
    @inline(__always)
    mutating func appendScratch(to output: Int = 0) { append(scratch.view, to: output) }

    /// The present value of an output.
    func value(of output: Int) -> [UInt8] {
        precondition(output < outputs)
        return Array(present[output].view)
    }

    /// Ends the present value in all outputs; one to which nothing was appended is missing.
    @inline(__always)
    mutating func end() {
        for i in 0..<outputs {
            let value = present[i].view
            if let base = value.baseAddress, value.count > 0 {
                // SAFETY: rooms can be read eight bytes beyond their end.
                columns[i].append(base, value.count)
            } else {
                columns[i].appendMissing()
            }
        }
    }

    /// Hands over the values of all outputs; nothing may be written afterwards.
    consuming func finish() -> [ChunkColumn] {
        precondition(!isTaken)
        isTaken = true
        return (0..<outputs).map { ChunkColumn(columns[$0]) }
    }
}

/// Turns the values of a column into their canonical forms.
protocol Canonicaliser: Sendable {
    /// Writes the canonical form of one value, which is not empty.
    ///
    /// The caller has begun the value and will end it.
    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink)
}
