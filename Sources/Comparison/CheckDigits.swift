public import Columns

/// A scheme by which a number carries its own check.
///
/// A slip of the pen nearly always breaks the check: two numbers that differ and both pass it are two numbers.
public enum CheckDigits: Sendable, CaseIterable {
    /// Hong Kong identity card: one or two letters and six digits, weighted 9…2, modulo 11.
    case hongKong
    /// Luhn (ISO/IEC 7812-1): digits, every second one doubled, modulo 10.
    case luhn
    /// Ten digits weighted 10…2, modulo 11 (as the British NHS number).
    case modulo11
    /// Eight digits and a letter, modulo 23 (as the Spanish DNI).
    case letter23

    /// Values looked at to find the scheme of a feature.
    private static let sampleSize = 2000
    /// The share of values that must pass: by chance one in ten would.
    private static let leastShare = 0.8
    private static let fewestValues = 20

    /// The scheme that nearly all values of a dictionary pass; nil if there is none.
    public static func scheme(of values: ValueDictionary) -> CheckDigits? {
        let step = max(1, values.count / sampleSize)
        let sample = stride(from: 1, to: values.count, by: step)
        var passed = [Int](repeating: 0, count: allCases.count)
        var looked = 0
        for code in sample {
            looked += 1
            values.withBytes(UInt32(code)) { value in
                for (place, scheme) in allCases.enumerated() where scheme.isValid(value) {
                    passed[place] += 1
                }
            }
        }
        if looked < fewestValues { return nil }
        guard let most = passed.max(), Double(most) >= leastShare * Double(looked) else { return nil }
        return allCases[passed.firstIndex(of: most) ?? 0]
    }

    /// Whether a value has the scheme's form and passes its check.
    public func isValid(_ value: UnsafeBufferPointer<UInt8>) -> Bool {
        func digit(_ i: Int) -> Int? { value[i] &- 48 < 10 ? Int(value[i] &- 48) : nil }
        func letter(_ i: Int) -> Int? { (value[i] | 0x20) &- 97 < 26 ? Int((value[i] | 0x20) &- 97) : nil }
        func digits(_ range: Range<Int>) -> [Int]? {
            var found: [Int] = []
            for i in range {
                guard let digit = digit(i) else { return nil }
                found.append(digit)
            }
            return found
        }
        switch self {
        case .hongKong:
            let letters = value.count - 7
            guard letters == 1 || letters == 2, let body = digits(letters..<(letters + 6)) else {
                return false
            }
            var sum = letters == 1 ? 36 * 9 : 0
            for i in 0..<letters {
                guard let place = letter(i) else { return false }
                sum += (place + 10) * (letters == 1 ? 8 : 9 - i)
            }
            for (i, digit) in body.enumerated() { sum += digit * (7 - i) }
            let check = digit(value.count - 1) ?? (letter(value.count - 1) == 0 ? 10 : -1)
            return check >= 0 && (sum + check) % 11 == 0
        case .luhn:
            guard value.count >= 8, let all = digits(0..<value.count) else { return false }
            let sum = all.reversed().enumerated().reduce(0) { sum, item in
                let twice = item.element * 2
                return sum + (item.offset % 2 == 0 ? item.element : twice > 9 ? twice - 9 : twice)
            }
            return sum % 10 == 0
        case .modulo11:
            guard value.count == 10, let all = digits(0..<10) else { return false }
            let sum = (0..<9).reduce(0) { $0 + all[$1] * (10 - $1) }
            return (11 - sum % 11) % 11 == all[9]
        case .letter23:
            guard value.count == 9, let body = digits(0..<8), let last = letter(8) else { return false }
            let number = body.reduce(0) { $0 * 10 + $1 }
            return Array("trwagmyfpdxbnjzsqvhlcke".utf8)[number % 23] == UInt8(97 + last)
        }
    }
}
