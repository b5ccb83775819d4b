import CLibFuzzer
import Foundation

/// Runs one of the targets under libFuzzer: `recensus-fuzz TARGET [options of libFuzzer] [corpus]`.
let arguments = CommandLine.arguments
guard arguments.count > 1, let target = FuzzTarget(rawValue: arguments[1]) else {
    let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    fputs("usage: recensus-fuzz TARGET [options] [corpus folder]\ntargets: \(names)\n", stderr)
    exit(2)
}
FuzzTarget.current = target

var texts: [UnsafeMutablePointer<CChar>?] =
    ([arguments[0]] + arguments.dropFirst(2)).map { (text: String) in strdup(text) } + [nil]
var count = CInt(texts.count - 1)
let status = texts.withUnsafeMutableBufferPointer { buffer in
    var start = buffer.baseAddress
    return withUnsafeMutablePointer(to: &start) { start in
        start.withMemoryRebound(to: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?.self, capacity: 1) {
            LLVMFuzzerRunDriver(&count, $0) { data, size in
                FuzzTarget.current.run(UnsafeBufferPointer(start: data, count: size))
                return 0
            }
        }
    }
}
exit(status)
