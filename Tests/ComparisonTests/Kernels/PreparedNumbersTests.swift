import Columns
import Testing

@testable import Comparison

@Suite("Number kernels") struct PreparedNumbersTests {
    @Test("differences are those of the numbers written, and infinite where one is unknown")
    func differences() {
        let numbers = PreparedNumbers(
            ValueDictionary(texts: ["10", "8", "-8", "0", "1e300", "-1e300", "nan", "0x1"])
        )
        #expect(numbers.number(1) == 10 && numbers.number(5) == 1e300)
        #expect(numbers.absoluteDifference(1, 2) == 2 && numbers.absoluteDifference(2, 3) == 16)
        #expect(abs(numbers.relativeDifference(1, 2) - 0.2) < 1e-12)
        #expect(numbers.relativeDifference(2, 3) == 2 && numbers.relativeDifference(4, 4) == 0)
        #expect(numbers.relativeDifference(5, 6) == 2)
        for unknown in [0, 7, 8] as [UInt32] {
            #expect(numbers.number(unknown).isNaN)
            #expect(numbers.absoluteDifference(unknown, 1) == .infinity)
            #expect(numbers.relativeDifference(1, unknown) == .infinity)
        }
    }

    @Test("distances on the globe agree with the haversine formula")
    func haversine() {
        // Hong Kong, London, the antipode of London, a place a metre from Hong Kong; published: 9 640 km or so.
        let latitudes = PreparedNumbersTests.places.map { $0.0 }
        let longitudes = PreparedNumbersTests.places.map { $0.1 }
        let coordinates = PreparedCoordinates(
            latitudes: ValueDictionary(texts: latitudes.map { "\($0)" }),
            longitudes: ValueDictionary(texts: longitudes.map { "\($0)" })
        )
        for i in latitudes.indices {
            for j in latitudes.indices {
                let (a, b) = (UInt32(i + 1), UInt32(j + 1))
                let distance = coordinates.kilometres(a, a, b, b)
                let expected = haversineTwin(latitudes[i], longitudes[i], latitudes[j], longitudes[j])
                #expect(abs(distance - expected) < 0.01, "\(i) \(j)")
                #expect(distance == coordinates.kilometres(b, b, a, a))
            }
        }
        #expect(abs(coordinates.kilometres(1, 1, 2, 2) - 9_640) < 20)
        #expect(coordinates.kilometres(0, 1, 2, 2) == .infinity)
    }

    @Test("an impossible latitude is unknown")
    func impossible() {
        let degrees = ValueDictionary(texts: ["91", "45"])
        let coordinates = PreparedCoordinates(latitudes: degrees, longitudes: degrees)
        #expect(coordinates.kilometres(1, 1, 2, 2) == .infinity)
        #expect(coordinates.kilometres(2, 1, 2, 1) == 0)
    }

    private static let places: [(Double, Double)] = [
        (22.3193, 114.1694), (51.5074, -0.1278), (-51.5074, 179.8722), (22.319309, 114.169401), (0.5, -180),
    ]

    private func haversineTwin(_ lat1: Double, _ lon1: Double, _ lat2: Double, _ lon2: Double) -> Double {
        let radians = Double.pi / 180
        let sinLat = Double.sine((lat2 - lat1) * radians / 2)
        let sinLon = Double.sine((lon2 - lon1) * radians / 2)
        let cosines = Double.sine((90 - lat1) * radians) * Double.sine((90 - lat2) * radians)
        let h = min(1, sinLat * sinLat + cosines * sinLon * sinLon)
        return 2 * 6371.0088 * Double.arcSine(h.squareRoot())
    }
}

extension Double {
    /// The sine by its Taylor series; slow, and no system library.
    fileprivate static func sine(_ x: Double) -> Double {
        var term = x
        var sum = x
        for k in 1..<30 {
            term *= -x * x / Double((2 * k) * (2 * k + 1))
            sum += term
        }
        return sum
    }

    /// The arc sine of 0…1 by halving an interval.
    fileprivate static func arcSine(_ y: Double) -> Double {
        var low = 0.0
        var high = Double.pi / 2
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if sine(middle) < y { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
