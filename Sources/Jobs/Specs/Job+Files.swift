extension Job {
    /// The most registers of a job: a record's register is kept in one byte.
    public static let maximumRegisters = Int(UInt8.max)

    /// Endings that are no part of a register's name, outermost first.
    private static let endings = [
        ".zst", ".gz", ".csv", ".tsv", ".txt", ".sqlite3", ".sqlite", ".db",
    ]

    /// A job over bare files, everything else by default; registers are named after their files.
    ///
    /// Files of one name, in different folders, get a number: `people`, `people_2`.
    public init(files: [String]) {
        var registers: [JobRegister] = []
        for file in files {
            let stem = Self.stem(of: file)
            var name = stem
            var number = 1
            while registers.contains(where: { $0.name == name }) {
                number += 1
                name = "\(stem)_\(number)"
            }
            registers.append(JobRegister(name: name, path: file))
        }
        self.init(registers: registers)
    }

    private static func stem(of file: String) -> String {
        var name = file.split(separator: "/").last.map(String.init) ?? file
        for ending in endings where name.lowercased().hasSuffix(ending) && name.count > ending.count {
            name.removeLast(ending.count)
        }
        return name.isEmpty ? "register" : name
    }
}

extension BlockingRuleSpec {
    /// A rule from its short form, such as `surname.soundex & birth_date.year`.
    ///
    /// - Throws: ``JobError`` whose column counts from the start of the text.
    public init(parsing text: String) throws(JobError) {
        do throws(BlockingRuleParser.Failure) {
            keys = try BlockingRuleParser.keys(text)
        } catch {
            let mistake = JobMistake(
                line: 1,
                column: error.offset + 1,
                place: "",
                found: error.found,
                expected: error.expected,
                suggestion: error.suggestion
            )
            throw JobError(file: "“\(text)”", mistakes: [mistake])
        }
    }
}
