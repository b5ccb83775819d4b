import HanNames

/// Full names, parted in surname, given names and Han name.
///
/// A comma ends the surname (“CHAN, Tai Man”); words in capitals among others are the surname (“Peter CHAN
/// Tai-man”); otherwise what was learned of the column's names tells (``FullNameForm``). One word alone is the
/// surname. Where a job asks for it, all words in one order and the sound of the name are given as well.
struct FullNameCanonicaliser: Canonicaliser {
    let form: FullNameForm

    init(form: FullNameForm) { self.form = form }

    private static let surname = NameOutputs.surname.rawValue
    private static let given = NameOutputs.given.rawValue
    private static let han = NameOutputs.han.rawValue

    func canonicalise(_ value: UnsafeBufferPointer<UInt8>, into sink: inout CanonicalSink) {
        NameTokens.read(value, into: &sink)
        markSurname(sink.words)
        // Surname words first in the scratch room, then the given names.
        append(value, into: &sink, whereSurname: true)
        let middle = sink.scratch.count
        append(value, into: &sink, whereSurname: false)
        if sink.scratch.isEmpty { return }
        let surname = sink.scratch.view(0..<middle)
        // Na is a surname where a given name stands beside it.
        let isNone = middle > 0 && Placeholders.matches(surname) && !surname.isSame("na")
        if isNone || Placeholders.matches(sink.scratch.view) {
            sink.kinds.insert(.placeholder)
            return
        }
        emit(0..<middle, to: Self.surname, &sink)
        emit(middle..<sink.scratch.count, to: Self.given, &sink)
        if sink.words.count > 1 { sink.kinds.insert(.nameSplit) }
        if form.writesWords { writeWords(&sink) }
        form.sound?.write(&sink)
    }

    /// Writes the words of surname and given names in one order.
    private func writeWords(_ sink: inout CanonicalSink) {
        let parts =
            sink.value(of: Self.surname).split(separator: 0x20)
            + sink.value(of: Self.given).split(separator: 0x20)
        let words = parts.sorted { $0.lexicographicallyPrecedes($1) }
        let text = Array(words.joined(separator: [0x20]))
        text.withUnsafeBufferPointer { sink.append($0, to: NameOutputs.words.rawValue) }
    }

    private func append(
        _ value: UnsafeBufferPointer<UInt8>,
        into sink: inout CanonicalSink,
        whereSurname isWanted: Bool
    ) {
        let start = sink.scratch.count
        for i in 0..<sink.words.count where sink.words[i].isSurname == isWanted {
            let word = sink.words[i]
            let before = sink.scratch.count
            if before > start { sink.scratch.append(0x20) }
            let begin = sink.scratch.count
            TextFolding.fold(value.part(word.range), .separates, into: &sink)
            if sink.scratch.count == begin { sink.scratch.truncate(to: before) }
        }
    }

    private func emit(_ range: Range<Int>, to output: Int, _ sink: inout CanonicalSink) {
        if range.isEmpty { return }
        var start = range.lowerBound
        var end = range.upperBound
        NameWords.trim(sink.scratch.view, &start, &end, &sink.kinds)
        let name = sink.scratch.view(start..<end)
        if HanSplitting.isASCII(name) {
            sink.append(name, to: output)
        } else {
            HanSplitting.split(start..<end, latin: output, han: Self.han, keepsHanAlone: false, in: &sink)
        }
    }

    /// Marks the words that belong to the surname.
    private func markSurname(_ words: Room<NameTokens.Word>) {
        let names = NameTokens.Names(words)
        if names.count == 0 {
            names.mark(words) { _ in true }
            return
        }
        if names.capitals > 0, names.others > 0 {
            names.mark(words) { !$0.isAside && $0.isCapital }
            return
        }
        if names.comma >= 0, names.comma != names.last {
            // “CHAN TAI MAN, PETER”: what follows the comma is one more given name.
            let isThree =
                names.leftOfComma >= 3 && names.count - names.leftOfComma == 1
                && FamilyNames.isKnown(words[names.first])
            let length = isThree ? names.surnameLength(words, among: names.leftOfComma) : names.leftOfComma
            names.markFirst(length, words)
            return
        }
        guard let surname = names.surname(form.parting(words, names), words) else {
            names.markLast(words)
            return
        }
        for i in 0..<words.count {
            var word = words[i]
            word.isSurname = surname.contains(i) && !word.isAside
            words[i] = word
        }
    }
}
