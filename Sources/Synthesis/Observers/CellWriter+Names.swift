import Columns

/// How a register writes names.
extension CellWriter {
    func appendSurname(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.surname) { return }
        let start = bytes.count
        if observed.husband != 0 {
            bytes.append(observed.husband, world.texts)
            bytes.append(UInt8(ascii: " "))
        }
        append(observed.surname, to: &bytes)
        if spec.style.surnameCapitals || spec.style.capitals { capitalise(&bytes, from: start) }
    }

    func appendGiven(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.givenName) { return }
        let start = bytes.count
        let english = observed.showsEnglish || observed.isEnglishAlone ? observed.english : 0
        if observed.isEnglishAlone {
            bytes.append(english, world.texts)
        } else {
            if english != 0, observed.isEnglishFirst {
                bytes.append(english, world.texts)
                bytes.append(UInt8(ascii: " "))
            }
            appendSyllables(observed, to: &bytes)
            if english != 0, !observed.isEnglishFirst {
                bytes.append(UInt8(ascii: " "))
                bytes.append(english, world.texts)
            }
        }
        if spec.style.capitals { capitalise(&bytes, from: start) }
    }

    private func appendSyllables(_ observed: Observed, to bytes: inout [UInt8]) {
        append(observed.first, to: &bytes)
        if observed.second.code == 0, observed.second.bytes.isEmpty { return }
        let inOneWord: RegisterSpec.Style.Syllables = observed.usesPinyin ? .joined : spec.style.syllables
        let style = observed.spacing ?? inOneWord
        if observed.isLatin || style == .spaced {
            bytes.append(UInt8(ascii: " "))
            append(observed.second, to: &bytes)
            return
        }
        if style == .hyphenated { bytes.append(UInt8(ascii: "-")) }
        let start = bytes.count
        append(observed.second, to: &bytes)
        if start < bytes.count { bytes[start] = bytes[start].lowercasedASCII }
    }

    /// SURNAME, given name.
    func appendFullName(_ observed: Observed, to bytes: inout [UInt8]) {
        let start = bytes.count
        if observed.isSwapped {
            appendGiven(observed, to: &bytes)
        } else {
            appendSurname(observed, to: &bytes)
        }
        if bytes.count > start { bytes.append(", ") }
        if observed.isSwapped {
            appendSurname(observed, to: &bytes)
        } else {
            appendGiven(observed, to: &bytes)
        }
    }

    func appendHanName(_ observed: Observed, to bytes: inout [UInt8]) {
        if observed.isMissing(.hanName) { return }
        appendHan(observed.hanHusband, observed, to: &bytes)
        appendHan(observed.hanSurname, observed, to: &bytes)
        appendHan(observed.hanFirst, observed, to: &bytes)
        appendHan(observed.hanSecond, observed, to: &bytes)
    }

    private func appendHan(_ code: TextCode, _ observed: Observed, to bytes: inout [UInt8]) {
        if code == 0 { return }
        let isKnown = observed.isSimplified && Int(code) < world.simplified.count
        bytes.append(isKnown ? world.simplified[Int(code)] : code, world.texts)
    }

    private func append(_ part: NamePart, to bytes: inout [UInt8]) {
        if part.bytes.isEmpty {
            bytes.append(part.code, world.texts)
        } else {
            bytes.append(contentsOf: part.bytes)
        }
    }

    private func capitalise(_ bytes: inout [UInt8], from start: Int) {
        for place in start..<bytes.count { bytes[place] = bytes[place].uppercasedASCII }
    }
}
