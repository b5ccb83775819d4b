/// The kinds of comparison levels that jobs can name, in the order of the documentation.
package struct LevelRegistry: Sendable {
    /// The kinds.
    package var kinds: [any LevelKind.Type]

    /// A registry of some kinds.
    package init(_ kinds: [any LevelKind.Type]) { self.kinds = kinds }

    /// Every kind there is: a new one is one more line.
    package static let standard = LevelRegistry([
        MissingLevel.self,
        ExactLevel.self,
        SameWithoutSpacesLevel.self,
        SameKeyLevel.self,
        JaroLevel.self,
        JaroWinklerLevel.self,
        LevenshteinLevel.self,
        DamerauLevel.self,
        JaccardLevel.self,
        CosineLevel.self,
        SharesValuesLevel.self,
        WordSubsetLevel.self,
        InitialLevel.self,
        NicknameLevel.self,
        SwappedWithLevel.self,
        NearlySwappedWithLevel.self,
        CrossedWithLevel.self,
        RareLevel.self,
        BothCheckedLevel.self,
        WithinDaysLevel.self,
        WithinMonthsLevel.self,
        WithinYearsLevel.self,
        PartialDateLevel.self,
        DayMonthSwappedLevel.self,
        OneDigitLevel.self,
        YearOnlyLevel.self,
        YearMonthOnlyLevel.self,
        TwoDatePartsLevel.self,
        SameMonthDayLevel.self,
        YearsApartLevel.self,
        HeapedYearLevel.self,
        WithinLevel.self,
        WithinPercentLevel.self,
        WithinKmLevel.self,
    ])

    /// The words of all kinds.
    package var words: [String] { kinds.map { $0.word } }

    /// The options of all kinds, each once.
    package var options: [LevelOption] {
        var options: [LevelOption] = []
        for option in kinds.flatMap({ $0.options }) where !options.contains(where: { $0.name == option.name })
        {
            options.append(option)
        }
        return options
    }

    /// What may stand beside a word: the feature to look at, and the options.
    package var modifiers: [String] { ["of"] + options.map(\.name) }

    /// The kind of a word; nil if there is none.
    package func kind(_ word: String) -> (any LevelKind.Type)? { kinds.first { $0.word == word } }
}
