#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The log2 odds of a probability, in bits.
func log2Odds(_ probability: Double) -> Double { log2(probability / (1 - probability)) }

/// The probability of log2 odds.
func probability(ofBits weight: Double) -> Double { 1 / (1 + exp2(-weight)) }
