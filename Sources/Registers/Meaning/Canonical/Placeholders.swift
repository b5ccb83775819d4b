/// Texts that people type where they have no value.
enum Placeholders {
    private static let words = WordTable(
        words: [
            "unknown", "unk", "unkn", "unknwn", "not known", "not stated", "not given", "not available",
            "not applicable", "na", "n a", "none", "nil", "null", "nan", "no name", "noname", "nfn", "nln",
            "nsn", "no surname", "no given name", "no first name", "no last name", "test", "tester",
            "testing",
            "dummy", "missing", "blank", "anonymous", "anon", "tbc", "tba", "tbd", "to be confirmed",
            "baby", "infant", "newborn", "unnamed", "unnamed infant", "baby boy", "baby girl", "male infant",
            "female infant", "unbekannt", "inconnu", "inconnue", "desconocido", "desconocida", "sin dato",
            "sin datos", "no consta", "ninguno", "ninguna", "non renseigne", "sans objet",
            "keine angabe", "entfallt", "refused", "declined", "declined to answer", "withheld", "not asked",
            "not disclosed", "prefer not to say", "pending", "不詳", "不详", "無", "无", "沒有", "未知",
        ]
    )

    /// Whether folded text stands for “no value”: a known word, letters x or z alone, or “baby of …”.
    static func matches(_ text: ByteView) -> Bool {
        guard let first = text.first else { return true }
        // Nearly all names stop here: no placeholder is a single letter, and few first letters begin one.
        if text.count < 2 { return first == 0x2d || first == 0x2e }
        switch first {
        case 0x61, 0x62, 0x64, 0x65, 0x66, 0x69, 0x6b, 0x6d, 0x6e, 0x70, 0x72, 0x73, 0x74, 0x75, 0x77, 0x78,
            0x7a,
            0x80...:
            break
        default: return false
        }
        if first == 0x78 || first == 0x7a {
            for byte in text where byte != first && byte != 0x20 { return false }
            return true
        }
        if first == 0x62, text.count > 8, text.part(0..<8).isSame("baby of ") { return true }
        return text.count <= 20 && words.contains(text)
    }
}
