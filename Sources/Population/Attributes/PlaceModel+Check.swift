extension PlaceModel {
    /// Registers with fewer people per place tell more of chance than of the model.
    private static let fewest = 50.0

    /// How far places are off where that can be checked, as a share of the people there: root mean square.
    ///
    /// Each register in turn is hidden, and what it says of people in two others or more is predicted from these.
    /// By how much the numbers predicted for a place are off, beyond chance, is how far the model's places may be
    /// off, too: the mean over registers, each counting alike, as what fails for a small one fails for its people.
    func relativeError(_ readings: PlaceReadings) -> Double {
        let values = stayed.count
        var said = [Double](repeating: 0, count: delays.count * values)
        var predicted = said
        var chance = said
        var factors = PlaceFactors()
        var reading = Reading()
        var prediction = [Double](repeating: 0, count: values)
        for (reports, people) in readings.all where reports.count >= 3 {
            let set = reports.reduce(0) { $0 | 1 << UInt64($1.register) } as UInt64
            for (i, hidden) in reports.enumerated() {
                var others = reports
                others.remove(at: i)
                reading.set(others, set: set)
                weigh(&reading, &factors)
                if !(reading.sum > 0) { continue }
                for v in 0..<values { prediction[v] = 0 }
                predict(hidden.register, reading, &factors, into: &prediction)
                let start = hidden.register * values
                said[start + Int(hidden.value)] += people
                for v in 0..<values {
                    predicted[start + v] += people * prediction[v]
                    chance[start + v] += people * prediction[v] * (1 - prediction[v])
                }
            }
        }
        var errors: [Double] = []
        for register in delays.indices {
            let own = (register * values)..<((register + 1) * values)
            let all = own.reduce(0) { $0 + predicted[$1] }
            if all < Self.fewest * Double(values) { continue }
            var squares = 0.0
            for i in own where predicted[i] > 0 {
                let difference = said[i] - predicted[i]
                squares += (difference * difference - chance[i]) / predicted[i]
            }
            errors.append(squares / all)
        }
        return errors.isEmpty ? 0 : max(0, errors.reduce(0, +) / Double(errors.count)).squareRoot()
    }

    /// Adds the chance of each value that a register may say, by what others say.
    private func predict(
        _ register: Int,
        _ reading: Reading,
        _ factors: inout PlaceFactors,
        into prediction: inout [Double]
    ) {
        let times = ReportingDelay.times.count
        for guess in reading.guesses where guess.weight > 0 {
            let part = guess.weight / reading.sum
            guard let place = guess.chances else {
                if let v = guess.story.now { prediction[Int(v)] += part }
                continue
            }
            var (all, late) = (0.0, 0.0)
            for i in 0..<times {
                all += reading.chances[place + i]
                late += reading.chances[place + i] * self.late[register * times + i]
            }
            let isLate = all > 0 ? late / all : 0
            switch guess.story {
            case .stayed(let v), .movedWithin(let v): prediction[Int(v)] += part
            case .moved(let v, let w?):
                prediction[Int(v)] += part * (1 - isLate)
                prediction[Int(w)] += part * isLate
            case .moved(let v, nil):
                prediction[Int(v)] += part * (1 - isLate)
                Self.add(part * isLate, by: before, except: v, to: &prediction)
            case .movedUnheard(let w):
                prediction[Int(w)] += part * isLate
                let shares = factors.destinations(of: reading.set, coverage, after)
                Self.add(part * (1 - isLate), by: shares, except: w, to: &prediction)
            }
        }
    }

    private static func add(
        _ part: Double,
        by shares: [Double],
        except value: UInt32,
        to prediction: inout [Double]
    ) {
        let rest = 1 - shares[Int(value)]
        if rest <= 0 { return }
        for v in shares.indices where v != Int(value) { prediction[v] += part * shares[v] / rest }
    }
}
