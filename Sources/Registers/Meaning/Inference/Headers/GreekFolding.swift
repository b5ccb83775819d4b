/// Greek letters without their accents: όνομα and ονομα are one word.
enum GreekFolding {
    /// The small letter without its accents; nil for letters of other alphabets.
    static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard (0x370...0x3ff).contains(scalar.value) else { return nil }
        let small = scalar.properties.lowercaseMapping.unicodeScalars.first ?? scalar
        return plain[small] ?? small
    }

    private static let plain: [Unicode.Scalar: Unicode.Scalar] = [
        "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω", "ϊ": "ι", "ϋ": "υ", "ΐ": "ι",
        "ΰ": "υ", "ς": "σ",
    ]
}
