import Columns

/// What is taken down, what goes wrong, and what is written.
extension ShardObserver {
    /// Takes down a sighting: draws its errors, writes the row and what is true about it.
    mutating func emit(_ person: Person, _ plan: RegisterPlan, _ file: Int, _ sighting: inout Sighting) {
        var draw = sighting.draw
        let channel = plan.channels.pick(draw.nextShare())
        let isHasty = draw.nextShare() < scenario.errors.hasty
        let copyDraw = draw.nextShare()
        let informal = draw.nextShare()
        let hanDraw = plan.hasHanMix ? draw.nextShare() : 1
        sighting.context.usesHanAddress = hanDraw < plan.spec.style.hanAddresses
        let factor = (isHasty ? hurried : calm) * Double(person.proneness)
        var truth = Observed(
            person,
            isMarried: sighting.isMarried,
            dwelling: sighting.trueDwelling,
            isLatin: isLatin
        )
        // A number from the far end of all that there are: nobody's.
        if sighting.isForeign { truth.identifier = UInt32(HongKongID.syntheticCount - 1) - person.number }
        if !truth.showsEnglish, truth.english != 0 {
            truth.showsEnglish = informal < plan.spec.informalEnglish
        }
        var observed = truth
        var strikes = Strikes()
        if sighting.isMarried, !sighting.knowsMarried {
            observed.husband = 0
            observed.hanHusband = 0
            strikes.isStaleName = true
        }
        observed.dwelling = sighting.knownDwelling
        strikes.isStaleAddress = sighting.knownDwelling != sighting.trueDwelling
        var copiedFrom = -1
        if plan.source >= 0, sources[plan.source].slot == sighting.slot, copyDraw < plan.copyShare,
            let source = sources[plan.source].observed
        {
            copiedFrom = plan.source
            take(source, into: &observed)
            strikes.mechanisms = sources[plan.source].strikes.mechanisms
            strikes.mechanisms[ErrorField.address.index] = 255
            strikes.isStaleName = sources[plan.source].strikes.isStaleName
        } else {
            strikeIdentity(person, plan, file, channel, factor, sighting, &observed, &strikes)
        }
        strikeAddress(person, plan, file, channel, factor, sighting, &observed, &strikes)
        if plan.isCopied, sighting.copy == 0, files[file].isLast {
            sources[plan.number] = SourceRecord(slot: sighting.slot, observed: observed, strikes: strikes)
        }
        count(plan, file, copiedFrom, strikes)
        write(person, plan, file, sighting, observed)
        if strikes.hasAny { log(plan, file, channel, copiedFrom, sighting, truth, observed, strikes) }
    }

    /// Takes over what another register has down about who a person is.
    private func take(_ source: Observed, into observed: inout Observed) {
        let (dwelling, showsEnglish) = (observed.dwelling, observed.showsEnglish)
        let english = source.isEnglishAlone || source.isEnglishFirst
        observed = source
        observed.dwelling = dwelling
        observed.alteration = .none
        observed.missing &= ~(1 &<< UInt8(ErrorField.address.index))
        observed.showsEnglish = english ? source.showsEnglish : showsEnglish
    }

    // MARK: - Errors

    private mutating func strikeIdentity(
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        _ channel: Int,
        _ factor: Double,
        _ sighting: Sighting,
        _ observed: inout Observed,
        _ strikes: inout Strikes
    ) {
        let table = plan.tables[channel]
        let factor = min(factor, table.identityLimit)
        let entity = UInt64(person.number) | UInt64(sighting.copy) &<< 32 | UInt64(sighting.row) &<< 34
        if files[file].isLast { output.tally.registers[plan.number].identityFactors[channel] += factor }
        var draw = stream(plan, 3, entity)
        for field in 0..<6 {
            var share = draw.nextShare()
            if sighting.nameVersion > 0, field == 1 || field == 3 {
                // Written anew when the change of name was reported.
                var again = stream(plan, 4, entity | UInt64(field) &<< 56)
                share = again.nextShare()
            }
            if share >= table.totals[field] * factor { continue }
            let version = field == 1 || field == 3 ? sighting.nameVersion : 0
            strike(field, share / factor, person, plan, file, table, entity, version, &observed, &strikes)
        }
    }

    private mutating func strikeAddress(
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        _ channel: Int,
        _ factor: Double,
        _ sighting: Sighting,
        _ observed: inout Observed,
        _ strikes: inout Strikes
    ) {
        let table = plan.tables[channel]
        let factor = min(factor, table.addressLimit)
        let field = ErrorField.address.index
        let entity = UInt64(person.number) | UInt64(sighting.copy) &<< 32 | UInt64(sighting.row) &<< 34
        // People who have just moved leave the address open more often.
        let surplus = sighting.movedLately ? table.missing[field] * (scenario.errors.missingWhenMoved - 1) : 0
        if files[file].isLast {
            output.tally.registers[plan.number].addressFactors[channel] += factor
            if sighting.movedLately { output.tally.registers[plan.number].movedFactors[channel] += factor }
        }
        var draw = stream(plan, 5, entity | UInt64(sighting.addressVersion) &<< 56)
        let share = draw.nextShare()
        if share >= (table.totals[field] + surplus) * factor { return }
        let version = sighting.addressVersion
        if share >= table.totals[field] * factor {
            strike(.missing, field, person, plan, file, entity, version, &observed, &strikes)
        } else {
            strike(field, share / factor, person, plan, file, table, entity, version, &observed, &strikes)
        }
    }

    private mutating func strike(
        _ field: Int,
        _ share: Double,
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        _ table: ErrorTable,
        _ entity: UInt64,
        _ version: Int,
        _ observed: inout Observed,
        _ strikes: inout Strikes
    ) {
        let mechanism = table.pick(field, share)
        strike(mechanism, field, person, plan, file, entity, version, &observed, &strikes)
    }

    private mutating func strike(
        _ mechanism: Mechanism,
        _ field: Int,
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        _ entity: UInt64,
        _ version: Int,
        _ observed: inout Observed,
        _ strikes: inout Strikes
    ) {
        var random = stream(plan, 8 + UInt32(field), entity | UInt64(version) &<< 56)
        let isStruck = plan.errors.apply(
            mechanism,
            ErrorField.allCases[field],
            to: &observed,
            of: person,
            in: shard,
            &random
        )
        if isStruck { strikes.mechanisms[field] = mechanism.index }
        if files[file].isLast {
            let cell = field * Mechanism.allCases.count + Int(mechanism.index)
            output.tally.registers[plan.number].drawn[cell] += 1
        }
    }

    private mutating func count(_ plan: RegisterPlan, _ file: Int, _ copiedFrom: Int, _ strikes: Strikes) {
        output.rows[file] += 1
        if !files[file].isLast { return }
        output.tally.registers[plan.number].records += 1
        if copiedFrom >= 0 { output.tally.registers[plan.number].copied += 1 }
        if strikes.isStaleAddress { output.tally.registers[plan.number].staleAddresses += 1 }
    }

    // MARK: - Rows

    private mutating func write(
        _ person: Person,
        _ plan: RegisterPlan,
        _ file: Int,
        _ sighting: Sighting,
        _ observed: Observed
    ) {
        for column in plan.spec.columns {
            let start = drafts[file].bytes.count
            plan.cells.append(column.value, observed, sighting.context, shard.people, to: &drafts[file].bytes)
            if column.value.mayNeedQuotes { drafts[file].bytes.quote(from: start) }
            drafts[file].bytes.append(UInt8(ascii: ","))
        }
        drafts[file].bytes.append("1\n")
        drafts[file].keys.append(
            KeyedRow(key: UInt64(sighting.context.record), row: UInt32(drafts[file].people.count))
        )
        drafts[file].people.append(person.number)
        drafts[file].ends.append(drafts[file].bytes.count)
    }

    /// Notes every cell that differs from what would be true.
    private mutating func log(
        _ plan: RegisterPlan,
        _ file: Int,
        _ channel: Int,
        _ copiedFrom: Int,
        _ sighting: Sighting,
        _ truth: Observed,
        _ observed: Observed,
        _ strikes: Strikes
    ) {
        var shown: UInt8 = 0
        for (index, column) in plan.spec.columns.enumerated() where plan.columnFields[index] != 0 {
            scratch.removeAll(keepingCapacity: true)
            otherScratch.removeAll(keepingCapacity: true)
            plan.cells.append(column.value, truth, sighting.context, shard.people, to: &scratch)
            plan.cells.append(column.value, observed, sighting.context, shard.people, to: &otherScratch)
            if scratch == otherScratch { continue }
            output.errors.append(contentsOf: files[file].name.utf8)
            output.errors.append(UInt8(ascii: ","))
            plan.cells.appendRecordID(sighting.context.record, to: &output.errors)
            output.errors.append(UInt8(ascii: ","))
            output.errors.append(contentsOf: column.name.utf8)
            output.errors.append(UInt8(ascii: ","))
            let fields = plan.columnFields[index]
            let seen = strikes.fields(of: fields, in: column.value, isSwapped: observed.isSwapped)
            shown |= seen
            appendMechanisms(seen, of: fields, strikes)
            output.errors.append(UInt8(ascii: ","))
            output.errors.append(contentsOf: Channel.allCases[channel].rawValue.utf8)
            for text in [scratch, otherScratch] {
                output.errors.append(UInt8(ascii: ","))
                let start = output.errors.count
                output.errors.append(contentsOf: text)
                output.errors.quote(from: start)
            }
            output.errors.append(UInt8(ascii: ","))
            let isAddress = fields == 1 &<< UInt8(ErrorField.address.index)
            if copiedFrom >= 0, !isAddress {
                output.errors.append(contentsOf: plans[copiedFrom].spec.name.utf8)
            }
            output.errors.append(",1\n")
        }
        if !files[file].isLast { return }
        for field in 0..<7 where shown & (1 &<< UInt8(field)) != 0 {
            // What was copied was drawn, and counted, where it was copied from.
            if copiedFrom >= 0, field != ErrorField.address.index { continue }
            let cell = field * Mechanism.allCases.count + Int(strikes.mechanisms[field])
            output.tally.registers[plan.number].struck[cell] += 1
        }
    }

    /// Appends what struck the fields seen in a column that depends on some fields, one mechanism after the other.
    private mutating func appendMechanisms(_ seen: UInt8, of fields: UInt8, _ strikes: Strikes) {
        let start = output.errors.count
        let isAddress = fields & (1 &<< UInt8(ErrorField.address.index)) != 0
        let isName = fields & (1 &<< UInt8(ErrorField.surname.index)) != 0
        if (isAddress && strikes.isStaleAddress) || (isName && strikes.isStaleName) {
            output.errors.append(contentsOf: Mechanism.stale.rawValue.utf8)
        }
        for field in 0..<7 where seen & (1 &<< UInt8(field)) != 0 {
            if output.errors.count > start { output.errors.append(UInt8(ascii: "+")) }
            output.errors.append(contentsOf: Mechanism.allCases[Int(strikes.mechanisms[field])].rawValue.utf8)
        }
    }

    // MARK: - Order

    /// Puts the rows of each file in the order of their record numbers, and writes whose they are.
    mutating func arrange() {
        for file in files.indices {
            var draft = drafts[file]
            drafts[file] = Draft()
            RadixSort.sort(&draft.keys)
            var rows: [UInt8] = []
            rows.reserveCapacity(draft.bytes.count)
            let plan = plans[files[file].register]
            for key in draft.keys {
                let row = Int(key.row)
                rows.append(contentsOf: draft.bytes[draft.ends[row]..<draft.ends[row + 1]])
                output.records.append(contentsOf: files[file].name.utf8)
                output.records.append(UInt8(ascii: ","))
                plan.cells.appendRecordID(Int(key.key), to: &output.records)
                output.records.append(UInt8(ascii: ","))
                output.records.appendPerson(draft.people[row])
                output.records.append(UInt8(ascii: "\n"))
            }
            output.registers[file] = rows
        }
    }
}

extension ColumnValue {
    /// Whether a cell may hold a comma or a quote.
    var mayNeedQuotes: Bool {
        switch self {
        case .address, .hanAddress, .fullName, .building, .street: true
        default: false
        }
    }
}
