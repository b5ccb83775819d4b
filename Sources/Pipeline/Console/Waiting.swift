import Synchronization

/// Tells what a command waits for, and leaves the program if the user does not want to wait.
package enum Waiting {
    /// Seconds after which waiting is told.
    static let patience = 2.0

    /// What hears of a wait several times a second: what is waited for, and for how many seconds.
    package static func hearer(interrupt: Interrupt = .shared) -> @Sendable (String, Double) -> Void {
        let told = ToldOnce()
        return { what, seconds in
            interrupt.leaveIfRequested()
            if seconds >= patience, told.isFirst(what) {
                Console.note("waiting for \(what); Ctrl-C ends it")
            }
        }
    }

    /// What has been told.
    private final class ToldOnce: Sendable {
        private let told = Mutex<Set<String>>([])

        func isFirst(_ what: String) -> Bool { told.withLock { $0.insert(what).inserted } }
    }
}
