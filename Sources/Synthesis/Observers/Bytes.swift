import Columns

/// Composing text as bytes: what rows are made of, without strings.
extension [UInt8] {
    /// Appends a text of the tables.
    @inline(__always)
    mutating func append(_ code: TextCode, _ texts: ValueDictionary) {
        texts.withBytes(code) { append(contentsOf: $0) }
    }

    /// Appends a text of the tables in capitals.
    mutating func appendUpper(_ code: TextCode, _ texts: ValueDictionary) {
        let start = count
        texts.withBytes(code) { append(contentsOf: $0) }
        for place in start..<count { self[place] = self[place].uppercasedASCII }
    }

    /// Appends a date as YYYY-MM-DD.
    mutating func appendDate(_ day: Int32) {
        let date = CivilDate(daysSince1970: Int(day))
        appendDecimal(date.year, width: 4)
        append(UInt8(ascii: "-"))
        appendDecimal(date.month, width: 2)
        append(UInt8(ascii: "-"))
        appendDecimal(date.day, width: 2)
    }

    /// Puts the bytes from `start` on between quotes, if a reader of CSV needs them there.
    mutating func quote(from start: Int) {
        var hasSpecial = false
        var quotes = 0
        for place in start..<count {
            let byte = self[place]
            if byte == UInt8(ascii: "\"") { quotes += 1 }
            if byte == UInt8(ascii: ",") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                hasSpecial = true
            }
        }
        if !hasSpecial && quotes == 0 { return }
        if quotes > 0 {
            let field = self[start...].flatMap { $0 == UInt8(ascii: "\"") ? [$0, $0] : [$0] }
            replaceSubrange(start..., with: field)
        }
        insert(UInt8(ascii: "\""), at: start)
        append(UInt8(ascii: "\""))
    }

    /// Appends a person's number as an identifier of truth tables.
    mutating func appendPerson(_ number: UInt32) {
        append("SYN")
        appendDecimal(Int(number), width: 9)
    }
}

extension UInt8 {
    /// The capital of an ASCII small letter; any other byte as it is.
    var uppercasedASCII: UInt8 { self >= 97 && self <= 122 ? self - 32 : self }

    /// The small letter of an ASCII capital; any other byte as it is.
    var lowercasedASCII: UInt8 { self >= 65 && self <= 90 ? self + 32 : self }

    /// Whether this is an ASCII letter.
    var isLetter: Bool { (self | 32) >= 97 && (self | 32) <= 122 }
}
