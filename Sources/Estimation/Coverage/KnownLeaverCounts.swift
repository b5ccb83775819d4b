/// People by the lists they are on, of three groups that differ in what evidence says of them.
///
/// Only histories with two lists or more are held: who is on one list alone may be half of somebody.
package struct KnownLeaverCounts: Sendable {
    /// The number of lists.
    package let lists: Int
    /// The histories, list i being bit i; each with two lists or more, and each once.
    package let histories: [UInt32]
    /// Per history: people who live here, as evidence about them shows.
    package var confirmed: [Double]
    /// Per history: people of whom evidence says nothing, and who count.
    package var unseen: [Double]
    /// Per history: people whom evidence shows to have left.
    package var left: [Double]

    /// Counts by history.
    ///
    /// - Parameters:
    ///   - lists: The number of lists.
    ///   - histories: The histories, each with two lists or more.
    ///   - confirmed: Per history: people who live here, as evidence shows (0 or more).
    ///   - unseen: Per history: people of whom evidence says nothing (0 or more).
    ///   - left: Per history: people who have left, as evidence shows (0 or more).
    package init(lists: Int, histories: [UInt32], confirmed: [Double], unseen: [Double], left: [Double]) {
        self.lists = lists
        self.histories = histories
        self.confirmed = confirmed
        self.unseen = unseen
        self.left = left
    }

    /// The people of whom evidence says nothing.
    package var unseenPeople: Double { unseen.reduce(0, +) }
    /// The people known to have left.
    package var leftPeople: Double { left.reduce(0, +) }
}

/// Weights of a Bayesian bootstrap.
package enum BootstrapWeight {
    /// A weight of the exponential distribution with mean 1, from a number drawn evenly from 0 up to 1.
    ///
    /// - SeeAlso: Rubin (1981), Annals of Statistics 9, 130–134.
    package static func exponential(_ unit: Double) -> Double { -Real.logOnePlus(-unit) }
}
