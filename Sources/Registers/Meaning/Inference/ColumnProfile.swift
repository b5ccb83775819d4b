import Columns

/// What the values of a column look like: shares over a sample of its distinct values.
struct ColumnProfile {
    /// Distinct values, the missing one left out.
    var distinct = 0
    /// Rows that have a value.
    var filled = 0
    var rows = 0
    /// Whether no two rows have the same value and none is missing.
    var isUnique: Bool { rows > 0 && distinct == rows && filled == rows }
    var mean = 0.0
    // Shares of the sampled values, 0…1.
    var email = 0.0
    var date = 0.0
    var integer = 0.0
    var number = 0.0
    /// Years of age, whatever stands beside them.
    var age = 0.0
    var hanName = 0.0
    var han = 0.0
    /// Two Han characters or more beside two Latin letters or more.
    var bilingual = 0.0
    var sex = 0.0
    var letters = 0.0
    var several = 0.0
    var digits = 0.0
    var phone = 0.0
    var postcode = 0.0
    var comma = 0.0
    var addressWord = 0.0
    var lengthMode = 0
    var lengthModeShare = 0.0
    var hkidFormat = 0.0
    var hkidChecked = 0.0
    var minimum = Int.max
    var maximum = Int.min
    var firstDateYear = Int.max
    var lastDateYear = Int.min

    /// Values looked at: enough that a share is known to two or three hundredths.
    private static let sampleSize = 2000

    init(_ column: CodedColumn) {
        rows = column.codes.count
        var counts = column.counts()
        // What stands for “no value” says nothing of what the column holds.
        for code in MissingTokens.codes(in: column.values, .answers) {
            counts[0] += counts[Int(code)]
            counts[Int(code)] = 0
        }
        filled = rows - Int(counts.first ?? 0)
        for count in counts.dropFirst() where count > 0 { distinct += 1 }
        if distinct == 0 { return }
        let step = max(1, column.values.count / Self.sampleSize)
        let (reader, isDate) = Self.dateReader(column.name, Self.sample(column.values, step))
        var tally = Tally()
        let isSex = HeaderVocabulary.role(of: column.name)?.role == .sex
        if isSex { tally.coding = SexCodingGuess.coding(column, header: column.name) }
        var sink = CanonicalSink(outputs: 0, capacity: 0)
        var lengths = [Int](repeating: 0, count: 65)
        for code in stride(from: 1, to: column.values.count, by: step) where counts[code] > 0 {
            column.values.withBytes(UInt32(code)) { value in
                if PlainText.isPlain(value) {
                    tally.add(value, reader, isDate, &sink)
                } else {
                    PlainText.clean(value, into: &sink.cell, &sink.kinds)
                    tally.add(sink.cell.view, reader, isDate, &sink)
                }
                lengths[min(64, value.count)] += 1
            }
        }
        let n = Double(max(1, tally.examined))
        for (length, count) in lengths.enumerated() where Double(count) / n > lengthModeShare {
            (lengthMode, lengthModeShare) = (length, Double(count) / n)
        }
        mean = Double(tally.bytes) / n
        email = Double(tally.email) / n
        date = Double(tally.date) / n
        integer = Double(tally.integer) / n
        number = Double(tally.number) / n
        age = Double(tally.age) / n
        hanName = Double(tally.hanName) / n
        han = Double(tally.han) / n
        bilingual = Double(tally.bilingual) / n
        sex = Double(tally.sex) / n
        letters = Double(tally.letters) / n
        several = Double(tally.several) / n
        digits = Double(tally.digits) / n
        phone = Double(tally.phone) / n
        postcode = Double(tally.postcode) / n
        comma = Double(tally.comma) / n
        addressWord = Double(tally.address) / n
        (minimum, maximum) = (tally.minimum, tally.maximum)
        (firstDateYear, lastDateYear) = (tally.firstYear, tally.lastYear)
        (hkidFormat, hkidChecked) = HongKongIdentityGuess.shares(column.values)
    }

    /// What reads the column's dates, and whether its header says that it holds dates.
    private static func dateReader(_ name: String, _ values: ValueDictionary) -> (DateReader, Bool) {
        let said = HeaderVocabulary.role(of: name)?.role
        let isNamed = said == .birthDate || said == .date || said == .birthYear
        let role = said == .birthYear || said == .date ? said ?? .birthDate : .birthDate
        let field = RegisterField(name: name, role: role)
        let dates = DateColumn(values, DateColumn.Context(field: field, isNamed: isNamed))
        return (dates.reader, isNamed)
    }

    private static func sample(_ values: ValueDictionary, _ step: Int) -> ValueDictionary {
        var interner = ValueInterner()
        for code in stride(from: 1, to: values.count, by: step) {
            values.withBytes(UInt32(code)) { _ = interner.intern($0) }
        }
        return interner.finish()
    }
}

/// Counts of sampled values by what they look like.
private struct Tally {
    var examined = 0
    var bytes = 0
    var email = 0
    var date = 0
    var integer = 0
    var number = 0
    var age = 0
    var hanName = 0
    var han = 0
    var bilingual = 0
    var sex = 0
    var letters = 0
    var several = 0
    var digits = 0
    var phone = 0
    var postcode = 0
    var comma = 0
    var address = 0
    var minimum = Int.max
    var maximum = Int.min
    var firstYear = Int.max
    var lastYear = Int.min
    /// The longest word for sex, in bytes.
    private let longestSex = 24
    /// The letters of sex that are known; more of them where the header speaks of sex.
    var coding = SexCoding.standard

    mutating func add(
        _ value: UnsafeBufferPointer<UInt8>,
        _ reader: DateReader,
        _ isDate: Bool,
        _ sink: inout CanonicalSink
    ) {
        examined += 1
        bytes += value.count
        var digitCount = 0
        var letterCount = 0
        var otherCount = 0
        var hanCount = 0
        var spaces = 0
        var i = 0
        while i < value.count {
            let byte = value[i]
            if byte >= 0x80 {
                let (scalar, length) = UTF8Reading.scalar(value, at: i)
                if let scalar, UTF8Reading.isHan(scalar) { hanCount += 1 } else { letterCount += 1 }
                i += length
                continue
            }
            if byte &- 48 < 10 {
                digitCount += 1
            } else if (byte | 0x20) &- 97 < 26 {
                letterCount += 1
            } else if byte == 0x20 {
                spaces += 1
            } else if byte != 0x2d && byte != 0x27 && byte != 0x2e {
                otherCount += 1
            }
            i += 1
        }
        if value.contains(0x40), value.contains(0x2e), digitCount + letterCount > 3 { email += 1 }
        if value.contains(0x2c) { comma += 1 }
        if hanCount > 0 { han += 1 }
        if hanCount >= 2, letterCount >= 2, digitCount == 0 { bilingual += 1 }
        if hanCount >= 2, hanCount <= 6, digitCount == 0, letterCount == 0 { hanName += 1 }
        if digitCount > 0 { digits += 1 }
        if digitCount == 0, otherCount == 0, letterCount > 1 {
            letters += 1
            if spaces > 0 { several += 1 }
        }
        addNumber(value, digitCount, letterCount, &sink)
        if digitCount >= 1, digitCount <= 4, value.count <= 16,
            AgeCanonicaliser.age(value, &sink.number) != nil
        {
            age += 1
        }
        if digitCount >= 8, digitCount <= 15, letterCount == 0 { phone += 1 }
        let size = digitCount + letterCount
        if digitCount >= 3, size >= 4, size <= 8, letterCount <= 4, otherCount == 0 { postcode += 1 }
        if digitCount > 0, spaces > 0, letterCount > 5 || hanCount > 3 { address += 1 }
        if hanCount > 5, digitCount > 0, spaces == 0 { address += 1 }
        if value.count >= 4, digitCount >= 4 || hanCount >= 4 || isDate,
            case .date(let reading) = reader.read(value)
        {
            date += 1
            firstYear = min(firstYear, reading.year)
            lastYear = max(lastYear, reading.year)
        }
        if value.count <= longestSex {
            sink.begin()
            TextFolding.fold(value, .separates, into: &sink)
            if SexCanonicaliser.read(sink.scratch.view, coding) != nil { sex += 1 }
        }
    }

    private mutating func addNumber(
        _ value: UnsafeBufferPointer<UInt8>,
        _ digits: Int,
        _ letters: Int,
        _ sink: inout CanonicalSink
    ) {
        guard digits > 0, letters <= 1 else { return }
        if digits != value.count, let whole = WholeNumber.read(value, into: &sink.number), whole.isFloat,
            !whole.isNegative
        {
            // 26781172.0 is a whole number, whatever its notation.
            let digits = sink.number.count
            sink.spare.set(sink.number.view)
            addNumber(sink.spare.view, digits, 0, &sink)
            return
        }
        guard letters == 0 else { return }
        if digits == value.count {
            integer += 1
            number += 1
            if digits <= 15 {
                let n = value.reduce(0) { $0 * 10 + Int($1 &- 48) }
                minimum = min(minimum, n)
                maximum = max(maximum, n)
            }
            return
        }
        let isNumber = value.enumerated().allSatisfy { i, byte in
            byte &- 48 < 10 || byte == 0x2e || byte == 0x2c || (i == 0 && (byte == 0x2d || byte == 0x2b))
        }
        if isNumber, value.filter({ $0 == 0x2e }).count <= 1 { number += 1 }
    }
}
