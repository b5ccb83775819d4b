#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The system's iconv, turning text of one encoding into UTF-8 piece by piece.
///
/// Used by one thread at a time.
final class EncodingConverter: @unchecked Sendable {
    /// Why a conversion came to rest.
    enum Rest {
        /// All input was used.
        case done
        /// There is no room for the next character.
        case full
        /// The input ends within a character.
        case incomplete
        /// The next bytes are no character.
        case invalid
    }

    private let descriptor: iconv_t

    /// A converter; nil if the system has none for the encoding.
    init?(from encoding: String) {
        guard let opened = iconv_open("UTF-8", encoding) else { return nil }
        // iconv_open answers −1 for a failure.
        if Int(bitPattern: opened) == -1 { return nil }
        descriptor = opened
    }

    deinit { iconv_close(descriptor) }

    /// Converts as much as there is input and room for.
    func convert(
        _ input: UnsafePointer<UInt8>,
        _ inputCount: Int,
        into output: UnsafeMutablePointer<UInt8>,
        _ room: Int
    ) -> (used: Int, written: Int, rest: Rest) {
        // SAFETY: iconv reads at most `inLeft` bytes, writes at most `outLeft`, and does not change the input.
        input.withMemoryRebound(to: CChar.self, capacity: inputCount) { source in
            output.withMemoryRebound(to: CChar.self, capacity: room) { target in
                var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(mutating: source)
                var to: UnsafeMutablePointer<CChar>? = target
                var inLeft = inputCount
                var outLeft = room
                let status = iconv(descriptor, &from, &inLeft, &to, &outLeft)
                let code = errno
                let rest: Rest =
                    status != -1 ? .done : code == E2BIG ? .full : code == EINVAL ? .incomplete : .invalid
                return (inputCount - inLeft, room - outLeft, rest)
            }
        }
    }

    /// Ends the text: writes what the converter holds back, and forgets its state.
    func flush(into output: UnsafeMutablePointer<UInt8>, _ room: Int) -> Int {
        output.withMemoryRebound(to: CChar.self, capacity: room) { target in
            var to: UnsafeMutablePointer<CChar>? = target
            var outLeft = room
            _ = iconv(descriptor, nil, nil, &to, &outLeft)
            return room - outLeft
        }
    }

    /// A short text as UTF-8; what is no character becomes U+FFFD and is counted.
    func text(of bytes: [UInt8], unitSize: Int = 1) -> (text: [UInt8], bad: Int) {
        var text: [UInt8] = []
        var bad = 0
        var room = [UInt8](repeating: 0, count: bytes.count * 4 + 16)
        bytes.withUnsafeBufferPointer { input in
            room.withUnsafeMutableBufferPointer { output in
                guard let from = input.baseAddress, let to = output.baseAddress else { return }
                var offset = 0
                while offset < bytes.count {
                    let step = convert(from + offset, bytes.count - offset, into: to, output.count)
                    text.append(contentsOf: output[..<step.written])
                    offset += step.used
                    if step.rest == .invalid || step.rest == .incomplete {
                        text.append(contentsOf: UTF8Check.replacement)
                        offset += unitSize
                        bad += 1
                    }
                }
                text.append(contentsOf: output[..<flush(into: to, output.count)])
            }
        }
        return (text, bad)
    }
}
