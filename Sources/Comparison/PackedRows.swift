public import Columns

/// The codes of the compared features, record by record, so that a pair touches two short rows.
public struct PackedRows: Sendable {
    /// The names of the features, in the order of their slots.
    public let features: [String]
    /// Codes: record r has `stride` of them from `r * stride` on.
    public let codes: [UInt32]
    /// The number of codes per record.
    public let stride: Int

    /// Packs the given features of all records.
    public init(_ records: Records, features names: [String], workers: Workers) {
        let columns = names.compactMap { records.feature($0) }
        precondition(columns.count == names.count, "every packed feature exists")
        let stride = max(1, columns.count)
        features = names
        self.stride = stride
        let rowsPerPiece = 1 << 16
        codes = workers.fill(count: records.count * stride, pieceSize: rowsPerPiece * stride, with: 0) {
            range,
            slice in
            let firstRow = range.lowerBound / stride
            let rows = range.count / stride
            for (slot, column) in columns.enumerated() {
                column.codes.withUnsafeBufferPointer { source in
                    // SAFETY: rows firstRow..<firstRow + rows exist, and slice holds rows * stride codes.
                    var target = slot
                    for row in firstRow..<(firstRow + rows) {
                        slice[target] = source[row]
                        target &+= stride
                    }
                }
            }
        }
    }

    /// The slot of a feature.
    public func slot(_ feature: String) -> Int? { features.firstIndex(of: feature) }
}
