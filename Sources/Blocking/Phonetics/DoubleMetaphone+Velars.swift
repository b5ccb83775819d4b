/// The letters C, G, H, J and X.
extension DoubleMetaphone {
    /// C is k, s or sh, and ch has its own page.
    mutating func hearC() -> Int {
        if isGermanicACH {
            say(.k)
            return 2
        }
        if name.isAtStart && name.has("CAESAR") {
            say(.s)
            return 2
        }
        if name.has("CH") { return hearCH() }
        if name.has("CZ") && !name.has("WICZ", -2) {
            say(.s, or: .sh)
            return 2
        }
        if name.has("CIA", 1) {
            say(.sh)
            return 3
        }
        if name.has("CC") && !(name.position == 1 && name.starts(with: "M")) { return hearCC() }
        if name.letter(1, isIn: "KGQ") {
            say(.k)
            return 2
        }
        if name.letter(1, isIn: "IEY") {
            if name.has(anyOf: Self.italianCI) { say(.s, or: .sh) } else { say(.s) }
            return 2
        }
        say(.k)
        if name.has(anyOf: Self.splitByWords, 1) { return 3 }
        return name.letter(1, isIn: "CKQ") && !name.has("CE", 1) && !name.has("CI", 1) ? 2 : 1
    }

    /// German -ach- after a consonant, as in Bacher and Wachtel, but not before a soft ending.
    private var isGermanicACH: Bool {
        guard name.position > 1, !name.isVowel(-2), name.has("ACH", -1) else { return false }
        if name.letter(2) == UInt8(ascii: "I") { return false }
        return name.letter(2) != UInt8(ascii: "E") || name.has(anyOf: Self.softACH, -2)
    }

    private mutating func hearCH() -> Int {
        if name.has("CHIA") {
            say(.k)  // chianti
        } else if !name.isAtStart && name.has("CHAE") {
            say(.k, or: .sh)  // Michael
        } else if name.isAtStart && name.has(anyOf: Self.greekStarts) && !name.has("CHORE") {
            say(.k)  // chorus
        } else if name.startsGermanic || name.has(anyOf: Self.greekRoots, -2) || name.letter(2, isIn: "TS")
            || (name.isAtStart || name.letter(-1, isIn: "AOUE")) && name.letter(2, isIn: "LRNMBHFVW ")
        {
            say(.k)  // architect, Wechsler
        } else if name.isAtStart {
            say(.sh)
        } else if name.starts(with: "MC") {
            say(.k)  // McHugh
        } else {
            say(.sh, or: .k)
        }
        return 2
    }

    private mutating func hearCC() -> Int {
        guard name.letter(2, isIn: "IEH"), !name.has("HU", 2) else {
            say(.k)  // Bacchus
            return 2
        }
        let isHard =
            name.position == 1 && name.letter(-1) == UInt8(ascii: "A") || name.has(anyOf: Self.succeed, -1)
        if isHard {
            say(.k)  // accident, succeed
            say(.s)
        } else {
            say(.sh)  // Bertucci
        }
        return 3
    }

    /// G is k, j, f or silent.
    mutating func hearG() -> Int {
        if name.has("GH") { return hearGH() }
        if name.has("GN") { return hearGN() }
        if name.has("GLI") && !name.isSlavoGermanic {
            say(.k, or: nil)  // Tagliaro
            say(.l)
            return 2
        }
        if name.isAtStart && name.has(anyOf: Self.softOrHardStarts) {
            say(.k, or: .j)  // Gerald and Gerhard
            return 2
        }
        if (name.has("GER") || name.has("GY")) && !name.starts(withAnyOf: Self.anger)
            && !name.letter(-1, isIn: "EI") && !name.has("RGY", -1) && !name.has("OGY", -1)
        {
            say(.k, or: .j)
            return 2
        }
        if name.letter(1, isIn: "EIY") || name.has("AGGI", -1) || name.has("OGGI", -1) {
            if name.startsGermanic || name.has("GET") {
                say(.k)
            } else if name.has("GIER ") {
                say(.j)  // French -gier
            } else {
                say(.j, or: .k)
            }
            return 2
        }
        return plain(.k, doubledBy: "G")
    }

    private mutating func hearGH() -> Int {
        if !name.isAtStart && !name.isVowel(-1) {
            say(.k)
        } else if name.isAtStart {
            say(name.letter(2) == UInt8(ascii: "I") ? .j : .k)  // Ghislane, ghost
        } else if isSilentGH {
            return 2  // Hugh, bough, Broughton
        } else if name.position > 2 && name.letter(-1) == UInt8(ascii: "U") && name.letter(-3, isIn: "CGLRT")
        {
            say(.f)  // laugh, McLaughlin, cough, tough
        } else if name.letter(-1) != UInt8(ascii: "I") {
            say(.k)
        }
        return 2
    }

    /// Parker's rule: gh is silent two to four letters behind B, H or D.
    private var isSilentGH: Bool {
        name.position > 1 && name.letter(-2, isIn: "BHD")
            || name.position > 2 && name.letter(-3, isIn: "BHD")
            || name.position > 3 && name.letter(-4, isIn: "BH")
    }

    private mutating func hearGN() -> Int {
        if name.position == 1 && name.isVowel(-1) && !name.isSlavoGermanic {
            say(.k, or: nil)  // Agnes
        } else if !name.has("EY", 2) && !name.isSlavoGermanic {
            say(nil, or: .k)  // Campagna
        } else {
            say(.k)  // Cagney
        }
        say(.n)
        return 2
    }

    /// H sounds before a vowel at the start or between vowels.
    mutating func hearH() -> Int {
        guard name.isAtStart || name.isVowel(-1), name.isVowel(1) else { return 1 }
        say(.h)
        return 2
    }

    /// J is j, Spanish h or, at the start, a Nordic vowel.
    mutating func hearJ() -> Int {
        let isJose = name.has("JOSE")
        if isJose || name.starts(with: "SAN ") {
            let isSpanish = name.isAtStart && name.letter(4) == UInt8(ascii: " ") || name.starts(with: "SAN ")
            if isSpanish { say(.h) } else { say(.j, or: .h) }
            return 1
        }
        if name.isAtStart {
            say(.j, or: .a)  // Yankelovich, Jankelowicz
        } else if name.isVowel(-1) && !name.isSlavoGermanic && name.letter(1, isIn: "AO") {
            say(.j, or: .h)  // bajador
        } else if name.isAtLast {
            say(.j, or: nil)
        } else if !name.letter(1, isIn: "LTKSNMBZ") && !name.letter(-1, isIn: "SKL") {
            say(.j)
        }
        return name.has("JJ") ? 2 : 1
    }

    /// X is ks, but silent at the end of French names.
    mutating func hearX() -> Int {
        let isFrench = name.isAtLast && (name.has("AU", -2) || name.has("OU", -2))
        if !isFrench {
            say(.k)
            say(.s)
        }
        return name.letter(1, isIn: "CX") ? 2 : 1
    }

    private static let softACH: [Letters] = ["BACHER", "MACHER"]
    private static let italianCI: [Letters] = ["CIO", "CIE", "CIA"]
    private static let splitByWords: [Letters] = [" C", " Q", " G"]
    private static let greekStarts: [Letters] = ["CHARAC", "CHARIS", "CHOR", "CHYM", "CHIA", "CHEM"]
    private static let greekRoots: [Letters] = ["ORCHES", "ARCHIT", "ORCHID"]
    private static let succeed: [Letters] = ["UCCEE", "UCCES"]
    private static let softOrHardStarts: [Letters] = [
        "GY", "GES", "GEP", "GEB", "GEL", "GEY", "GIB", "GIL", "GIN", "GIE", "GEI", "GER",
    ]
    private static let anger: [Letters] = ["DANGER", "RANGER", "MANGER"]
}
