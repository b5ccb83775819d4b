import Registers
import Synchronization

/// Takes the time of a run's stages, tells its progress, and stops it where the user asked for that.
public final class StageClock: Sendable {
    /// A stage and the seconds it took.
    public struct Stage: Sendable, Equatable {
        /// What was done.
        public let name: String
        /// How long it took.
        public var seconds: Double
        /// What it took of all processors together, in seconds.
        public var processorSeconds: Double

        /// The stage as users read it in JSON.
        var json: JSONText {
            .object([
                ("name", .string(name)), ("seconds", .number(seconds)),
                ("processor_seconds", .number(processorSeconds)),
            ])
        }
    }

    private struct State {
        var name: String?
        var started = 0.0
        var processorAtStart = 0.0
        var stages: [Stage] = []
    }

    private let progress: StageProgress
    private let interrupt: Interrupt
    private let state = Mutex(State())

    /// A clock that tells progress.
    public init(_ progress: StageProgress, interrupt: Interrupt = .shared) {
        self.progress = progress
        self.interrupt = interrupt
    }

    /// The stages that have ended, in order.
    public var stages: [Stage] { state.withLock { $0.stages } }

    /// Begins a stage, ending the one before.
    ///
    /// - Throws: ``Interrupted`` if the user has asked to stop.
    func begin(_ name: String, total: Int? = nil, unit: String = "") throws(Interrupted) {
        try interrupt.check()
        start(name, total: total, unit: unit)
    }

    /// Begins a stage from where nothing can be thrown; leaves the program if the user has asked to stop.
    func step(_ name: String) {
        interrupt.leaveIfRequested()
        start(name, total: nil, unit: "")
    }

    /// Notes progress from where nothing can be thrown; leaves the program if the user has asked to stop.
    func advance(by count: Int, of total: Int, unit: String) {
        interrupt.leaveIfRequested()
        progress.expect(total, unit: unit)
        progress.advance(by: count)
    }

    /// Ends the stage; the remark, if any, says what came of it.
    func end(_ remark: String = "") {
        close()
        progress.end(remark)
    }

    /// Tells a sentence.
    func note(_ text: String) { progress.note(text) }

    /// Tells what the user must know, even one who wants no progress told.
    func warn(_ text: String) { progress.warn("note: " + TextTable.printable(text)) }

    /// Tells, one line each, what the users of some registers must know.
    func tell(_ notices: [RegisterNotice]) {
        for notice in notices { warn(notice.line) }
    }

    private func start(_ name: String, total: Int?, unit: String) {
        close()
        progress.begin(name, total: total, unit: unit)
        state.withLock { state in
            state.name = name
            state.started = Console.seconds()
            state.processorAtStart = Console.processorSeconds()
        }
    }

    private func close() {
        state.withLock { state in
            guard let name = state.name else { return }
            let seconds = Console.seconds() - state.started
            let processor = Console.processorSeconds() - state.processorAtStart
            // A step that comes twice is one stage.
            if let known = state.stages.firstIndex(where: { $0.name == name }) {
                state.stages[known].seconds += seconds
                state.stages[known].processorSeconds += processor
            } else {
                state.stages.append(Stage(name: name, seconds: seconds, processorSeconds: processor))
            }
            state.name = nil
        }
    }
}
