import Columns
import Comparison

/// How the sounds of names are compared: syllables without tones, the surname first.
///
/// Sounds speak only where the names themselves do not: between a record with a Han name alone and one with a
/// romanised name alone.
enum NameSoundComparison {
    /// The features that hold sounds, one per language.
    static let features = ["name_sound", "name_sound_mandarin"]

    static func readyMade(_ f: String, among names: Set<String>) -> ReadyMadeComparison {
        let spoken = ["han_name", "surname"].filter(names.contains).map { Agreement.not(.missing($0)) }
        return ReadyMadeComparison(
            Comparison(
                name: f,
                required: [f],
                missingWhen: spoken.isEmpty ? nil : .any(spoken),
                levels: [
                    ComparisonLevel("same sound", .exact(f)),
                    ComparisonLevel("same syllables", .sameKey(f, "sorted_tokens")),
                    ComparisonLevel("syllables contained", .all([.wordSubset(f), .sharesValues(f, 2)])),
                    ComparisonLevel(
                        "same surname, one syllable more",
                        .all([.sameKey(f, "first_token"), .sharesValues(f, 2)])
                    ),
                    ComparisonLevel("two syllables", .sharesValues(f, 2)),
                    ComparisonLevel("same surname", .sameKey(f, "first_token")),
                ],
                termFrequency: f
            ),
            expectedM: [0.75, 0.02, 0.05, 0.06, 0.03, 0.04, 0.05]
        )
    }
}
