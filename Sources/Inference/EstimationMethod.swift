/// The estimators by their names in job files.
package enum EstimationMethod: String, Sendable, CaseIterable {
    /// Classes of people fitted to the histories of those on two lists or more; the others estimated.
    case repeatedSightings = "repeated_sightings"
    /// Log-linear models of the whole table, pairs of lists entering step by step.
    case logLinear = "log_linear"
    /// Chapman's estimator on the two largest lists.
    case dualSystem = "dual_system"
    /// Chao's lower bound.
    case chao
    /// Everybody found, and nobody else.
    case peopleFound = "people_found"
}
