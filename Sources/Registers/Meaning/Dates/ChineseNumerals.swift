/// Numbers in Chinese numerals: 一九八四, 二〇〇四, 三十一, 廿五, 一百零一.
enum ChineseNumerals {
    /// What a character is worth.
    enum Sign {
        case digit(Int)
        /// Ten, a hundred, a thousand.
        case unit(Int)
        /// Twenty, thirty, forty in one character.
        case tens(Int)
    }

    static func sign(_ scalar: UInt32) -> Sign? {
        guard let scalar = Unicode.Scalar(scalar) else { return nil }
        return switch scalar {
        case "〇", "零", "○", "◯": .digit(0)
        case "一", "壹", "弌": .digit(1)
        case "二", "貳", "贰", "兩", "两": .digit(2)
        case "三", "參", "叁", "叄": .digit(3)
        case "四", "肆": .digit(4)
        case "五", "伍": .digit(5)
        case "六", "陸", "陆": .digit(6)
        case "七", "柒": .digit(7)
        case "八", "捌": .digit(8)
        case "九", "玖": .digit(9)
        case "十", "拾": .unit(10)
        case "百", "佰": .unit(100)
        case "千", "仟": .unit(1000)
        case "廿", "卄": .tens(20)
        case "卅": .tens(30)
        case "卌": .tens(40)
        default: nil
        }
    }

    /// Reads the numerals that begin at a position.
    ///
    /// - Returns: The number, the digits it is written with where each character is one (else as many as the number
    ///   has), and where it ends; nil if no numeral stands there.
    static func read(_ text: ByteView, at start: Int) -> (number: Int, digits: Int, end: Int)? {
        var i = start
        var total = 0
        var pending: Int?
        var positional = 0
        var count = 0
        var hasUnits = false
        while i < text.count, count < 12 {
            let (scalar, length) = UTF8Reading.scalar(text, at: i)
            guard let scalar else { break }
            let isCapitalO = count > 0 && (scalar == 0x4f || scalar == 0x6f)
            guard let sign = isCapitalO ? .digit(0) : sign(scalar) else { break }
            switch sign {
            case .digit(let digit):
                positional = positional * 10 + digit
                pending = digit
            case .unit(let unit):
                hasUnits = true
                total += (pending ?? 1) * unit
                pending = nil
            case .tens(let tens):
                hasUnits = true
                total += tens
                pending = nil
            }
            count += 1
            i += length
        }
        if count == 0 { return nil }
        if !hasUnits { return (positional, count, i) }
        total += pending ?? 0
        return (total, String(total).count, i)
    }
}
