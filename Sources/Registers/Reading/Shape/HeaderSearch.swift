/// Finds the header of a table: the first row, or one below title lines.
struct HeaderSearch {
    private let sample: SampleRows
    /// Title lines are looked for in so many rows.
    private static let deepest = 25

    init(_ sample: SampleRows) { self.sample = sample }

    /// The index of the header among the rows; nil if no row can be told to be one.
    ///
    /// The header is the first row with as many fields as the rows below it, more than half of them filled. A row
    /// that is not the first must have the looks of a header as well. If the first such row knows no header and one
    /// soon below it does, it is that one.
    var index: Int? {
        let candidates = sample.rows.indices.prefix(Self.deepest).filter(fits)
        guard let first = candidates.first else { return nil }
        // Most files end here: their first such row knows a header, and no other row is asked.
        if knownHeaders(first) == 0,
            let later = candidates.dropFirst().first(where: { knownHeaders($0) >= 2 }),
            signs(later).isHeader
        {
            return later
        }
        return first == 0 || signs(first).isHeader ? first : nil
    }

    /// What the cells of a row say about being a header for the rows below it.
    func signs(_ index: Int) -> HeaderSigns {
        let header = sample.rows[index].fields
        let below = sample.rows[(index + 1)...].filter {
            $0.width == header.count || $0.width == header.count + 1
        }
        let looks = header.indices.map { column in
            ColumnLook(below.map { $0.fields[column] }, header: header[column])
        }
        return HeaderSigns(header, looks)
    }

    /// Whether the rows below a row have its fields, or lack some or an empty one more.
    private func fits(_ index: Int) -> Bool {
        let row = sample.rows[index]
        let width = row.trimmedWidth
        if width < 2 || row.filled * 2 <= width || row.fields.allSatisfy(CellText.isRule) { return false }
        if row.width == sample.usualWidth { return true }
        let below = sample.rows[(index + 1)...]
        let good = below.count { other in
            other.width == row.width || other.trimmedWidth == width
                || (other.width > row.width && other.trimmedWidth <= row.width)
                || (other.width < width && other.width * 2 > width && other.width >= 2)
        }
        return good * 2 >= below.count
    }

    private func knownHeaders(_ index: Int) -> Int {
        sample.rows[index].fields.count { cell in
            HeaderVocabulary.role(of: String(decoding: cell, as: UTF8.self)).map { $0.confidence >= 0.8 }
                ?? false
        }
    }
}
