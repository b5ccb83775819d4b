/// The version of Recensus.
public enum RecensusVersion {
    /// This version, as in `recensus --version`, in manifests and in models.
    public static let current = "0.1.0"
}
