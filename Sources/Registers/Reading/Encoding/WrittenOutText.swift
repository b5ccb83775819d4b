/// Reads characters that a program wrote out in ASCII for another one: `Mu&ntilde;oz`, `Mu&#241;oz`, `Mu\u00f1oz`,
/// `Mu%C3%B1oz`, `Mu=C3=B1oz`.
///
/// References of HTML need their semicolon and a name that HTML knows; bytes behind `%` and `=` are read where they are
/// UTF-8 beyond ASCII, which nobody writes by chance. Sources: HTML Living Standard, 13.2.5 (character references, and
/// Windows-1252 for 128 to 159); RFC 8259, 7; RFC 3986, 2.1; RFC 2045, 6.7.
enum WrittenOutText {
    /// Rounds in which text may have been written out: `&amp;ntilde;` takes two.
    private static let rounds = 3

    /// Whether a byte may begin such a character.
    @inline(__always)
    static func isMark(_ byte: UInt8) -> Bool {
        byte == 0x26 || byte == 0x5c || byte == 0x25 || byte == 0x3d
    }

    /// The text meant; nil where nothing is written out.
    static func read(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard var text = once(value) else { return nil }
        for _ in 1..<rounds {
            guard let next = text.withUnsafeBufferPointer(once) else { break }
            text = next
        }
        return text
    }

    private static func once(_ value: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        var text: [UInt8] = []
        var isChanged = false
        // `%20` is a blank only beside characters that are written out beyond doubt.
        let hasBytes = [UInt8(0x25), 0x3d].filter { mark in
            value.indices.contains { value[$0] == mark && character(value, at: $0, mark) != nil }
        }
        var i = 0
        while i < value.count {
            let byte = value[i]
            var found: (text: [UInt8], end: Int)?
            switch byte {
            case 0x26: found = reference(value, at: i)
            case 0x5c: found = escape(value, at: i)
            case 0x25, 0x3d:
                found = character(value, at: i, byte)
                if found == nil, hasBytes.contains(byte), let single = hexadecimal(value, i + 1, 2),
                    (0x20...0x7e).contains(single)
                {
                    found = ([UInt8(single)], i + 3)
                }
                if found == nil, byte == 0x25 { found = escape(value, at: i) }
            default: break
            }
            if let found {
                text += found.text
                i = found.end
                isChanged = true
            } else {
                text.append(byte)
                i += 1
            }
        }
        return isChanged ? text : nil
    }

    // MARK: HTML

    /// The longest reference that is read, `&` and `;` included.
    private static let longest = 12

    private static func reference(_ value: UnsafeBufferPointer<UInt8>, at start: Int) -> ([UInt8], Int)? {
        let end = min(value.count, start + longest)
        guard let stop = value[start..<end].firstIndex(of: 0x3b), stop > start + 1 else { return nil }
        let name = value[(start + 1)..<stop]
        var scalar: UInt32?
        if name.first == 0x23 {
            let isHexadecimal = name.count > 1 && value[start + 2] | 0x20 == 0x78
            let digits = name.dropFirst(isHexadecimal ? 2 : 1)
            scalar = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10)
        } else {
            scalar = HTMLReferences.scalars[String(decoding: name, as: UTF8.self)]
        }
        return scalar.flatMap(written).map { ($0, stop + 1) }
    }

    // MARK: Escapes of programs

    /// A character as `\u00f1`, or as `%u00f1`; two halves of a surrogate pair make one.
    private static func escape(_ value: UnsafeBufferPointer<UInt8>, at start: Int) -> ([UInt8], Int)? {
        func unit(_ i: Int) -> UInt32? {
            guard i + 5 < value.count, value[i] == value[start], value[i + 1] | 0x20 == 0x75 else {
                return nil
            }
            return hexadecimal(value, i + 2, 4)
        }
        guard let first = unit(start) else { return nil }
        if (0xd800...0xdbff).contains(first) {
            guard let second = unit(start + 6), (0xdc00...0xdfff).contains(second) else { return nil }
            return written(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00)).map { ($0, start + 12) }
        }
        return written(first).map { ($0, start + 6) }
    }

    // MARK: Bytes

    /// A character beyond ASCII whose bytes are written in hexadecimal digits behind a mark each.
    private static func character(
        _ value: UnsafeBufferPointer<UInt8>,
        at start: Int,
        _ mark: UInt8
    ) -> (text: [UInt8], end: Int)? {
        var bytes: [UInt8] = []
        var i = start
        while bytes.count < 4, i + 2 < value.count, value[i] == mark, let byte = hexadecimal(value, i + 1, 2)
        {
            bytes.append(UInt8(byte))
            i += 3
            if bytes[0] < 0xc2 { return nil }
            let (scalar, length) = bytes.withUnsafeBufferPointer { UTF8Reading.scalar($0, at: 0) }
            if let scalar, length == bytes.count, scalar >= 0xa0 { return (bytes, i) }
        }
        return nil
    }

    private static func hexadecimal(_ value: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int)
        -> UInt32?
    {
        guard start + count <= value.count else { return nil }
        var number: UInt32 = 0
        for byte in value[start..<(start + count)] {
            let letter = (byte | 0x20) &- 0x61
            guard byte &- 0x30 < 10 || letter < 6 else { return nil }
            number = number << 4 | UInt32(letter < 6 ? letter + 10 : byte - 0x30)
        }
        return number
    }

    /// A scalar as bytes: controls as blanks, those of the second row as Windows-1252 has them; nil for no character.
    private static func written(_ scalar: UInt32) -> [UInt8]? {
        switch scalar {
        case 0: return nil
        case 1..<0x20, 0x7f: return [0x20]
        case 0x80..<0xa0: return TwiceEncoded.windows1252Text(UInt8(scalar))
        default: return Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) }
        }
    }
}

/// The names of characters in HTML that registers have: letters of Latin alphabets, quotes, dashes, blanks.
enum HTMLReferences {
    /// The scalar of each name.
    static let scalars: [String: UInt32] = {
        var scalars: [String: UInt32] = [:]
        for (i, name) in latin1.split(separator: " ").enumerated() { scalars[String(name)] = 160 + UInt32(i) }
        for entry in others.split(separator: " ") {
            let parts = entry.split(separator: "=")
            scalars[String(parts[0])] = UInt32(parts[1], radix: 16)
        }
        return scalars
    }()

    /// U+00A0 to U+00FF in their order.
    private static let latin1 = """
        nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute \
        micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig \
        Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times \
        Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave \
        eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave \
        uacute ucirc uuml yacute thorn yuml
        """

    private static let others = """
        amp=26 AMP=26 lt=3c LT=3c gt=3e GT=3e quot=22 QUOT=22 apos=27 num=23 sol=2f bsol=5c comma=2c period=2e colon=3a \
        lpar=28 rpar=29 hyphen=2010 dash=2010 Tab=20 NewLine=20 ensp=2002 emsp=2003 thinsp=2009 zwnj=200c zwj=200d \
        lrm=200e rlm=200f ndash=2013 mdash=2014 lsquo=2018 rsquo=2019 sbquo=201a ldquo=201c rdquo=201d bdquo=201e \
        hellip=2026 prime=2032 euro=20ac trade=2122 numero=2116 Abreve=102 abreve=103 Amacr=100 amacr=101 Aogon=104 \
        aogon=105 Cacute=106 cacute=107 Ccaron=10c ccaron=10d Dcaron=10e dcaron=10f Dstrok=110 dstrok=111 Emacr=112 \
        emacr=113 Edot=116 edot=117 Eogon=118 eogon=119 Ecaron=11a ecaron=11b Gbreve=11e gbreve=11f Gcedil=122 \
        Imacr=12a imacr=12b Iogon=12e iogon=12f Idot=130 imath=131 inodot=131 Kcedil=136 kcedil=137 Lcedil=13b \
        lcedil=13c Lcaron=13d lcaron=13e Lstrok=141 lstrok=142 Nacute=143 nacute=144 Ncedil=145 ncedil=146 Ncaron=147 \
        ncaron=148 Omacr=14c omacr=14d Odblac=150 odblac=151 OElig=152 oelig=153 Racute=154 racute=155 Rcaron=158 \
        rcaron=159 Sacute=15a sacute=15b Scedil=15e scedil=15f Scaron=160 scaron=161 Tcedil=162 tcedil=163 Tcaron=164 \
        tcaron=165 Umacr=16a umacr=16b Uring=16e uring=16f Udblac=170 udblac=171 Uogon=172 uogon=173 Wcirc=174 \
        wcirc=175 Ycirc=176 ycirc=177 Yuml=178 Zacute=179 zacute=17a Zdot=17b zdot=17c Zcaron=17d zcaron=17e
        """
}
