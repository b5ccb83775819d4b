import Foundation
import Registers
import Reporting
import RunStore

/// The file of a report: whole or not there.
enum PageFile {
    /// Fails where a page may not be written.
    ///
    /// - Throws: ``RunStoreError/Code/occupied`` if a report stands there and is not to be replaced, or if what
    ///   stands there is no report; that is never replaced.
    static func checkVacancy(_ path: String, force: Bool) throws(RunStoreError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        let kind = status.st_mode & S_IFMT
        if kind == S_IFDIR {
            throw RunStoreError(
                .notAFolder,
                at: path,
                "is a folder; --output must name a folder or a page (.html)"
            )
        }
        let start =
            kind == S_IFREG ? (try? WholeFile.beginning(of: path, count: ReportMark.length)) ?? [] : []
        if !Report.isReport(start) {
            throw RunStoreError(
                .occupied,
                at: path,
                "is not a report of Recensus, and stays as it is; choose another --output"
            )
        }
        if !force {
            throw RunStoreError(
                .occupied,
                at: path,
                "is a report already; choose another --output, or replace it with --force"
            )
        }
    }

    /// Writes a page beside its place and moves it there when it is whole.
    ///
    /// - Parameters:
    ///   - access: Who may read the page.
    ///   - folderAccess: Who may look into its folder, if that has to be made.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        force: Bool,
        access: FileAccess,
        folderAccess: FileAccess
    ) throws(RunStoreError) {
        let folder = RunDirectory.parent(of: path)
        let isNew = !folder.isEmpty && !FileManager.default.fileExists(atPath: folder)
        if !folder.isEmpty { try RunDirectory.makeFolders(at: folder, access: folderAccess) }
        do throws(RunStoreError) {
            let file = try OutputFile(path: path, compression: .none, inBackground: false, access: access)
            try Interrupt.shared.protecting(cleanup: { unlink(file.partial) }) {
                () throws(RunStoreError) in
                try file.write(bytes)
                // Once more, as late as can be: what came meanwhile is not replaced either.
                try checkVacancy(path, force: force)
                try file.finish(synchronise: true)
            }
        } catch {
            // A folder made for the page goes with it; one that holds anything stays.
            if isNew { rmdir(folder) }
            throw error
        }
    }
}
