import Foundation
import RunStore

/// Paths of a run's files.
package enum FilePaths {
    /// A path as written in a folder's file, as a path from the working directory.
    package static func resolve(_ path: String, in folder: String) -> String {
        if path.hasPrefix("/") || path == "-" || folder.isEmpty || folder == "." { return path }
        return folder + "/" + path
    }

    /// The folder a file lies in, as it was written.
    package static func folder(of file: String) -> String {
        let folder = RunDirectory.parent(of: file)
        return folder.isEmpty ? "." : folder
    }

    /// The way from a folder to a file, both given from the working directory; the folder need not exist.
    package static func relative(_ file: String, to folder: String) -> String {
        if file == "-" { return file }
        let from = absolute(folder)
        let to = absolute(file)
        var common = 0
        while common < from.count, common < to.count - 1, from[common] == to[common] { common += 1 }
        let up = [String](repeating: "..", count: from.count - common)
        return (up + to[common...]).joined(separator: "/")
    }

    /// The size of a file in bytes; 0 if it has none that is known, like standard input.
    package static func size(of path: String) -> Int {
        var status = stat()
        return path != "-" && stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    /// Whether two paths lead to one place.
    package static func isSame(_ a: String, _ b: String) -> Bool { absolute(a) == absolute(b) }

    /// The parts of an absolute path, links resolved as far as the path exists.
    package static func absolute(_ path: String) -> [String] {
        let current = FileManager.default.currentDirectoryPath
        var rest: [String] = []
        var known = (path.hasPrefix("/") ? path : current + "/" + path)
        known = (known as NSString).standardizingPath
        while known != "/", !FileManager.default.fileExists(atPath: known) {
            rest.insert((known as NSString).lastPathComponent, at: 0)
            known = (known as NSString).deletingLastPathComponent
        }
        let real = realpath(known, nil).map { pointer -> String in
            defer { free(pointer) }
            return String(cString: pointer)
        }
        return (real ?? known).split(separator: "/").map(String.init) + rest
    }

    /// A register's name as the name of a file: nothing that leads elsewhere.
    package static func fileName(for register: String, taken: [String]) -> String {
        let scalars = register.unicodeScalars.map { scalar -> Unicode.Scalar in
            let isHarmless = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || scalar == "-"
            return isHarmless ? scalar : "_"
        }
        let stem = String(String.UnicodeScalarView(scalars.prefix(60)))
        var name = stem.isEmpty ? "register" : stem
        var number = 1
        while taken.contains(name) {
            number += 1
            name = "\(stem)_\(number)"
        }
        return name
    }
}
