@testable import Registers

/// The slow twin of the reader: one byte after the other, one state.
struct SlowReader {
    var rows: [[String]] = []
    var quarantined: [(line: Int, reason: QuarantineReason)] = []
    var repaired = 0
    var unclosedLine: Int?

    init(_ bytes: [UInt8], delimiter: UInt8, newline: UInt8, fields: Int) {
        var i = 0
        var line = 1
        while i < bytes.count {
            let rowLine = line
            let rowStart = i
            var values: [[UInt8]] = []
            var textAfterQuote = false
            var quotedAny = false
            rowLoop: while true {
                var value: [UInt8] = []
                if i < bytes.count, bytes[i] == 0x22 {
                    quotedAny = true
                    let openLine = line
                    i += 1
                    while true {
                        if i == bytes.count {
                            unclosedLine = openLine
                            return
                        }
                        if bytes[i] == 0x22 {
                            if i + 1 < bytes.count, bytes[i + 1] == 0x22 {
                                value.append(0x22)
                                i += 2
                                continue
                            }
                            i += 1
                            break
                        }
                        if bytes[i] == newline { line += 1 }
                        value.append(bytes[i])
                        i += 1
                    }
                    while i < bytes.count, bytes[i] != delimiter, bytes[i] != newline {
                        if !Self.isBlank(bytes[i]) { textAfterQuote = true }
                        i += 1
                    }
                } else {
                    while i < bytes.count, bytes[i] != delimiter, bytes[i] != newline {
                        value.append(bytes[i])
                        i += 1
                    }
                }
                values.append(value)
                if i == bytes.count { break rowLoop }
                i += 1
                if bytes[i - 1] == newline {
                    line += 1
                    break rowLoop
                }
            }
            if values.count == 1, !quotedAny, values[0].allSatisfy(Self.isBlank) { continue }
            if bytes[rowStart..<i].contains(0) {
                quarantined.append((rowLine, .nulByte))
            } else if textAfterQuote {
                quarantined.append((rowLine, .textAfterQuote))
            } else if values.count < fields {
                quarantined.append((rowLine, .tooFewFields))
            } else if values.count > fields {
                quarantined.append((rowLine, .tooManyFields))
            } else {
                rows.append(values.map { text(Self.trim($0)) })
            }
        }
    }

    private mutating func text(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        repaired += 1
        return String(decoding: bytes, as: UTF8.self)
    }

    static func isBlank(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0a, 0x0b, 0x0c, 0x0d].contains(byte) }

    static func trim(_ bytes: [UInt8]) -> [UInt8] {
        Array(bytes.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
    }
}
