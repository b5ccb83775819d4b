import Columns

/// Finds whether a register comes from Taiwan, where years of two digits are those of the Republic of China.
enum TaiwanGuess {
    private static let sampleSize = 500
    private static let cities = [
        "臺北", "台北", "新北市", "桃園", "臺中", "台中", "臺南", "台南", "高雄", "基隆", "新竹", "嘉義", "苗栗",
        "彰化", "南投", "雲林", "屏東", "宜蘭", "花蓮", "臺東", "台東", "澎湖", "金門", "連江",
    ].map { Array($0.utf8) }

    /// Headers that are written so in Taiwan alone.
    private static let headers = ["民國", "民国", "身分證", "統一編號", "鄉鎮市區", "鄉鎮", "健保"]
    /// Numbers alone are dates of the Republic where so many distinct ones are.
    private static let enoughDates = 20

    /// True where half the values of a column are Taiwanese identity numbers, or a third name a city or county, or nearly
    /// all are days such as 1040914, or a header is one of Taiwan or names the calendar.
    static func holds(_ table: Table) -> Bool {
        table.columns.contains { column in
            if headers.contains(where: column.name.contains) { return true }
            var examined = 0
            var numbers = 0
            var places = 0
            var dates = 0
            let step = max(1, column.values.count / sampleSize)
            for code in stride(from: 1, to: column.values.count, by: step) {
                let value = PlainText.cleaned(column.values.slice(UInt32(code)))
                examined += 1
                if isIdentityNumber(value) { numbers += 1 }
                if isLongDate(value) { dates += 1 }
                if value.count >= 6, cities.contains(where: { contains(value, $0) }) { places += 1 }
            }
            if examined >= enoughDates, dates * 10 >= examined * 9 { return true }
            return examined > 0 && (numbers * 2 >= examined || places * 3 >= examined)
        }
    }

    /// Whether a value is a day of the Republic of China in seven digits, by months and days; one in thirty numbers is.
    private static func isLongDate(_ value: [UInt8]) -> Bool {
        guard value.count == 7, value.allSatisfy({ $0 &- 48 < 10 }), value[0] <= 0x31 else { return false }
        let number = value.reduce(0) { $0 * 10 + Int($1) - 48 }
        return number >= 10_101 && (1...12).contains(number / 100 % 100) && (1...31).contains(number % 100)
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
