#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The natural logarithm.
@inline(__always) func logarithm(_ x: Double) -> Double { log(x) }

/// The logarithm to base 2, for weights in bits.
@inline(__always) func bits(_ x: Double) -> Double { log2(x) }

/// The probability whose log2 odds are given.
@inline(__always) func probability(ofBits weight: Double) -> Double { 1 / (1 + exp2(-weight)) }

/// Two to the power of a weight in bits; finite.
@inline(__always) func powerOfTwo(_ weight: Double) -> Double { exp2(min(1000, weight)) }
