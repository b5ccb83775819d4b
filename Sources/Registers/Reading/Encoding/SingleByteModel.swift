/// How likely bytes are in an encoding of one byte per character, given the alphabets written in it.
///
/// The system's iconv says which character a byte is; which letters a language has, and which of them are frequent,
/// says how likely it is. A text of one language uses its few letters; one of many languages those of all. Within
/// words letters are expected, and in the case of their neighbours.
struct SingleByteModel: Sendable {
    /// A language, or several that share an encoding.
    private struct Alphabet: Sendable {
        /// Letters beyond ASCII with the natural logarithms of their probabilities; capitals have those of small ones.
        let letters: [UInt32: Double]
        let isLatin: Bool

        /// An alphabet of small letters, the most frequent first.
        init(_ small: String, isLatin: Bool) {
            self.isLatin = isLatin
            let scalars = Array(small.unicodeScalars)
            // As word frequencies do, those of letters fall with the rank.
            let weights = scalars.indices.map { 1 / Double($0 + 5) }
            let sum = weights.reduce(0, +)
            var letters: [UInt32: Double] = [:]
            for (scalar, weight) in zip(scalars, weights) {
                let cost = Logarithm.of(0.97 * weight / sum)
                letters[scalar.value] = cost
                for capital in scalar.properties.uppercaseMapping.unicodeScalars where capital.value > 0x7f {
                    letters[capital.value] = cost
                }
            }
            self.letters = letters
        }
    }

    let encoding: TextEncoding
    private let prior: Double
    /// The scalar of each byte from 0x80; 0 where there is none.
    private let scalars: [UInt32]
    private let alphabets: [Alphabet]

    /// Letters in Latin scripts stand among ASCII letters; other scripts stand alone.
    private static let latinSteps = WordSteps(first: 0.07, stay: 0.05, leave: 0.75, enter: 0.05)
    private static let otherSteps = WordSteps(first: 0.95, stay: 0.84, leave: 0.01, enter: 0.01)

    /// The model of an encoding; nil if the system does not know it.
    private init?(_ name: String, _ label: String, prior: Double, latin: [String] = [], other: [String] = [])
    {
        guard let converter = EncodingConverter(from: name) else { return nil }
        encoding = TextEncoding(name: name, label: label)
        self.prior = prior
        var scalars: [UInt32] = []
        for byte in UInt8(0x80)...0xff {
            let text = String(decoding: converter.text(of: [byte]).text, as: UTF8.self)
            let scalar = text.unicodeScalars.first?.value ?? 0
            scalars.append(scalar == 0xfffd || scalar < 0xa0 ? 0 : scalar)
        }
        self.scalars = scalars
        var alphabets = latin.map { Alphabet($0, isLatin: true) } + other.map { Alphabet($0, isLatin: false) }
        if latin.count > 1 {
            // Registers hold people from everywhere: the letters of all languages, by their mean rank.
            alphabets.append(Alphabet(Self.mixed(latin), isLatin: true))
        }
        self.alphabets = alphabets
    }

    /// The letters of several alphabets in turn: the first of each, the second of each, and so on.
    private static func mixed(_ alphabets: [String]) -> String {
        var seen = Set<Unicode.Scalar>()
        var mixed = String.UnicodeScalarView()
        let all = alphabets.map { Array($0.unicodeScalars) }
        for rank in 0..<(all.map(\.count).max() ?? 0) {
            for alphabet in all where rank < alphabet.count && seen.insert(alphabet[rank]).inserted {
                mixed.append(alphabet[rank])
            }
        }
        return String(mixed)
    }

    // Small letters by language, roughly in the order of their frequency in names.
    private static let western = [
        "áéíóñúüïç", "ãçéáíóêôâúàõü", "éèçëïêâîôûœàùüÿ", "üöäß", "øåæöäéü", "èàòùìé", "áðíóúþæýöé",
    ]
    private static let central = [
        "áíéýěčřšžůúťďňó", "áíéýčšžúľťďňôóäĺŕ", "łńąśżęćóźé", "áéóöíüőúű", "ăşţîâșț", "ćčšžđ",
    ]
    private static let cyrillic = [
        "аоеинвртлскмдупяьгйбзчыхжшюцщэфъё", "оаиентврлскмдупяьгйбзчіїєхжшюцщфґ",
        "аиоентврсјлкмдупгбзчћжшхцџљњђф",
    ]

    static let all: [SingleByteModel] = [
        SingleByteModel("CP1252", TextEncoding.windows1252.label, prior: 0, latin: western),
        SingleByteModel("CP1250", "Windows-1250", prior: -3, latin: central),
        SingleByteModel("ISO-8859-2", "ISO 8859-2", prior: -5, latin: central),
        SingleByteModel("CP1254", "Windows-1254", prior: -4, latin: ["ışüğçöâîû"]),
        SingleByteModel("CP1257", "Windows-1257", prior: -4, latin: ["ėšųžūįčąę", "āīēšņūļčžķģ", "äõüöšž"]),
        SingleByteModel("CP850", "code page 850 (DOS)", prior: -5, latin: western),
        SingleByteModel("MACINTOSH", "Mac OS Roman", prior: -5, latin: western),
        SingleByteModel("CP1251", "Windows-1251", prior: -2, other: cyrillic),
        SingleByteModel("KOI8-R", "KOI8-R", prior: -4, other: cyrillic),
        SingleByteModel("CP1253", "Windows-1253", prior: -3, other: ["αοιςητρνλκεσμπυγδίάόήθωχβφέύώζξψϊϋ"]),
        SingleByteModel("CP1255", "Windows-1255", prior: -3, other: ["ילורהאבנמשןתכדחגםקזעפצטסךץף"]),
        SingleByteModel(
            "CP1256",
            "Windows-1256",
            prior: -3,
            other: ["المنيدرعبحسهةوفتجشزصكقخأطإغىءثضذظئآؤپچگ"]
        ),
        SingleByteModel(
            "CP874",
            "Windows-874",
            prior: -3,
            other: ["านรยสวมกพิ์ลัชงุทีตศาเขดจธคปณบภ่ะอญห้ไแูฒโฐผใฎำถฑซฉืฤ็ฬฟฆฌฏฮๆ"]
        ),
    ].compactMap { $0 }

    /// How likely words are, whatever the alphabet, and how many characters the likeliest one does not expect.
    func score(_ words: [[UInt8]]) -> EncodingScore {
        let scores = alphabets.map { score(words, $0) }
        guard var best = scores.max(by: { $0.logProbability < $1.logProbability }) else {
            return EncodingScore(encoding: encoding, logProbability: -.infinity)
        }
        best.logProbability =
            prior + Logarithm.ofSum(scores.map(\.logProbability)) - Logarithm.of(Double(scores.count))
        return best
    }

    private func score(_ words: [[UInt8]], _ alphabet: Alphabet) -> EncodingScore {
        var score = EncodingScore(encoding: encoding, logProbability: 0)
        let steps = alphabet.isLatin ? Self.latinSteps : Self.otherSteps
        for word in words {
            var state = WordState.boundary
            for i in word.indices {
                if word[i] < 0x80 {
                    score.logProbability += steps.step(&state, to: .ascii) + EncodingScore.asciiCost
                    continue
                }
                let scalar = scalars[Int(word[i]) - 0x80]
                score.logProbability += steps.step(&state, to: .beyond)
                if let letter = alphabet.letters[scalar] {
                    let fits = isCased(word, i, scalar)
                    score.logProbability += letter + (fits ? 0 : -3)
                    score.add(isPlausible: fits, isBad: false)
                } else {
                    let (cost, isPlausible) = stranger(word, i, scalar)
                    score.logProbability += cost
                    score.add(isPlausible: isPlausible, isBad: scalar == 0)
                }
            }
            score.logProbability += steps.step(&state, to: .boundary)
        }
        return score
    }

    /// What a character that is no letter of the alphabet costs, and whether one would expect it at its place.
    private func stranger(_ word: [UInt8], _ i: Int, _ scalar: UInt32) -> (cost: Double, isPlausible: Bool) {
        guard scalar != 0, let character = Unicode.Scalar(scalar) else { return (-16, false) }
        if character.properties.isAlphabetic { return (Logarithm.of(0.01 / 100), true) }
        let isWithin = isLetter(word, i - 1) && isLetter(word, i + 1)
        // Apostrophes and hyphens of typesetters, and fixed blanks, stand within names.
        let joins = [0x2019, 0x2018, 0xb4, 0x2013, 0xa0, 0xad, 0xb7].contains(scalar)
        if isWithin { return joins ? (Logarithm.of(0.003), true) : (Logarithm.of(0.0005 / 60), false) }
        return (Logarithm.of(0.01 / 60), joins || !isLetter(word, i - 1))
    }

    /// Whether a letter is in the case of its neighbours: no capital behind a small letter.
    private func isCased(_ word: [UInt8], _ i: Int, _ scalar: UInt32) -> Bool {
        guard i > 0, let letter = Unicode.Scalar(scalar), letter.properties.isUppercase else { return true }
        if word[i - 1] < 0x80 { return !CellText.isLower(word[i - 1]) }
        return Unicode.Scalar(scalars[Int(word[i - 1]) - 0x80])?.properties.isLowercase != true
    }

    private func isLetter(_ word: [UInt8], _ i: Int) -> Bool {
        guard word.indices.contains(i) else { return false }
        if word[i] < 0x80 { return (0x61...0x7a).contains(word[i] | 0x20) }
        return Unicode.Scalar(scalars[Int(word[i]) - 0x80])?.properties.isAlphabetic == true
    }
}
