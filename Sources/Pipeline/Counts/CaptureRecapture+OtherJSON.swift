import Estimation

/// What bounds, coverage, graphs, the choice of model and latent classes give to programs.
extension CaptureRecapture {
    var chaoJSON: JSONText {
        let bounds = counts.chaoBounds
        return .object([
            ("once", .integer(bounds.once)), ("twice", .integer(bounds.twice)),
            ("lists", Self.number(bounds.lists)), ("continuous", Self.number(bounds.continuous)),
            ("bias_corrected", .number(bounds.biasCorrected)),
        ])
    }

    var coverageJSON: JSONText {
        guard let coverage = try? SampleCoverage(counts) else { return .null }
        return .object([
            ("coverage", .number(coverage.coverage)), ("independent", .number(coverage.independent)),
            ("low_coverage", .number(coverage.lowCoverage)),
            ("high_coverage", Self.number(coverage.highCoverage)),
        ])
    }

    func graphsJSON(_ average: GraphAveraging) -> JSONText {
        .object([
            ("delta", .number(settings.delta ?? 1 / Double(1 << counts.listCount))),
            (
                "unseen",
                .array([.integer(average.range.lowerBound), .integer(average.range.upperBound)])
            ), ("mean", .number(average.mean)), ("standard_deviation", .number(average.standardDeviation)),
            ("mode", .number(average.mode)), ("median", .number(average.median)),
            ("mass_in_upper_half", .number(average.massInUpperHalf)),
            (
                "graphs",
                .array(
                    average.graphs.map {
                        .object([
                            ("graph", .string($0.graph.name)), ("probability", .number($0.probability)),
                            ("mean", .number($0.mean)),
                        ])
                    }
                )
            ),
        ])
    }

    static func selectionJSON(_ bootstrap: SelectionBootstrap) -> JSONText {
        .object([
            ("criterion", .string(LogLinearFamily.Criterion.bic.rawValue)),
            ("models", .integer(bootstrap.modelCount)), ("draws", .integer(bootstrap.populations.count)),
            ("failures", .integer(bootstrap.failures)), ("acceleration", .number(bootstrap.acceleration)),
            ("bias", .number(bootstrap.bias)),
            (
                "choices",
                .array(
                    bootstrap.choices.map {
                        .object([("model", .string($0.model.name)), ("share", .number($0.share))])
                    }
                )
            ),
        ])
    }

    static func classesJSON(_ classes: LatentClassEstimate) -> JSONText {
        .object([
            ("chains", .integer(classes.chainMedians.count)), ("draws", .integer(classes.draws.count)),
            ("chain_medians", .array(classes.chainMedians.map { .number($0) })),
            ("scale_reduction", .number(classes.scaleReduction)),
            ("rank_scale_reduction", .number(classes.rankScaleReduction)),
            ("separate_modes", .bool(classes.hasSeparateModes)),
        ])
    }
}
