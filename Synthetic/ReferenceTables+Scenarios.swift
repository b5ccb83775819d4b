/// The scenarios that ship with the program.
extension ReferenceTables {
    /// The presets, the realistic one first.
    public static let scenarioNames = [
        "hong-kong", "easy", "hard", "adversarial", "no-identifiers", "generic", "no-lag",
        "independent-errors",
    ]

    /// The text of a preset; nil if there is none of that name.
    public static func scenario(_ name: String) -> String? {
        let bytes: [UInt8]
        switch name {
        case "hong-kong": bytes = PackageResources.hong_kong_yaml
        case "easy": bytes = PackageResources.easy_yaml
        case "hard": bytes = PackageResources.hard_yaml
        case "adversarial": bytes = PackageResources.adversarial_yaml
        case "no-identifiers": bytes = PackageResources.no_identifiers_yaml
        case "generic": bytes = PackageResources.generic_yaml
        case "no-lag": bytes = PackageResources.no_lag_yaml
        case "independent-errors": bytes = PackageResources.independent_errors_yaml
        default: return nil
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
