import Population

/// The lists of an estimate: registers of people, of births, and border crossings.
package struct EstimateLists: Sendable, Equatable {
    /// The lists' names, in the order of the bits of a history.
    package let names: [String]
    /// Per linked register: its list; -1 if it is none.
    package let ofRegister: [Int8]
    /// The list of crossings; nil if they are none.
    package let ofCrossings: Int?

    /// The lists of a job: those it names, or all that can be.
    ///
    /// A register that is linked is a list unless it is there for support; one of births is; all of movements
    /// together are one. Deaths are none.
    package init(_ job: Job, named: [String]?, source: JobSource) throws(JobError) {
        func canBe(_ register: JobRegister) -> Bool {
            switch register.use {
            case .link: true
            case .support: false
            case .residence: register.evidence?.kind == .births || register.evidence?.kind == .movements
            }
        }
        if let named {
            for (i, name) in named.enumerated() {
                if let register = job.registers.first(where: { $0.name == name }),
                    register.evidence?.kind == .deaths
                {
                    throw source.mistake(
                        [.key("estimate"), .key("lists"), .item(i)],
                        "“\(name)” holds deaths",
                        expected: "registers of the living"
                    )
                }
            }
        }
        let chosen = job.registers.filter { named?.contains($0.name) ?? canBe($0) }
        var names: [String] = []
        var ofRegister = [Int8](repeating: -1, count: job.linking.registers.count)
        var crossings: Int?
        for register in chosen {
            if register.evidence?.kind == .movements {
                if crossings == nil {
                    crossings = names.count
                    names.append(register.name)
                }
            } else if let place = job.linking.registers.firstIndex(where: { $0.name == register.name }) {
                ofRegister[place] = Int8(names.count)
                names.append(register.name)
            }
        }
        if names.count > EstimateJob.listLimit || names.count < 2 {
            throw source.mistake(
                [.key("estimate"), .key("lists")],
                "there are \(names.count) lists",
                expected: "2 to \(EstimateJob.listLimit); name them, or mark registers `use: link`"
            )
        }
        self.names = names
        self.ofRegister = ofRegister
        ofCrossings = crossings
    }
}
