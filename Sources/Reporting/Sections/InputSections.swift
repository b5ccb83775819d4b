import RunStore

extension Report {
    /// The files and rows set aside.
    var registersSection: Section {
        let rows = registers.map { register -> [Markup] in
            [
                .value(register.name), .number(register.records), .number(register.quarantined),
                .text(register.duplicates == "none" ? "none" : "may be there"), .value(register.usedFor),
                .value(register.path), .text(Numbers.bytes(register.bytes)),
            ]
        }
        var body: [Markup] = [
            Piece.paragraph(
                "What went in. A register that has no duplicates gives at most one record to a person. The SHA-256 "
                    + "of a file tells whether it is still the file that was read."
            ),
            DataTable(
                caption: "Registers",
                columns: [
                    .text("register"), .number("records"), .number("set aside"), .text("duplicates"),
                    .text("used to"), .text("file"), .number("size"),
                ],
                rows: rows
            ).markup,
            DataTable(
                caption: "SHA-256 of the files",
                columns: [.text("register"), .text("digest")],
                rows: registers.map { [.value($0.name), Piece.code($0.sha256)] }
            ).markup,
        ]
        body.append(Piece.heading("Notices"))
        if notices.isEmpty {
            body.append(Piece.paragraph("None: nothing was dropped, guessed or shifted."))
        } else {
            body.append(
                DataTable(
                    caption: "What was dropped, guessed, shifted or assumed",
                    columns: [
                        .text("register"), .text("column"), .text("what"), .number("count"), .number("of"),
                    ],
                    rows: notices.map {
                        [
                            $0.register.map { .value(registerName($0)) } ?? "all",
                            $0.column.map { .value($0) } ?? Piece.dash, .value($0.detail),
                            $0.count > 0 ? .number($0.count) : Piece.dash,
                            $0.total > 0 ? .number($0.total) : Piece.dash,
                        ]
                    }
                ).markup
            )
        }
        body.append(Piece.heading("Rows set aside"))
        if quarantine.isEmpty {
            body.append(Piece.paragraph("None: every row could be read and has an identifier of its own."))
        } else {
            let shown = quarantine.prefix(Self.quarantineShown)
            body.append(
                Piece.paragraph(
                    .text(
                        "Rows that could not be read, or whose record identifier is missing or repeated, take no part. "
                    ),
                    .text(
                        quarantine.count > shown.count
                            ? "The first \(shown.count) examples of \(Numbers.count(quarantine.count)) in the database."
                            : "Examples:"
                    )
                )
            )
            body.append(
                DataTable(
                    caption: "Examples of rows set aside",
                    columns: [.text("register"), .number("line"), .text("why"), .text("begins")],
                    rows: shown.map {
                        [
                            .value(registerName($0.register)), .number($0.line), .value($0.reason),
                            Piece.code($0.excerpt),
                        ]
                    }
                ).markup
            )
        }
        return Section("registers", "Registers", body)
    }

    /// The most examples of rows set aside.
    private static let quarantineShown = 40

    /// What columns were taken for.
    var columnsSection: Section {
        var body: [Markup] = [
            Piece.paragraph(
                "What each column was taken for. A role that was inferred says how sure it is; one that the job or "
                    + "a schema gives says “given”. Columns without a feature are not compared."
            )
        ]
        for register in registers {
            let own = columns.filter { $0.register == register.register }
            let table = DataTable(
                caption: "Columns of \(ShortText.cut(register.name, to: 60))",
                columns: [
                    .text("column"), .text("role"), .text("feature"), .number("sure"), .number("filled"),
                    .number("distinct values"), .text("why"),
                ],
                rows: own.map { column in
                    [
                        .value(column.name), .value(column.role),
                        column.feature.map { .value($0) } ?? Piece.dash,
                        column.confidence.map { .text(Numbers.percent($0, 0)) } ?? "given",
                        Piece.number(column.filled) { Numbers.percent($0, 1) },
                        column.distinctValues.map { .number($0) } ?? Piece.dash,
                        column.reason == "given" ? Piece.dash : .value(column.reason),
                    ]
                }
            )
            let compared = own.count { $0.feature != nil }
            let remark = "\(Numbers.of(own.count, "column")), \(Numbers.count(compared)) of them compared"
            body.append(Piece.fold(.value(register.name), remark, table))
        }
        return Section("columns", "Columns and roles", body)
    }

    /// What was done to values before they were compared.
    var standardisingSection: Section {
        var body: [Markup] = [
            Piece.paragraph(
                "Values were brought into one form before they were compared. Steps that changed nothing are left out."
            )
        ]
        let changed = steps.filter { $0.recordsChanged > 0 }
        if changed.isEmpty {
            body.append(Piece.paragraph("No step changed a value."))
        }
        for register in registers {
            let own = changed.filter { $0.register == register.register }
            if own.isEmpty { continue }
            let table = DataTable(
                caption: "Steps for \(ShortText.cut(register.name, to: 60))",
                columns: [
                    .text("column"), .text("step"), .number("records changed"), .number("values changed"),
                    .text("for instance"), .text("became"),
                ],
                rows: own.map { step in
                    [
                        .value(step.feature), .value(step.name), .number(step.recordsChanged),
                        .number(step.valuesChanged), step.exampleBefore.map(Piece.code) ?? Piece.dash,
                        step.exampleAfter.map(Piece.code) ?? Piece.dash,
                    ]
                }
            )
            let most = own.map(\.recordsChanged).max() ?? 0
            let remark = "\(Numbers.of(own.count, "step")), the largest changed \(Numbers.of(most, "record"))"
            body.append(Piece.fold(.value(register.name), remark, table))
        }
        return Section("standardising", "Standardisation", body)
    }
}

extension Markup {
    /// A whole number.
    static func number(_ value: Int) -> Markup { .text(Numbers.count(value)) }
}
