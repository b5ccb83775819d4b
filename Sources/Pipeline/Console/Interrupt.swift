import Dispatch
import Foundation
import Synchronization

/// Thrown where work stops because the user asked for it.
public struct Interrupted: Error, Sendable, CustomStringConvertible {
    /// An interrupt.
    public init() {}

    /// What the user is told.
    public var description: String { "interrupted; nothing half-written is left" }
}

/// Turns Ctrl-C and a request to terminate into a flag that work looks at, and a second one into the end.
///
/// The first signal sets ``isRequested`` and waits for the command to unwind, which removes what was
/// half-written. If the command does not look within ``patience`` seconds, or at the second signal,
/// the registered clean-up runs and the process exits with ``CommandOutcome/interrupted``.
public final class Interrupt: Sendable {
    /// The interrupt of this process.
    public static let shared = Interrupt()
    /// Seconds that a command has to unwind after the first signal.
    public static let patience = 5.0

    private let requested = Atomic<Bool>(false)
    private let isEnding = Atomic<Bool>(false)
    private let cleanup = Mutex<(@Sendable () -> Void)?>(nil)
    private let sources = Mutex<[any DispatchSourceSignal]>([])
    private let queue = DispatchQueue(label: "recensus.interrupt")

    init() {}

    /// Whether the user has asked to stop; cheap enough to ask for each chunk of work.
    public var isRequested: Bool { requested.load(ordering: .relaxed) }

    /// Throws ``Interrupted`` if the user has asked to stop.
    public func check() throws(Interrupted) {
        if isRequested { throw Interrupted() }
    }

    /// Cleans up and exits if the user has asked to stop: for work that cannot be unwound.
    public func leaveIfRequested() {
        if isRequested { end() }
    }

    /// Listens for SIGINT and SIGTERM from now on.
    public func listen() {
        sources.withLock { sources in
            guard sources.isEmpty else { return }
            for number in [SIGINT, SIGTERM] {
                // The default action would end the process before the source hears of the signal.
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler { [self] in receive() }
                source.resume()
                sources.append(source)
            }
        }
    }

    /// Runs `body`; should the process have to exit meanwhile, `cleanup` runs first, on another thread.
    public func protecting<R, E: Error>(
        cleanup action: @escaping @Sendable () -> Void,
        _ body: () throws(E) -> R
    ) throws(E) -> R {
        let outer = cleanup.withLock { current in
            let outer = current
            current = {
                action()
                outer?()
            }
            return outer
        }
        defer { cleanup.withLock { $0 = outer } }
        return try body()
    }

    /// Asks the work to stop; false if it was asked before.
    @discardableResult
    func request() -> Bool { !requested.exchange(true, ordering: .relaxed) }

    /// What a signal does.
    private func receive() {
        if !request() { end() }
        Console.error("\nrecensus: stopping; press Ctrl-C again to stop at once\n")
        queue.asyncAfter(deadline: .now() + Self.patience) { [self] in end() }
    }

    private func end() -> Never {
        // Of several threads that find out at once the first cleans up; another that went on to leave the process would
        // cut it short.
        if isEnding.exchange(true, ordering: .relaxed) { while true { pause() } }
        let action = cleanup.withLock { $0 }
        action?()
        // Not exit(): handlers of other threads' objects must not run while those threads go on.
        _exit(CommandOutcome.interrupted.rawValue)
    }
}
