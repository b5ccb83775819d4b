import RunStore

extension Console {
    /// Names what killed runs left in the folder that holds `path`, a line each.
    ///
    /// - Parameter isWritten: Whether the command writes to `path`: what is left of it is dealt with then.
    public static func tellLeftovers(around path: String, isWritten: Bool = false) {
        for leftover in Leftovers.around(path, isWritten: isWritten) { note(leftover.advice) }
    }
}
