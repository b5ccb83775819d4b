import Synchronization

/// A number that threads share.
final class Counter64: Sendable {
    private let value = Atomic<Int>(0)

    /// Sets the number and gives the one before.
    func exchange(_ new: Int) -> Int { value.exchange(new, ordering: .relaxed) }
}
