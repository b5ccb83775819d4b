/// Offsets from universal time as schemas and jobs write them: `+08:00`.
package enum UTCOffset {
    /// What is expected, in words.
    package static let expected = "an offset such as +08:00, from -14:00 to +14:00"
    private static let largest = 14 * 3600

    /// The seconds of an offset; nil if the text is none.
    package static func seconds(_ text: String) -> Int? {
        if text == "Z" || text == "0" { return 0 }
        let bytes = Array(text.utf8)
        guard bytes.count == 6, bytes[3] == 0x3a, bytes[0] == 0x2b || bytes[0] == 0x2d else { return nil }
        let digits = [1, 2, 4, 5].map { bytes[$0] }
        guard digits.allSatisfy({ $0 &- 48 < 10 }) else { return nil }
        let numbers = digits.map { Int($0) - 48 }
        let seconds = (numbers[0] * 10 + numbers[1]) * 3600 + (numbers[2] * 10 + numbers[3]) * 60
        guard numbers[2] < 6, seconds <= largest else { return nil }
        return bytes[0] == 0x2d ? -seconds : seconds
    }

    /// An offset as text.
    package static func text(_ seconds: Int) -> String {
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let size = abs(seconds)
        return (seconds < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60)
    }
}

extension RegisterField {
    /// The years that may be the latest of two digits.
    package static let pivots = 1900...2199
}
