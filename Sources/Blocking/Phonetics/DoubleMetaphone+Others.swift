/// The letters D, L, M, R, S, T, W and Z.
extension DoubleMetaphone {
    /// D is t, but dg before a soft vowel is j.
    mutating func hearD() -> Int {
        guard name.has("DG") else { return plain(.t, doubledBy: "DT") }
        if name.letter(2, isIn: "IEY") {
            say(.j)  // edge
            return 3
        }
        say(.t)  // Edgar
        say(.k)
        return 2
    }

    /// L is l, but Spanish ll may be silent.
    mutating func hearL() -> Int {
        guard name.has("LL") else { return plain(.l) }
        if isSpanishLL { say(.l, or: nil) } else { say(.l) }
        return 2
    }

    /// Cabrillo, Gallegos.
    private var isSpanishLL: Bool {
        let hasALLE = name.has("ALLE", -1)
        if name.position == name.count - 3 && (hasALLE || name.has("ILLO", -1) || name.has("ILLA", -1)) {
            return true
        }
        guard hasALLE else { return false }
        let last = name.count - 1 - name.position
        return name.letter(last, isIn: "AO") || name.has("AS", last - 1) || name.has("OS", last - 1)
    }

    /// M is m; a B behind it may be silent: dumb, thumb, plumber.
    mutating func hearM() -> Int {
        say(.m)
        let hasSilentB = name.has("UMB", -1) && (name.position + 1 == name.count - 1 || name.has("ER", 2))
        return hasSilentB || name.has("MM") ? 2 : 1
    }

    /// R is r, but silent at the end of French names: Rogier, Hochmeier.
    mutating func hearR() -> Int {
        let isFrench =
            name.isAtLast && !name.isSlavoGermanic && name.has("IE", -2)
            && !name.has("ME", -4) && !name.has("MA", -4)
        if isFrench { say(nil, or: .r) } else { say(.r) }
        return name.has("RR") ? 2 : 1
    }

    /// S is s, sh or silent.
    mutating func hearS() -> Int {
        if name.has("ISL", -1) || name.has("YSL", -1) { return 1 }  // island, Carlysle
        if name.isAtStart && name.has("SUGAR") {
            say(.sh, or: .s)
            return 1
        }
        if name.has("SH") {
            say(name.has(anyOf: Self.germanicSH, 1) ? .s : .sh)
            return 2
        }
        if name.has("SIO") || name.has("SIA") {
            if name.isSlavoGermanic { say(.s) } else { say(.s, or: .sh) }
            return 3
        }
        if name.isAtStart && name.letter(1, isIn: "MNLW") || name.has("SZ") {
            say(.s, or: .sh)  // Smith and Schmidt, Snider and Schneider
            return name.has("SZ") ? 2 : 1
        }
        if name.has("SC") { return hearSC() }
        let isFrench = name.isAtLast && (name.has("AI", -2) || name.has("OI", -2))
        if isFrench { say(nil, or: .s) } else { say(.s) }  // Resnais, Artois
        return name.letter(1, isIn: "SZ") ? 2 : 1
    }

    private mutating func hearSC() -> Int {
        if name.letter(2) == UInt8(ascii: "H") {
            if name.has("ER", 3) || name.has("EN", 3) {
                say(.sh, or: .s)  // Schermerhorn, Schenker
                say(nil, or: .k)
            } else if name.has(anyOf: Self.dutchSCH, 3) {
                say(.s)  // school, Schuyler
                say(.k)
            } else if name.isAtStart && !name.isVowel(3) && name.letter(3) != UInt8(ascii: "W") {
                say(.sh, or: .s)
            } else {
                say(.sh)
            }
        } else {
            say(.s)
            if !name.letter(2, isIn: "IEY") { say(.k) }
        }
        return 3
    }

    /// T is t, th or sh.
    mutating func hearT() -> Int {
        if name.has("TION") || name.has("TIA") || name.has("TCH") {
            say(.sh)
            return 3
        }
        if name.has("TH") || name.has("TTH") {
            if name.startsGermanic || name.has("OM", 2) || name.has("AM", 2) {
                say(.t)  // Thomas, Thames
            } else {
                say(.th, or: .t)
            }
            return 2
        }
        return plain(.t, doubledBy: "TD")
    }

    /// W is mostly silent; at the start it is a vowel, and f in Slavic and German names.
    mutating func hearW() -> Int {
        if name.has("WR") {
            say(.r)
            return 2
        }
        if name.isAtStart && name.isVowel(1) {
            say(.a, or: .f)  // Wasserman and Vasserman
        } else if name.isAtStart && name.has("WH") {
            say(.a)
        }
        if name.isAtLast && name.isVowel(-1) || name.has(anyOf: Self.polishW, -1) || name.starts(with: "SCH")
        {
            say(nil, or: .f)  // Arnow and Arnoff
            return 1
        }
        if name.has("WICZ") || name.has("WITZ") {
            say(.t, or: .f)  // Filipowicz
            say(.s, or: .sh)
            return 4
        }
        return 1
    }

    /// Z is s, perhaps ts, and zh is j.
    mutating func hearZ() -> Int {
        if name.has("ZH") {
            say(.j)  // Zhao
            return 2
        }
        let isTS = name.isSlavoGermanic && !name.isAtStart && name.letter(-1) != UInt8(ascii: "T")
        if isTS || name.has(anyOf: Self.italianZ, 1) { say(nil, or: .t) }
        return plain(.s, doubledBy: "Z")
    }

    private static let germanicSH: [Letters] = ["HEIM", "HOEK", "HOLM", "HOLZ"]
    private static let dutchSCH: [Letters] = ["OO", "UY", "ED", "EM"]
    private static let polishW: [Letters] = ["EWSKI", "EWSKY", "OWSKI", "OWSKY"]
    private static let italianZ: [Letters] = ["ZO", "ZI", "ZA"]
}
