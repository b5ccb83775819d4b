/// The styles of the report, as the binary carries them.
public enum ReportStyles {
    /// The style sheet of the page: screen and paper, light and dark.
    public static var report: String { String(decoding: PackageResources.report_css, as: UTF8.self) }
}
