/// A cell that may be published.
public struct PublishedCell: Sendable, Equatable {
    /// Why a cell has no value.
    public enum Suppression: String, Sendable {
        /// The count, with its noise, is below the threshold, or too few records contribute.
        case belowThreshold = "below_threshold"
        /// The count is withheld for its own sake or for others'; which of the two would tell on it.
        case confidential
    }

    /// The value; nil if the cell is suppressed.
    public let value: Double?
    /// The standard error, noise included; nil if the cell is suppressed or counts without sampling error
    /// or noise stand in the table.
    public let standardError: Double?
    /// Why there is no value; nil if there is one.
    public let suppression: Suppression?
}

/// Cells that may be published, with what was done to them.
public struct PublishedTable: Sendable, Equatable {
    /// The lengths of the axes, places for totals included.
    public let shape: [Int]
    /// The cells, last axis fastest.
    public let cells: [PublishedCell]
    /// The variance that protection added to each cell.
    public let noiseVariance: Double
    /// What was done, for readers; it names no secret.
    public let statement: String

    /// The share of cells without a value.
    public var suppressedShare: Double {
        cells.isEmpty ? 0 : Double(cells.count { $0.value == nil }) / Double(cells.count)
    }
}
