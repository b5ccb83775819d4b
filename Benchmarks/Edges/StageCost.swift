import Foundation

/// What a stage takes of the machine.
enum StageCost {
    /// Runs a stage and prints its time, its rate (MB of text a second) and the memory behind it.
    @discardableResult
    static func measure<T>(
        _ name: String,
        _ body: () throws -> (T, String),
        rate: (T) -> Double?
    ) rethrows -> T {
        let clock = ContinuousClock()
        let before = processorSeconds()
        let start = clock.now
        let (result, remark) = try body()
        let elapsed = clock.now - start
        let wall = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        let after = processorSeconds()
        let (user, system) = (after.user - before.user, after.system - before.system)
        var line = "  " + name.padding(toLength: 18, withPad: " ", startingAt: 0)
        line += String(format: " %6.2f s  %6.2f user %5.2f sys", wall, user, system)
        line += String(format: "  %5d MB now, peak %5d MB", memory("VmRSS"), memory("VmHWM"))
        if let amount = rate(result) {
            line += String(format: "  %5.0f MB/s, %4.0f per core", amount / wall, amount / (user + system))
        }
        print(line + (remark.isEmpty ? "" : "  (\(remark))"))
        return result
    }

    private static func processorSeconds() -> (user: Double, system: Double) {
        var spent = tms()
        times(&spent)
        let tick = Double(sysconf(Int32(_SC_CLK_TCK)))
        return (Double(spent.tms_utime) / tick, Double(spent.tms_stime) / tick)
    }

    /// A line of the process's status in MB; 0 where the system does not tell.
    private static func memory(_ key: String) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        for line in status.split(separator: "\n") where line.hasPrefix(key + ":") {
            let digits = line.filter(\.isNumber)
            return (Int(digits) ?? 0) / 1000
        }
        return 0
    }
}
