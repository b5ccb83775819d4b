import Columns
import Fixtures
import Foundation
import Resolution
import RunStore
import Testing

@testable import Pipeline

/// An evaluation's numbers, worked out by hand.
@Suite struct RunEvaluationTests {
    /// A run that found {a1, b1}, {a2, b3}, {a3}, {b2}, where {a1, b1}, {a2, b2}, {a3} is true, b3 not known.
    private func run(_ folder: RunFolder) throws {
        let run = try RunDirectory.create(at: folder("run"), force: false)
        try run.write(
            "person_id,register,record_id\nP,a,1\nQ,a,2\nR,a,3\nP,b,1\nS,b,2\nQ,b,3\n",
            to: "people.csv"
        )
        try run.write(
            """
            register_a,record_a,register_b,record_b,match_weight,match_probability,rule,pattern,decision
            a,1,b,1,12.5000,0.9998274,r,1,accepted
            a,2,b,3,6.0000,0.9846154,r,1,accepted
            a,2,b,2,-1.0000,0.3333333,r,1,conflict
            a,3,b,2,-4.0000,0.0588235,r,1,below_threshold

            """,
            to: "links.csv"
        )
        try run.finish(
            Manifest(recensusVersion: "x", jobSHA256: "", seed: 1, inputs: [], counts: [:])
        )
        try folder.write(
            "register,record_id,person_id\na,1,x\nb,1,x\na,2,y\nb,2,y\na,3,z\nb,9,w\n",
            to: "truth.csv"
        )
    }

    @Test func numbersAreTheOnesWorkedOutByHand() throws {
        let folder = try RunFolder()
        try run(folder)
        let result = try RunEvaluation(
            run: folder("run"),
            truth: folder("truth.csv"),
            workers: Workers(threads: 1)
        )
        #expect(result.records == 6 && result.unknownRecords == 1 && result.strangeRows == 1)
        #expect(!result.isAcrossRegisters)
        // Of the five known records two pairs are true, one was found, none wrongly.
        #expect(result.quality.pairs.real == 2 && result.quality.pairs.claimed == 1)
        #expect(result.quality.pairs.both == 1 && result.quality.pairs.precision == 1)
        #expect(result.quality.bCubedPrecision == 1 && abs(result.quality.bCubedRecall - 0.8) < 1e-12)
        #expect(result.quality.foundPersons == 4 && result.quality.exactPersons == 2)
        #expect(result.keptRecall == 1)
        func pairs(_ threshold: Double) -> [Int] {
            result.curve.filter { $0.threshold == threshold }.flatMap { [$0.pairs.claimed, $0.pairs.both] }
        }
        #expect(pairs(-6) == [3, 2] && pairs(-1) == [2, 2] && pairs(0) == [1, 1] && pairs(13) == [0, 0])
        #expect(result.text.contains("50.00 %") && result.json.text.contains("\"kept_recall\":1"))
    }

    @Test func whatIsNoRunOrNoTruthIsRefused() throws {
        let folder = try RunFolder()
        try run(folder)
        try folder.write("register,person_id\na,x\n", to: "bad.csv")
        let workers = Workers(threads: 1)
        for (run, truth) in [("nowhere", "truth.csv"), ("run", "nowhere.csv"), ("run", "bad.csv")] {
            #expect(throws: (any Error).self) {
                _ = try RunEvaluation(run: folder(run), truth: folder(truth), workers: workers)
            }
        }
    }
}
