/// What a blocking key takes from a value: all of it, a part, or how it sounds.
///
/// A transform is a pure function of a value's canonical bytes (see `Feature`): names are lower-case
/// words between single spaces or Han characters, dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`. Two values
/// have the same key when their transformed texts are the same; a value whose transformed text is empty
/// has no key. Letters are counted as Unicode scalars, so that `prefix(1)` of 陳大文 is 陳.
public enum KeyTransform: Sendable, Hashable {
    /// The value as it is.
    case exact
    /// The value without its spaces: `mary ann` and `maryann` agree.
    case compact
    /// The first letters.
    case prefix(Int)
    /// The last letters.
    case suffix(Int)
    /// The first word.
    case firstToken
    /// The last word.
    case lastToken
    /// The first letter.
    case initial
    /// The first letter of each word.
    case initials
    /// The words in byte order, so that their order in the value does not matter.
    case sortedTokens
    /// The year of a date.
    case year
    /// The year and month of a date.
    case yearMonth
    /// The month and day of a full date.
    case monthDay
    /// A full date whose smaller part of month and day stands first: 1980-03-04 and 1980-04-03 agree.
    case swappableDate
    /// The decade of a date's year.
    case decade
    /// The American Soundex code: a letter and three digits.
    case soundex
    /// The primary double metaphone code, up to four sounds; ``multiKeys(of:)`` has the secondary as well.
    case metaphone
    /// The NYSIIS code, up to six letters.
    case nysiis
    /// The Jyutping of Han characters without tones, so that homophones agree; other text stays as it is.
    case jyutping
    /// The distinct q-grams of the value in byte order.
    ///
    /// With `keep`, only that many of them: those that come first in a fixed pseudo-random order, so that
    /// two values share the key with a chance that grows with their Jaccard similarity (Broder 1997).
    case qGrams(size: Int, keep: Int?)
    /// The digits of the value.
    case digits
    /// The digits of the value in ascending order, so that transposed digits do not matter.
    case sortedDigits
}
