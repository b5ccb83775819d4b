import Foundation
import Reporting
import RunStore

/// The file of a report: whole or not there.
enum PageFile {
    /// How much of a file is looked at to know a report by.
    private static let beginning = 1000

    /// Fails where a page may not be written.
    ///
    /// - Throws: ``RunStoreError/Code/occupied`` if a report stands there and is not to be replaced, or if what
    ///   stands there is no report; that is never replaced.
    static func checkVacancy(_ path: String, force: Bool) throws(RunStoreError) {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return }
        if isFolder.boolValue {
            throw RunStoreError(
                .notAFolder,
                at: path,
                "is a folder; --output must name a folder or a page (.html)"
            )
        }
        let handle = FileHandle(forReadingAtPath: path)
        defer { try? handle?.close() }
        let start = (try? handle?.read(upToCount: beginning)) ?? Data()
        if !Report.isReport(Array(start)) {
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
    static func write(_ bytes: [UInt8], to path: String, force: Bool) throws(RunStoreError) {
        let folder = (path as NSString).deletingLastPathComponent
        let isNew = !folder.isEmpty && !FileManager.default.fileExists(atPath: folder)
        if !folder.isEmpty { try RunDirectory.makeFolders(at: folder) }
        do throws(RunStoreError) {
            try checkVacancy(path, force: force)
            let file = try OutputFile(path: path, compression: .none, inBackground: false)
            try Interrupt.shared.protecting(cleanup: { unlink(path + ".partial") }) {
                () throws(RunStoreError) in
                try file.write(bytes)
                try file.finish(synchronise: true)
            }
        } catch {
            // A folder made for the page goes with it; one that holds anything stays.
            if isNew { rmdir(folder) }
            throw error
        }
    }
}
