/// The Hong Kong identity card number: one or two letters, six digits, a check digit.
enum HongKongIdentity {
    /// How a text relates to the format.
    enum Outcome: Equatable {
        case valid, wrongCheckDigit, withoutCheckDigit, notThisFormat
    }

    /// The check digit (`0`…`9`, `A`) of one or two upper-case letters and six digits.
    ///
    /// The body is padded on the left to eight characters; a space counts 36, A…Z 10…35; weights are 9…2.
    static func checkDigit(_ body: some Collection<UInt8>) -> UInt8 {
        var sum = body.count == 7 ? 36 * 9 : 0
        var weight = body.count + 1
        for byte in body {
            sum += weight * Int(byte >= 65 ? byte - 55 : byte - 48)
            weight -= 1
        }
        let digit = (11 - sum % 11) % 11
        return digit == 10 ? 65 : UInt8(48 + digit)
    }

    /// Compares upper-case letters and digits with the format.
    static func examine(_ text: some BidirectionalCollection<UInt8>) -> Outcome {
        let letters = text.prefix { $0 >= 65 && $0 <= 90 }.count
        guard letters == 1 || letters == 2 else { return .notThisFormat }
        let rest = text.dropFirst(letters)
        guard rest.count == 6 || rest.count == 7 else { return .notThisFormat }
        guard rest.prefix(6).allSatisfy({ $0 >= 48 && $0 <= 57 }) else { return .notThisFormat }
        guard rest.count == 7, let last = text.last else { return .withoutCheckDigit }
        guard last == 65 || (last >= 48 && last <= 57) else { return .notThisFormat }
        return checkDigit(text.dropLast()) == last ? .valid : .wrongCheckDigit
    }
}
