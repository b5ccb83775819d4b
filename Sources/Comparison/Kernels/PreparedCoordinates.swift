public import Columns

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Latitudes and longitudes of two dictionaries, prepared once for distances on the globe.
///
/// A place is a code of a latitude and a code of a longitude, both decimal degrees. A latitude outside −90…90
/// or a longitude outside −180…180 is unknown. Codes are not checked.
public final class PreparedCoordinates: Sendable {
    /// The mean radius of the Earth in kilometres (IUGG).
    static let earthRadius = 6371.0088

    private let latitudeMemory: FrozenBuffer<SIMD2<Double>>
    private let longitudeMemory: FrozenBuffer<SIMD2<Double>>
    // SAFETY: these point into the buffers above, which are never written again and live as long.
    nonisolated(unsafe) private let latitudes: UnsafePointer<SIMD2<Double>>
    nonisolated(unsafe) private let longitudes: UnsafePointer<SIMD2<Double>>

    /// Prepares the cosine and sine of all latitudes and longitudes.
    ///
    /// - Complexity: O(bytes) time, 16 bytes per value.
    public init(latitudes: ValueDictionary, longitudes: ValueDictionary) {
        latitudeMemory = Self.directions(latitudes, limit: 90)
        longitudeMemory = Self.directions(longitudes, limit: 180)
        self.latitudes = latitudeMemory.base
        self.longitudes = longitudeMemory.base
    }

    private static func directions(_ values: ValueDictionary, limit: Double) -> FrozenBuffer<SIMD2<Double>> {
        let unknown = SIMD2<Double>(repeating: .nan)
        let directions = (0..<UInt32(values.count)).map { code in
            let degrees = PreparedNumbers.parse(values, code)
            if !(abs(degrees) <= limit) { return unknown }
            return SIMD2(cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        }
        return FrozenBuffer(directions, filler: unknown)
    }

    /// The great-circle distance of two places in kilometres, infinite if either is unknown.
    ///
    /// The haversine formula, written as the angle over the chord between two unit vectors: exact to
    /// micrometres for neighbours, to metres for antipodes.
    @inline(__always) func kilometres(
        _ latitudeA: UInt32,
        _ longitudeA: UInt32,
        _ latitudeB: UInt32,
        _ longitudeB: UInt32
    ) -> Double {
        let latA = latitudes[Int(latitudeA)]
        let latB = latitudes[Int(latitudeB)]
        let lonA = longitudes[Int(longitudeA)]
        let lonB = longitudes[Int(longitudeB)]
        let x = latA.x * lonA.x - latB.x * lonB.x
        let y = latA.x * lonA.y - latB.x * lonB.y
        let z = latA.y - latB.y
        let halfChord = (x * x + y * y + z * z).squareRoot() / 2
        if halfChord.isNaN { return .infinity }
        return 2 * Self.earthRadius * asin(min(1, halfChord))
    }
}
