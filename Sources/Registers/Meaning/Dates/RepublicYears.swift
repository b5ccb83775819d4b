import Columns

/// Decides whether years of two digits are those of the Republic of China, by the births that other registers have in
/// full.
///
/// `79/08/20` is 1979 or 1990, and the numbers alone do not tell. Where far more days are found among other registers'
/// births by the years of the Republic, these are taken; in large registers, which have somebody born on every day,
/// neither reading finds more, and common years stay.
enum RepublicYears {
    /// So many days must be found, and so many times as many as by common years.
    private static let least = 10
    private static let times = 3

    static func decide(_ sources: inout [FeatureSource]) {
        let open = sources.indices.filter { sources[$0].isBirth && sources[$0].dates?.mayBeROC ?? false }
        if open.isEmpty { return }
        var births: Set<Int> = []
        for (i, source) in sources.enumerated() where source.isBirth && !open.contains(i) {
            if case .date(let reader) = source.form {
                births.formUnion(ExcelSystem.days(source, reader, sampled: false))
            }
        }
        for i in open {
            guard case .date(let reader) = sources[i].form, let dates = sources[i].dates else { continue }
            var roc = reader
            roc.calendar = .roc
            let asCommon = ExcelSystem.days(sources[i], reader, sampled: true).count { births.contains($0) }
            let asROC = ExcelSystem.days(sources[i], roc, sampled: true).count { births.contains($0) }
            guard asROC >= least, asROC >= times * asCommon else { continue }
            sources[i].form = .date(roc)
            sources[i].dates = dates.counted(in: .roc)
        }
    }
}
