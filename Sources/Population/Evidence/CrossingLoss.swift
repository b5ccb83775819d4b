/// Which share of departures and of arrivals is not in the data.
///
/// Departures and arrivals of a person take turns. Of two neighbours in one direction the crossing between them is
/// missing: after an arrival, a departure; after a departure, an arrival. With a = AA/(AA + AD) and
/// b = DD/(DD + DA), counts of neighbouring crossings, the shares missing solve
///
/// p_d = a + (1 − a) q, p_a = b + (1 − b) q, q = p_d p_a,
///
/// as of a departure and the arrival after it both may be missing, which leaves no trace.
package struct CrossingLoss: Sendable, Equatable {
    /// Neighbouring crossings by their directions.
    package private(set) var arrivalArrival = 0
    package private(set) var arrivalDeparture = 0
    package private(set) var departureDeparture = 0
    package private(set) var departureArrival = 0
    /// The share of departures missing, 0…1.
    package private(set) var departures = 0.0
    /// The share of arrivals missing, 0…1.
    package private(set) var arrivals = 0.0

    /// Nothing is known of.
    package static let none = CrossingLoss()

    private init() {}

    /// Neighbouring crossings of all travellers.
    var neighbours: Int { arrivalArrival + arrivalDeparture + departureDeparture + departureArrival }
    /// Neighbours in one direction.
    var gaps: Int { arrivalArrival + departureDeparture }

    /// Counts neighbours of travellers; crossings of one day tell nothing of their order.
    init(_ travellers: Travellers) {
        for t in 0..<travellers.count {
            for i in travellers.crossings(of: t).dropLast() where travellers.day[i] != travellers.day[i + 1] {
                add(travellers.isArrival[i], travellers.isArrival[i + 1])
            }
        }
        solve()
    }

    /// Shares from the directions of crossings, traveller by traveller in the order of time.
    package init(_ directions: [[Bool]]) {
        for own in directions {
            for (one, next) in zip(own, own.dropFirst()) { add(one, next) }
        }
        solve()
    }

    private mutating func add(_ isArrival: Bool, _ isNextArrival: Bool) {
        switch (isArrival, isNextArrival) {
        case (true, true): arrivalArrival += 1
        case (true, false): arrivalDeparture += 1
        case (false, false): departureDeparture += 1
        case (false, true): departureArrival += 1
        }
    }

    private mutating func solve() {
        func share(_ gaps: Int, _ others: Int) -> Double {
            gaps + others > 0 ? Double(gaps) / Double(gaps + others) : 0
        }
        let a = share(arrivalArrival, arrivalDeparture)
        let b = share(departureDeparture, departureArrival)
        (departures, arrivals) = (a, b)
        // The map contracts for shares below ½; where all neighbours are alike it stays at 1.
        for _ in 0..<200 {
            let both = departures * arrivals
            let (d, p) = (a + (1 - a) * both, b + (1 - b) * both)
            let change = abs(d - departures) + abs(p - arrivals)
            (departures, arrivals) = (d, p)
            if change < 1e-12 { break }
        }
    }
}
