/// What was expected and what came out, register by register; added up in the order of shards.
package struct Tally: Sendable, Equatable {
    /// One register's counts.
    package struct Register: Sendable, Equatable {
        /// Persons whom the register might have held, and the sum of their probabilities.
        package var candidates = 0
        package var expectedPersons = 0.0
        /// Persons drawn to be on the register.
        package var drawnPersons = 0
        package var records = 0
        package var duplicates = 0
        /// The sum over records of what multiplies rates, by channel: of identity, address, and the
        /// surplus for missing addresses.
        package var identityFactors = [Double](repeating: 0, count: Channel.allCases.count)
        package var addressFactors = [Double](repeating: 0, count: Channel.allCases.count)
        package var movedFactors = [Double](repeating: 0, count: Channel.allCases.count)
        /// Errors drawn, and those that a cell shows, by `field * mechanisms + mechanism`.
        package var drawn = [Int](repeating: 0, count: Tally.cells)
        package var struck = [Int](repeating: 0, count: Tally.cells)
        /// Events the register might learn of, those it never will, and those learned within the median lag,
        /// by kind: move, name change, death, emigration, birth.
        package var events = [Int](repeating: 0, count: 5)
        package var neverReported = [Int](repeating: 0, count: 5)
        package var withinMedian = [Int](repeating: 0, count: 5)
        /// Addresses that are not the true ones of the day of the extract.
        package var staleAddresses = 0
        /// Persons on the register who are no residents.
        package var overCoverage = 0
        /// Records whose identity was copied from another register.
        package var copied = 0

        package init() {}
    }

    package static let cells = ErrorField.allCases.count * Mechanism.allCases.count

    /// The registers, in the order of the scenario.
    package var registers: [Register]
    /// Persons by standing and residents by kind.
    package var people = 0
    package var residents = 0
    package var households = 0

    package init(registers: Int) { self.registers = [Register](repeating: Register(), count: registers) }

    package static func cell(_ field: ErrorField, _ mechanism: Mechanism) -> Int {
        field.index * Mechanism.allCases.count + Int(mechanism.index)
    }

    /// Adds the counts of another shard.
    package mutating func add(_ other: Tally) {
        people += other.people
        residents += other.residents
        households += other.households
        for index in registers.indices { registers[index].add(other.registers[index]) }
    }
}

extension Tally.Register {
    fileprivate mutating func add(_ other: Tally.Register) {
        candidates += other.candidates
        expectedPersons += other.expectedPersons
        drawnPersons += other.drawnPersons
        records += other.records
        duplicates += other.duplicates
        staleAddresses += other.staleAddresses
        overCoverage += other.overCoverage
        copied += other.copied
        for index in identityFactors.indices {
            identityFactors[index] += other.identityFactors[index]
            addressFactors[index] += other.addressFactors[index]
            movedFactors[index] += other.movedFactors[index]
        }
        for index in drawn.indices {
            drawn[index] += other.drawn[index]
            struck[index] += other.struck[index]
        }
        for index in events.indices {
            events[index] += other.events[index]
            neverReported[index] += other.neverReported[index]
            withinMedian[index] += other.withinMedian[index]
        }
    }
}
