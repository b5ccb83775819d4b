extension GraphAveraging {
    /// Draws from the posterior of the population, so that posteriors of several groups can be added up.
    ///
    /// - Parameters:
    ///   - count: How many, at least 0.
    ///   - seed: The seed.
    ///   - stream: The group; each has draws of its own.
    /// - Complexity: O(numbers tried + count · log(numbers tried)).
    public func draws(_ count: Int, seed: UInt64, stream: UInt64) -> [Double] {
        var generator = KeyedGenerator(seed: seed, purpose: .graphDraws, entity: stream)
        let ends = cumulative
        return (0..<max(0, count)).map { _ in quantile(generator.unit(), in: ends) }
    }
}
