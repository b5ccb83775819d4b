/// One representative for the traditional, simplified and variant forms of a Han character.
enum HanFolding {
    static func representative(_ scalar: UInt32) -> UInt32 {
        scalar
    }
}
