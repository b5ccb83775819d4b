import Synchronization

/// A count that several workers raise.
final class Counter: Sendable {
    private let value = Atomic<Int>(0)

    /// Raises the count and returns it.
    func increment() -> Int { value.wrappingAdd(1, ordering: .relaxed).newValue }
}
