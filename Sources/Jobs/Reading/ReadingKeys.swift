import Registers
import Yams

extension HeaderChoice {
    /// What a job or an option says of the header: `yes`, `no`, `auto`, `line 4` or `4`; nil for anything else.
    init?(saying text: String) {
        switch text.lowercased() {
        case "auto": self = .automatic
        case "yes", "true", "on": self = .firstRow
        case "no", "false", "off", "none": self = .absent
        default:
            let digits = text.lowercased().hasPrefix("line ") ? String(text.dropFirst(5)) : text
            guard let line = Int(digits), line >= 1, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
                return nil
            }
            self = .line(line)
        }
    }

    /// The way a job says it; nil for what needs not be said, and for names, which are a list.
    var word: String? {
        switch self {
        case .automatic, .names: nil
        case .firstRow: "yes"
        case .absent: "no"
        case .line(let line): "line \(line)"
        }
    }

    /// What a job may say.
    static let words = "yes, no, auto, or line N"
}

/// Shares as jobs and options write them.
package enum ShareText {
    /// What is expected.
    static let words = "a share such as 5 % or 0.05"

    /// The share that a text says, 0…1; nil for anything else.
    static func share(_ text: String) -> Double? {
        let isPercent = text.hasSuffix("%")
        let digits = (isPercent ? String(text.dropLast()) : text).filter { $0 != " " }
        guard let number = JobNumber.real(digits) else { return nil }
        let share = isPercent ? number / 100 : number
        return (0...1).contains(share) ? share : nil
    }

    /// A share as text that reads back as the same: in per cent if that is short.
    package static func text(_ share: Double) -> String {
        let percent = JobNumber.text((share * 1e6).rounded() / 1e4) + " %"
        return self.share(percent) == share ? percent : JobNumber.text(share)
    }
}

/// What a command line says of reading register files; it goes for every register of a job.
public struct ReadingChoices: Sendable {
    /// The encoding of text files.
    public var encoding: String?
    /// Which row names the columns.
    public var header: String?
    /// The character between fields.
    public var delimiter: String?
    /// The share of rows that may be set aside.
    public var setAside: String?

    /// What may be said of the header.
    public static let headerWords = HeaderChoice.words

    /// Choices as they are written.
    public init(encoding: String?, header: String?, delimiter: String?, setAside: String?) {
        self.encoding = encoding
        self.header = header
        self.delimiter = delimiter
        self.setAside = setAside
    }

    /// Whether anything is said.
    public var isGiven: Bool { [encoding, header, delimiter, setAside].contains { $0 != nil } }

    /// The first mistake, as option, what was found and what is expected; nil if there is none.
    public var mistake: String? {
        if let encoding, TextEncoding(named: encoding) == nil {
            return
                "--encoding \(encoding): this system knows no such encoding; expected one such as UTF-8, UTF-16, "
                + "Big5, GB18030 or Windows-1252"
        }
        if let header, HeaderChoice(saying: header) == nil {
            return "--header \(header): expected \(HeaderChoice.words)"
        }
        if let delimiter, Self.character(delimiter) == nil {
            return "--delimiter \(delimiter): expected one character such as “;”, or tab"
        }
        if let setAside, ShareText.share(setAside) == nil {
            return "--set-aside \(setAside): expected \(ShareText.words)"
        }
        return nil
    }

    /// Says it of the registers of a job.
    public func apply(to job: inout Job) {
        for index in job.registers.indices {
            if let encoding { job.registers[index].encoding = encoding }
            if let header { job.registers[index].header = HeaderChoice(saying: header) ?? .automatic }
            if let delimiter { job.registers[index].delimiter = Self.character(delimiter) }
            if let setAside { job.registers[index].setAside = ShareText.share(setAside) }
        }
    }

    /// The character that a text stands for; nil if it is none that can part fields.
    static func character(_ text: String) -> String? {
        if text == "tab" || text == "\\t" { return "\t" }
        return text.utf8.count == 1 && !["\"", "\n", "\r"].contains(text) ? text : nil
    }
}

extension JobSections {
    /// Which row names the columns.
    mutating func header(_ node: Node, _ place: String) -> HeaderChoice? {
        let what = "\(HeaderChoice.words), or a list of names for the columns"
        if case .sequence = node {
            let names = reader.items(node, place, what: what).compactMap {
                reader.text($0, place, what: "the name of a column")
            }
            if Set(names).count < names.count {
                reader.note(node, place, "a name recurs", expected: "a name of its own for each column")
            }
            return names.isEmpty ? nil : .names(names)
        }
        if case .scalar(let scalar) = node, let choice = HeaderChoice(saying: scalar.string) { return choice }
        reader.note(node, place, "\(NodeReader.describe(node)) stands here", expected: what)
        return nil
    }

    /// The encoding of a text file, as it is written.
    mutating func encoding(_ node: Node, _ place: String) -> String? {
        let what = "an encoding such as UTF-8, UTF-16, Big5, GB18030 or Windows-1252"
        guard let text = reader.text(node, place, what: what) else { return nil }
        if TextEncoding(named: text) != nil { return text }
        reader.note(
            node,
            place,
            "\(NodeReader.describe(node)) is no encoding that this system knows",
            expected: what
        )
        return nil
    }

    /// A share, 0…1.
    mutating func share(_ node: Node, _ place: String) -> Double? {
        if case .scalar(let scalar) = node, let share = ShareText.share(scalar.string) { return share }
        reader.note(node, place, "\(NodeReader.describe(node)) stands here", expected: ShareText.words)
        return nil
    }
}
