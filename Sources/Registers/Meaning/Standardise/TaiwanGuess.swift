import Columns

/// Finds whether a register comes from Taiwan, where years of two digits are those of the Republic of China.
enum TaiwanGuess {
    private static let sampleSize = 500
    private static let cities = [
        "臺北", "台北", "新北市", "桃園", "臺中", "台中", "臺南", "台南", "高雄", "基隆", "新竹", "嘉義", "苗栗",
        "彰化", "南投", "雲林", "屏東", "宜蘭", "花蓮", "臺東", "台東", "澎湖", "金門", "連江",
    ].map { Array($0.utf8) }

    /// True where half the values of a column are Taiwanese identity numbers, or a third name a city or county, or a
    /// header names the calendar.
    static func holds(_ table: Table) -> Bool {
        table.columns.contains { column in
            if column.name.contains("民國") || column.name.contains("民国") { return true }
            var examined = 0
            var numbers = 0
            var places = 0
            let step = max(1, column.values.count / sampleSize)
            for code in stride(from: 1, to: column.values.count, by: step) {
                let value = PlainText.cleaned(column.values.slice(UInt32(code)))
                examined += 1
                if isIdentityNumber(value) { numbers += 1 }
                if value.count >= 6, cities.contains(where: { contains(value, $0) }) { places += 1 }
            }
            return examined > 0 && (numbers * 2 >= examined || places * 3 >= examined)
        }
    }

    /// Whether a value is a letter and nine digits that check: the letter's number and the digits by weights 1, 9, 8…1, 1.
    private static func isIdentityNumber(_ value: [UInt8]) -> Bool {
        guard value.count == 10, value.dropFirst().allSatisfy({ $0 &- 48 < 10 }) else { return false }
        let order = Array("ABCDEFGHJKLMNPQRSTUVXYWZIO".utf8)
        guard let place = order.firstIndex(of: value[0] & 0xdf) else { return false }
        let letter = place + 10
        var sum = letter / 10 + letter % 10 * 9 + Int(value[9]) - 48
        for i in 1...8 { sum += (Int(value[i]) - 48) * (9 - i) }
        return sum % 10 == 0
    }

    private static func contains(_ value: [UInt8], _ part: [UInt8]) -> Bool {
        if value.count < part.count { return false }
        return (0...(value.count - part.count)).contains { value[$0...].starts(with: part) }
    }
}
