/// A way to write characters as bytes, by the name under which the system's iconv knows it.
public struct TextEncoding: Sendable, Equatable {
    /// The name for iconv.
    public let name: String
    /// The name for people.
    public let label: String

    /// UTF-8, which is read as it stands.
    public static let utf8 = TextEncoding(name: "UTF-8", label: "UTF-8")
    static let utf16LittleEndian = TextEncoding(name: "UTF-16LE", label: "UTF-16 (little-endian)")
    static let utf16BigEndian = TextEncoding(name: "UTF-16BE", label: "UTF-16 (big-endian)")
    static let utf32LittleEndian = TextEncoding(name: "UTF-32LE", label: "UTF-32 (little-endian)")
    static let utf32BigEndian = TextEncoding(name: "UTF-32BE", label: "UTF-32 (big-endian)")
    static let big5 = TextEncoding(name: "BIG5-HKSCS", label: "Big5 (with HKSCS)")
    static let gb18030 = TextEncoding(name: "GB18030", label: "GB18030 (GBK)")
    static let shiftJIS = TextEncoding(name: "CP932", label: "Shift_JIS")
    static let eucJP = TextEncoding(name: "EUC-JP", label: "EUC-JP")
    static let eucKR = TextEncoding(name: "UHC", label: "EUC-KR")
    static let windows1252 = TextEncoding(name: "CP1252", label: "Windows-1252 (Latin-1)")

    /// Names under which jobs and programs know encodings, without marks and in lower case, and what is read.
    ///
    /// Where one encoding contains another, the larger is read: text called GB2312 or Latin-1 is in practice
    /// GBK or Windows-1252 (as browsers take it, WHATWG Encoding Standard, “Names and labels”).
    private static let aliases: [String: TextEncoding] = [
        "utf8": .utf8, "utf8sig": .utf8, "ascii": .utf8, "usascii": .utf8, "unicode": .utf16LittleEndian,
        "utf16": .utf16LittleEndian, "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
        "ucs2": .utf16LittleEndian, "utf32": .utf32LittleEndian, "utf32le": .utf32LittleEndian,
        "utf32be": .utf32BigEndian, "big5": .big5, "big5hkscs": .big5, "cp950": .big5, "hkscs": .big5,
        "windows950": .big5, "gb2312": .gb18030, "gbk": .gb18030, "gb18030": .gb18030, "cp936": .gb18030,
        "windows936": .gb18030, "euccn": .gb18030, "shiftjis": .shiftJIS, "sjis": .shiftJIS,
        "cp932": .shiftJIS, "windows31j": .shiftJIS, "eucjp": .eucJP, "euckr": .eucKR, "cp949": .eucKR,
        "uhc": .eucKR, "windows1252": .windows1252, "cp1252": .windows1252, "latin1": .windows1252,
        "iso88591": .windows1252, "l1": .windows1252,
    ]

    init(name: String, label: String) {
        self.name = name
        self.label = label
    }

    /// The encoding that a job or an option names; nil if the system's iconv does not know it.
    public init?(named text: String) {
        let key = text.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
        if let known = Self.aliases[key] {
            self = known
            return
        }
        // A name, and not one of iconv's suffixes such as “//TRANSLIT”.
        let isName = text.utf8.allSatisfy { byte in
            UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20
                || "-_.:+".utf8.contains(byte)
        }
        guard isName, !key.isEmpty else { return nil }
        let iconvName = key.hasPrefix("windows") ? "CP" + key.dropFirst(7) : text.uppercased()
        guard EncodingConverter(from: iconvName) != nil else { return nil }
        self.init(name: iconvName, label: text)
    }

    /// Bytes to pass over where no character begins: those of one code unit.
    var unitSize: Int { name.hasPrefix("UTF-16") ? 2 : name.hasPrefix("UTF-32") ? 4 : 1 }
}
