import Columns
import Foundation
import RunStore

/// Links and people as a run would find them, without the work of finding them.
struct MadeUpResults {
    private var links = LinkColumns()
    private let people: PeopleColumns
    private let names = LinkNames(
        rules: ["birth_date+surname", "han_name", "soundex(surname)+birth_year"],
        decisions: ["below_threshold", "accepted", "implied", "conflict"]
    )

    /// Half of the records are linked to one of the other half.
    init(_ records: Records) {
        let half = records.count / 2
        var firstRow = (0..<UInt32(records.count)).map { $0 }
        for row in 0..<half {
            let other = half + Int(Hash64.mix(UInt64(row)) % UInt64(max(1, records.count - half)))
            if firstRow[other] == other { firstRow[other] = UInt32(row) }
            links.left.append(UInt32(row))
            links.right.append(UInt32(other))
            let draw = Float(Hash64.mix(UInt64(other)) % 60_000) / 1000 - 10
            links.weight.append(draw)
            links.probability.append(1 / (1 + exp2(-draw)))
            links.rule.append(UInt8(row % 3))
            links.pattern.append(Hash64.mix(UInt64(row % 4000)))
            links.decision.append(UInt8(draw > 0 ? 1 : 0))
        }
        people = PeopleColumns(firstRow: firstRow, identifier: firstRow.map { Hash64.mix(UInt64($0)) })
    }

    /// Writes tables and data files side by side, as a run does.
    func write(_ records: Records, into folder: String, workers: Workers) throws {
        _ = try workers.map(pieces: 2) { piece throws(RunStoreError) -> Void in
            if piece == 0 {
                try ResultFiles.writePeople(
                    people,
                    of: records,
                    into: folder,
                    compression: .zstd(level: 1),
                    inBackground: workers.threads > 1
                )
                try ResultFiles.writeLinks(
                    links,
                    names: names,
                    of: records,
                    into: folder,
                    compression: .zstd(level: 1),
                    inBackground: workers.threads > 1
                )
            } else {
                let directory = try RunDirectory.create(at: folder + "/run", force: false)
                defer { directory.abandon() }
                let own = Workers(threads: max(1, workers.threads / 2))
                try directory.writeRecords(records, people, RecordEvents(), workers: own)
                try directory.writePeople(people, workers: own)
                try directory.writeLinks(links, names: names, workers: own)
            }
        }
    }
}
