import HanNames

/// How the sounds of names are written, in a job where some records have Han names alone and others romanised ones.
struct NameSoundForm: Sendable, Equatable {
    /// How Cantonese names are spelt, if the job has such.
    var cantonese: NameSound.System?
    /// How Mandarin names are spelt, if the job has such.
    var mandarin: NameSound.System?
    /// The system that most names in Latin letters of the column follow.
    var usual: NameSound.System?

    /// Writes the sound of what a full name was parted into.
    ///
    /// A name in Latin letters sounds in one system: the column's usual one, unless another spells more of it.
    func write(_ sink: inout CanonicalSink) {
        let han = sink.value(of: NameOutputs.han.rawValue)
        if !han.isEmpty {
            writeHan(han, [NameOutputs.cantonese.rawValue, NameOutputs.mandarin.rawValue], &sink)
            return
        }
        func words(_ output: NameOutputs) -> [String] {
            String(decoding: sink.value(of: output.rawValue), as: UTF8.self).split(separator: " ").map(
                String.init
            )
        }
        let surname = words(.surname)
        let given = words(.given)
        var best: (system: NameSound.System, sound: String, syllables: Int)?
        let others = [cantonese, mandarin].compactMap { $0 }.filter { $0 != usual }
        for system in [usual].compactMap({ $0 }) + others {
            guard let sound = NameSound.ofLatin(surname: surname, given: given, system) else { continue }
            let syllables = sound.utf8.count { $0 == 0x20 } + 1
            if syllables > best?.syllables ?? 0 { best = (system, sound, syllables) }
        }
        guard let best else { return }
        let output = best.system == .cantonese ? NameOutputs.cantonese : .mandarin
        append(best.sound, to: output.rawValue, &sink)
    }

    /// Writes how a Han name sounds, Cantonese to the first output and Mandarin to the second.
    func writeHan(_ name: [UInt8], _ outputs: [Int], _ sink: inout CanonicalSink) {
        let text = String(decoding: name, as: UTF8.self)
        for (system, output) in zip([cantonese, mandarin], outputs) {
            if let system { append(NameSound.ofHan(text, system), to: output, &sink) }
        }
    }

    private func append(_ text: String, to output: Int, _ sink: inout CanonicalSink) {
        var text = text
        text.withUTF8 { sink.append($0, to: output) }
    }
}
