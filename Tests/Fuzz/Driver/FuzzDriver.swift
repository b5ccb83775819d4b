import Foundation

// libFuzzer brings `main` and calls these two: https://llvm.org/docs/LibFuzzer.html.

/// Takes the target out of the command line: `recensus-fuzz TARGET [options of libFuzzer] [corpus]`.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<CInt>,
    _ texts: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>
) -> CInt {
    guard count.pointee > 1, let word = texts.pointee[1],
        let target = FuzzTarget(rawValue: String(cString: word))
    else {
        let names = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
        FileHandle.standardError.write(
            Data("usage: recensus-fuzz TARGET [options] [corpus folder]\ntargets: \(names)\n".utf8)
        )
        exit(2)
    }
    FuzzTarget.current = target
    for i in 1..<Int(count.pointee) { texts.pointee[i] = texts.pointee[i + 1] }
    count.pointee -= 1
    return 0
}

/// Feeds one input to the target.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    FuzzTarget.current.run(UnsafeBufferPointer(start: data, count: size))
    return 0
}
