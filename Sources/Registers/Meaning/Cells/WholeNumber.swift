/// Whole numbers as databases and spreadsheets write them: `26781172.0`, `2.6781172E7`, `26,781,172.00`.
struct WholeNumber: Equatable {
    /// Whether a minus sign stands before it.
    var isNegative = false
    /// Whether the value has a decimal point or an exponent, which a code has not.
    var isFloat = false
    /// Zeros at the end that no digit of the value stands for: `2.67812E7` leaves two open.
    var zerosAdded = 0

    /// The largest power of ten that is written out.
    private static let largestExponent = 20

    /// Reads a value, and writes the digits of its whole part.
    ///
    /// - Returns: nil if the value is no number, or has a fraction that is not zero.
    static func read(_ value: ByteView, into digits: inout ByteRoom) -> WholeNumber? {
        digits.removeAll()
        var number = WholeNumber()
        var i = 0
        if i < value.count, value[i] == 0x2d || value[i] == 0x2b {
            number.isNegative = value[i] == 0x2d
            i += 1
        }
        var point: Int?
        while i < value.count {
            let byte = value[i]
            if byte &- 48 < 10 {
                digits.append(byte)
            } else if byte == 0x2e, point == nil, !digits.isEmpty {
                point = digits.count
            } else if byte != 0x2c || point != nil || !isGroup(value, at: i) {
                break
            }
            i += 1
        }
        if digits.isEmpty { return nil }
        var exponent = 0
        if i < value.count {
            guard let found = Self.exponent(value, at: i, hasPoint: point != nil) else { return nil }
            exponent = found
        }
        number.isFloat = point != nil || i < value.count
        let whole = (point ?? digits.count) + exponent
        if whole < 1 { return digits.view.allSatisfy { $0 == 0x30 } ? zero(number, &digits) : nil }
        // What is left behind the point must be zeros; what is missing before it is filled with them.
        if whole < digits.count {
            if digits.view(whole..<digits.count).contains(where: { $0 != 0x30 }) { return nil }
            digits.truncate(to: whole)
        }
        while digits.count < whole {
            digits.append(0x30)
            number.zerosAdded += 1
        }
        return number
    }

    private static func zero(_ number: WholeNumber, _ digits: inout ByteRoom) -> WholeNumber {
        digits.removeAll()
        digits.append(0x30)
        return number
    }

    /// Whether a comma stands before three digits and no fourth.
    private static func isGroup(_ value: ByteView, at comma: Int) -> Bool {
        guard comma > 0, comma + 3 < value.count else { return false }
        for k in 1...3 where value[comma + k] &- 48 >= 10 { return false }
        return comma + 4 == value.count || value[comma + 4] &- 48 >= 10
    }

    /// The exponent at the end of a value; one without a point before it or a sign is no number but a code, as `12E3`.
    private static func exponent(_ value: ByteView, at start: Int, hasPoint: Bool) -> Int? {
        guard value[start] | 0x20 == 0x65 else { return nil }
        var i = start + 1
        var sign = 1
        var hasSign = false
        if i < value.count, value[i] == 0x2d || value[i] == 0x2b {
            sign = value[i] == 0x2d ? -1 : 1
            hasSign = true
            i += 1
        }
        guard hasPoint || hasSign, i < value.count, value.count - i <= 3 else { return nil }
        var exponent = 0
        while i < value.count {
            guard value[i] &- 48 < 10 else { return nil }
            exponent = exponent * 10 + Int(value[i] &- 48)
            i += 1
        }
        return exponent <= largestExponent ? sign * exponent : nil
    }

    /// The number as an integer; nil where it is longer than eighteen digits.
    static func integer(_ digits: ByteView, isNegative: Bool) -> Int? {
        if digits.count > 18 { return nil }
        let size = digits.reduce(0) { $0 * 10 + Int($1 &- 48) }
        return isNegative ? -size : size
    }
}
