/// A root of a continuous function between two points at which it has opposite signs.
///
/// Brent (1973), “Algorithms for minimization without derivatives”, chapter 4.
/// - Parameters:
///   - low: One end of the bracket.
///   - high: The other end.
///   - tolerance: How near to the root, relative to its size.
/// - Returns: The root, or nil if the function has the same sign at both ends or is not a number.
func brentRoot(
    from low: Double,
    to high: Double,
    tolerance: Double = 1e-13,
    _ function: (Double) throws(EstimationError) -> Double
) throws(EstimationError) -> Double? {
    var (a, b) = (low, high)
    var (fa, fb) = (try function(a), try function(b))
    if fa == 0 { return a }
    if fb == 0 { return b }
    guard fa * fb < 0 else { return nil }
    var (c, fc) = (a, fa)
    var step = b - a
    var previous = step
    for _ in 0..<200 {
        if fb * fc > 0 {
            (c, fc) = (a, fa)
            step = b - a
            previous = step
        }
        if fc.magnitude < fb.magnitude { (a, b, c, fa, fb, fc) = (b, c, b, fb, fc, fb) }
        let near = tolerance * max(1, b.magnitude)
        let half = 0.5 * (c - b)
        if half.magnitude <= near || fb == 0 { return b }
        if previous.magnitude >= near && fa.magnitude > fb.magnitude {
            let s = fb / fa
            var (p, q) = (2 * half * s, 1 - s)
            if a != c {
                let (r, t) = (fb / fc, fa / fc)
                p = s * (2 * half * t * (t - r) - (b - a) * (r - 1))
                q = (t - 1) * (r - 1) * (s - 1)
            }
            if p > 0 { q = -q } else { p = -p }
            if 2 * p < min(3 * half * q - (near * q).magnitude, (previous * q).magnitude) {
                (previous, step) = (step, p / q)
            } else {
                (previous, step) = (half, half)
            }
        } else {
            (previous, step) = (half, half)
        }
        (a, fa) = (b, fb)
        b += step.magnitude > near ? step : (half > 0 ? near : -near)
        fb = try function(b)
    }
    return b
}
