/// What must be told of a register's record identifiers.
enum IdentifierNotices {
    /// The notices of rows set aside because they have no identifier of their own.
    static func notices(of register: String, _ quarantine: Quarantine) -> [RegisterNotice] {
        var notices: [RegisterNotice] = []
        if quarantine.duplicates > 0 {
            notices.append(
                RegisterNotice(
                    register: register,
                    kind: .identifierRepeated,
                    count: quarantine.duplicates,
                    detail: "\(rows(quarantine.duplicates)) an earlier row's record identifier; set aside"
                )
            )
        }
        if quarantine.missing > 0 {
            let isOne = quarantine.missing == 1
            notices.append(
                RegisterNotice(
                    register: register,
                    column: quarantine.column,
                    kind: .identifierMissing,
                    count: quarantine.missing,
                    detail: (isOne ? "1 row has" : "\(quarantine.missing) rows have")
                        + " no record identifier; \(isOne ? "it is" : "they are") called “row N” by "
                        + "\(isOne ? "its" : "their") number"
                )
            )
        }
        if quarantine.folded > 0 {
            notices.append(
                RegisterNotice(
                    register: register,
                    kind: .identifiersFolded,
                    count: quarantine.folded,
                    detail:
                        "\(ReadNotices.count(quarantine.folded, "record identifier")) written with full-width "
                        + "forms, fixed blanks or characters of no width were brought into plain form"
                )
            )
        }
        if quarantine.alike > 0 {
            notices.append(
                RegisterNotice(
                    register: register,
                    kind: .identifiersAlike,
                    count: quarantine.alike,
                    detail: (quarantine.alike == 1
                        ? "1 record identifier differs" : "\(quarantine.alike) record identifiers differ")
                        + " from another one in case or white space alone; they are taken for different ones"
                )
            )
        }
        return notices
    }

    private static func rows(_ count: Int) -> String {
        count == 1 ? "1 row repeats" : "\(count) rows repeat"
    }
}
