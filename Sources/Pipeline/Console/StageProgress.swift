import Synchronization

/// Tells how far a command has come, on standard error.
///
/// In a terminal one line is redrawn at most ten times a second: stage, done of total, rate, time
/// left. Elsewhere each stage gives one plain line when it ends. `--quiet` tells nothing.
public final class StageProgress: Sendable {
    /// How progress is told.
    public enum Style: Sendable {
        /// One line, redrawn.
        case terminal
        /// One line per stage.
        case lines
        /// Warnings alone.
        case quiet
        /// Nothing at all: runs within a run.
        case silent

        /// The style that fits where standard error goes.
        public static func fitting(isQuiet: Bool) -> Style {
            if isQuiet { return .quiet }
            return Console.isTerminal ? .terminal : .lines
        }
    }

    /// Least seconds between two drawings.
    static let drawInterval = 0.1
    /// Seconds a stage must have run before its rate says something.
    static let rateDelay = 0.5

    private struct State {
        var stage: String?
        var unit = ""
        var total: Int?
        var started = 0.0
        var drawn = -Double.infinity
        var isLineOpen = false
    }

    private let style: Style
    private let clock: @Sendable () -> Double
    private let sink: @Sendable (String) -> Void
    private let done = Atomic<Int>(0)
    private let state = Mutex(State())

    /// Progress in a style, told to standard error.
    public convenience init(_ style: Style) {
        self.init(style, clock: { Console.seconds() }, sink: { Console.error($0) })
    }

    init(
        _ style: Style,
        clock: @escaping @Sendable () -> Double,
        sink: @escaping @Sendable (String) -> Void
    ) {
        self.style = style
        self.clock = clock
        self.sink = sink
    }

    /// Begins a stage of work, ending the one before.
    ///
    /// - Parameters:
    ///   - stage: What is done, such as “comparing pairs”.
    ///   - total: How much there is to do; nil if that is not known.
    ///   - unit: What is counted, in the plural; empty if nothing is.
    public func begin(_ stage: String, total: Int? = nil, unit: String = "") {
        end()
        done.store(0, ordering: .relaxed)
        state.withLock { state in
            state = State(stage: stage, unit: unit, total: total, started: clock())
            if style == .terminal { draw(&state) }
        }
    }

    /// Says how much there is to do in the stage, once that is known.
    public func expect(_ total: Int, unit: String) {
        _ = state.withLockIfAvailable { state in
            state.total = total
            state.unit = unit
        }
    }

    /// Adds to what is done; may be called from any thread, best once per chunk of work.
    public func advance(by count: Int) {
        done.wrappingAdd(count, ordering: .relaxed)
        guard style == .terminal else { return }
        // Another thread that is drawing draws our share too.
        _ = state.withLockIfAvailable { state in
            if clock() - state.drawn >= Self.drawInterval { draw(&state) }
        }
    }

    /// Ends the stage; the remark, if any, says what came of it.
    public func end(_ remark: String = "") {
        state.withLock { state in
            guard let stage = state.stage else { return }
            let seconds = clock() - state.started
            let count = done.load(ordering: .relaxed)
            var parts = [stage]
            if count > 0 { parts.append(Plain.count(count) + (state.unit.isEmpty ? "" : " " + state.unit)) }
            if !remark.isEmpty { parts.append(remark) }
            parts.append(Plain.duration(seconds))
            tell(parts.joined(separator: " · "), &state, isFinal: true)
            state.stage = nil
        }
    }

    /// Tells a sentence between two stages or in the midst of one.
    public func note(_ text: String) {
        state.withLock { state in
            if style == .quiet { return }
            let redraw = state.isLineOpen
            tell(text, &state, isFinal: true)
            if redraw { draw(&state) }
        }
    }

    /// Tells what the user must know, also where progress is not told.
    public func warn(_ text: String) {
        if style != .quiet { return note(text) }
        state.withLock { _ in sink(text + "\n") }
    }

    private func draw(_ state: inout State) {
        guard let stage = state.stage else { return }
        let now = clock()
        let count = done.load(ordering: .relaxed)
        let seconds = now - state.started
        state.drawn = now
        var parts = [stage]
        let unit = state.unit.isEmpty ? "" : " " + state.unit
        if let total = state.total, total > 0 {
            let share = min(100, Int(Double(count) / Double(total) * 100))
            parts.append("\(Plain.count(count)) of \(Plain.count(total))\(unit) (\(share) %)")
        } else if count > 0 {
            parts.append(Plain.count(count) + unit)
        }
        if count > 0, seconds >= Self.rateDelay {
            let rate = Double(count) / seconds
            parts.append("\(Plain.short(rate))/s")
            if let total = state.total, total > count {
                parts.append("\(Plain.duration(Double(total - count) / rate)) left")
            }
        }
        tell(parts.joined(separator: " · "), &state, isFinal: false)
    }

    private func tell(_ text: String, _ state: inout State, isFinal: Bool) {
        switch style {
        case .quiet, .silent: return
        case .lines:
            if isFinal { sink(text + "\n") }
        case .terminal:
            // Longer than the line, the text would wrap and could not be redrawn.
            let shown = isFinal ? text : String(text.prefix(max(10, Console.width - 1)))
            sink("\r\u{1b}[2K" + shown + (isFinal ? "\n" : ""))
            state.isLineOpen = !isFinal
        }
    }
}
