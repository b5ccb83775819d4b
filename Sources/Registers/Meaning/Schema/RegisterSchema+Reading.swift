import Columns

extension RegisterSchema {
    /// Reads a schema from the text of a file.
    ///
    /// Members that the Table Schema allows and Recensus has no use for are passed over; those that begin
    /// with `recensus:` must be known.
    /// - Parameters:
    ///   - text: The file's bytes (UTF-8).
    ///   - file: The file's name, for messages.
    /// - Throws: ``SchemaError`` at file:line:column.
    public init(reading text: [UInt8], file: String) throws(SchemaError) {
        let reader = SchemaReader(file: file)
        self = try reader.schema(try JSONReader.read(text, file: file))
    }

    /// Reads a schema from a text.
    public init(reading text: String, file: String) throws(SchemaError) {
        try self.init(reading: Array(text.utf8), file: file)
    }
}

private struct SchemaReader {
    let file: String

    func schema(_ node: JSONNode) throws(SchemaError) -> RegisterSchema {
        var schema = RegisterSchema(fields: [])
        var hasFields = false
        for member in try members(node, "a schema") {
            switch member.key {
            case "fields":
                hasFields = true
                for element in try elements(member.value, "fields") {
                    let field = try field(element)
                    if schema.fields.contains(where: { $0.name == field.name }) {
                        throw fault(
                            .duplicateField,
                            element,
                            "the column “\(field.name)” is described twice; keep one field"
                        )
                    }
                    schema.fields.append(field)
                }
            case "missingValues": schema.missingValues = try texts(member.value, "missingValues")
            case "primaryKey": schema.primaryKey = try texts(member.value, "primaryKey")
            default: try refuseUnknown(member.key, at: member.keyPosition, known: [])
            }
        }
        if !hasFields {
            throw fault(.invalidProperty, node, "the schema has no “fields”; list the columns there")
        }
        for field in schema.fields {
            for part in field.madeOf where part == field.name || schema.field(part) == nil {
                let hint = NearestWord.suggestion(for: part, among: schema.fields.map(\.name))
                throw fault(
                    .unknownColumn,
                    node,
                    "the column “\(field.name)” is said to be made of “\(part)”, which is no other field\(hint)"
                )
            }
        }
        for key in schema.primaryKey where schema.field(key) == nil {
            let hint = NearestWord.suggestion(for: key, among: schema.fields.map(\.name))
            throw fault(.unknownColumn, node, "the primary key “\(key)” is no field\(hint)")
        }
        return schema
    }

    private func field(_ node: JSONNode) throws(SchemaError) -> RegisterField {
        var field = RegisterField(name: "", role: .text)
        var hasRole = false
        for member in try members(node, "a field") {
            let value = member.value
            switch member.key {
            case "name": field.name = try text(value, "name")
            case "type": field.type = try word(value, "type")
            case "format": field.format = try text(value, "format")
            case "title": field.title = try text(value, "title")
            case "description": field.description = try text(value, "description")
            case "recensus:role":
                hasRole = true
                field.role = try role(value)
            case "recensus:format": field.dateOrder = try word(value, "recensus:format")
            case "recensus:calendar": field.calendar = try word(value, "recensus:calendar")
            case "recensus:pivot": field.pivot = try pivot(value)
            case "recensus:utc_offset":
                let offset = try text(value, "recensus:utc_offset")
                guard let seconds = UTCOffset.seconds(offset) else {
                    throw fault(
                        .invalidProperty,
                        value,
                        "“recensus:utc_offset” is “\(offset)”, but must be \(UTCOffset.expected)"
                    )
                }
                field.utcOffset = seconds
            case "recensus:confidence":
                guard case .number(let number) = value.value, let share = Double(number), share >= 0,
                    share <= 1
                else {
                    throw fault(.invalidProperty, value, "recensus:confidence must be a number from 0 to 1")
                }
                field.confidence = share
            case "recensus:reason": field.reason = try text(value, "recensus:reason")
            case "recensus:made_of": field.madeOf = try texts(value, "recensus:made_of")
            default:
                try refuseUnknown(
                    member.key,
                    at: member.keyPosition,
                    known: [
                        "recensus:role", "recensus:format", "recensus:calendar", "recensus:pivot",
                        "recensus:utc_offset", "recensus:confidence", "recensus:reason", "recensus:made_of",
                    ]
                )
            }
        }
        if field.name.isEmpty {
            throw fault(.invalidProperty, node, "a field has no name; give the column's header as “name”")
        }
        if !hasRole { field.role = Self.role(of: field.type) }
        return field
    }

    /// What a column means of which nothing but the type is said.
    private static func role(of type: FieldType) -> Role {
        switch type {
        case .integer, .number, .year: .number
        case .date, .datetime, .yearmonth: .date
        case .boolean: .category
        case .string, .time, .any: .text
        }
    }

    private func role(_ node: JSONNode) throws(SchemaError) -> Role {
        let name = try text(node, "recensus:role")
        if let role = Role(rawValue: name) { return role }
        let names = Role.allCases.map(\.rawValue)
        let hint = NearestWord.suggestion(for: name, among: names)
        let list = hint.isEmpty ? "; the roles are \(names.joined(separator: ", "))" : hint
        throw fault(.unknownRole, node, "there is no role “\(name)”\(list)")
    }

    private func pivot(_ node: JSONNode) throws(SchemaError) -> Int {
        if case .number(let number) = node.value, let year = Int(number), RegisterField.pivots.contains(year)
        {
            return year
        }
        throw fault(.invalidProperty, node, "“recensus:pivot” must be a year from 1900 to 2199")
    }

    // MARK: Values

    private func fault(_ code: SchemaError.Code, _ node: JSONNode, _ detail: String) -> SchemaError {
        SchemaError(code, at: "\(file):\(node.position)", detail)
    }

    private func members(
        _ node: JSONNode,
        _ what: String
    ) throws(SchemaError) -> [(key: String, keyPosition: JSONPosition, value: JSONNode)] {
        guard case .object(let members) = node.value else {
            throw fault(.invalidProperty, node, "\(what) must be an object, but this is \(node.kind)")
        }
        return members
    }

    private func elements(_ node: JSONNode, _ what: String) throws(SchemaError) -> [JSONNode] {
        guard case .array(let elements) = node.value else {
            throw fault(.invalidProperty, node, "“\(what)” must be an array, but this is \(node.kind)")
        }
        return elements
    }

    private func text(_ node: JSONNode, _ what: String) throws(SchemaError) -> String {
        guard case .string(let text) = node.value else {
            throw fault(.invalidProperty, node, "“\(what)” must be a text, but this is \(node.kind)")
        }
        return text
    }

    /// One text, or an array of texts.
    private func texts(_ node: JSONNode, _ what: String) throws(SchemaError) -> [String] {
        if case .string(let text) = node.value { return [text] }
        var texts: [String] = []
        for element in try elements(node, what) { texts.append(try text(element, what)) }
        return texts
    }

    private func word<W: RawRepresentable & CaseIterable>(
        _ node: JSONNode,
        _ what: String
    ) throws(SchemaError) -> W where W.RawValue == String {
        let name = try text(node, what)
        if let word = W(rawValue: name) { return word }
        let names = W.allCases.map(\.rawValue).joined(separator: ", ")
        throw fault(.invalidProperty, node, "“\(what)” is “\(name)”, but must be one of \(names)")
    }

    private func refuseUnknown(
        _ key: String,
        at position: JSONPosition,
        known: [String]
    ) throws(SchemaError) {
        guard key.hasPrefix("recensus:") else { return }
        let hint = NearestWord.suggestion(for: key, among: known)
        throw SchemaError(.invalidProperty, at: "\(file):\(position)", "there is no member “\(key)”\(hint)")
    }
}
