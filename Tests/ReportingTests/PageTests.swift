import Testing

@testable import Reporting

/// Numbers that are the same in every run of the tests.
private struct Draw {
    var state: UInt64

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}

@Suite struct PageTests {
    private func page(_ report: Report) -> (bytes: [UInt8], page: StrictPage) {
        let bytes = report.html(report.sections)
        return (bytes, StrictPage(bytes))
    }

    /// Elements that pages are made of; none runs, loads or sends anything.
    private static let elements: Set<String> = [
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "section", "article",
        "footer",
        "div", "p", "span", "strong", "b", "a", "ol", "ul", "li", "dl", "dt", "dd", "h1", "h2", "h3", "h4",
        "code",
        "bdi", "table", "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "details",
        "summary",
        "svg", "desc", "rect", "line", "circle", "path", "text",
    ]

    private static let attributes: Set<String> = [
        "lang", "charset", "name", "content", "http-equiv", "class", "id", "href", "scope", "role",
        "aria-label",
        "aria-labelledby", "tabindex", "open", "xmlns", "viewBox", "width", "height", "x", "y", "x1", "x2",
        "y1",
        "y2", "cx", "cy", "r", "d", "text-anchor", "transform",
    ]

    private func expectHarmless(_ report: Report, _ comment: Comment) {
        let (bytes, page) = page(report)
        #expect(page.error == nil, comment)
        for element in page.elements {
            #expect(Self.elements.contains(element.name), comment)
            #expect(Set(element.attributes.keys).isSubset(of: Self.attributes), comment)
            if let link = element.attributes["href"] { #expect(link.hasPrefix("#"), comment) }
        }
        let text = String(decoding: bytes, as: UTF8.self).lowercased()
        for sign in ["<script", "<img", "<!--", "<!entity", "<?xml", "src=", "url("] {
            // As text they are escaped; as they stand they are not there.
            let isHarmless = !text.contains(sign) || (sign == "src=" && !text.contains("<img src="))
            #expect(isHarmless, comment)
        }
    }

    @Test func everyTextIsEscapedWhereverItStands() {
        // Each hostile text in every field at once.
        for hostile in hostileTexts {
            expectHarmless(sampleReport { _ in hostile }, "\(hostile.prefix(40).debugDescription)")
        }
    }

    @Test func randomMixturesOfHostileTextsAreEscaped() {
        var draw = Draw(state: 42)
        for round in 0..<40 {
            let report = sampleReport { usual in
                switch draw.next(below: 3) {
                case 0: usual
                case 1: hostileTexts[draw.next(below: hostileTexts.count)]
                default:
                    String(
                        String.UnicodeScalarView(
                            (0..<draw.next(below: 30)).compactMap { _ in
                                Unicode.Scalar(
                                    UInt32(draw.next(below: draw.next(below: 2) == 0 ? 128 : 0x11_0000))
                                )
                            }
                        )
                    )
                }
            }
            expectHarmless(report, "round \(round)")
        }
    }

    @Test func textsReachTheReaderUnchanged() throws {
        let report = sampleReport { $0 == "population" ? "A <b>&\"quoted\"</b> 'name' 王" : $0 }
        let (_, page) = page(report)
        #expect(page.all("bdi").contains { $0.text == "A <b>&\"quoted\"</b> 'name' 王" })
    }

    @Test func aLongTextIsCut() {
        let (_, page) = page(sampleReport { $0 == "fact" ? String(repeating: "long ", count: 10_000) : $0 })
        #expect(page.elements.allSatisfy { $0.name != "bdi" || $0.text.count <= 161 })
    }

    @Test func nothingIsLoadedFromElsewhere() {
        let text = String(decoding: page(sampleReport()).bytes, as: UTF8.self)
        let namespace = "http://www.w3.org/2000/svg"
        // Only the name of SVG looks like an address.
        let isClean = !text.replacing(namespace, with: "").contains("http:")
        #expect(isClean)
        for sign in ["https:", "<script", "<link", "<img", "@import", "url(", "src=", "style="] {
            let isThere = text.contains(sign)
            #expect(!isThere, "\(sign)")
        }
    }

    @Test func everyPictureHasWordsAndATableBesideIt() {
        let (_, page) = page(sampleReport())
        let pictures = page.all("svg")
        #expect(pictures.count == 15)
        let ids = page.elements.compactMap { $0.attributes["id"] }
        #expect(ids.count == Set(ids).count, "identifiers are unique")
        for picture in pictures {
            let names = (picture.attributes["aria-labelledby"] ?? "").split(separator: " ").map(String.init)
            #expect(picture.attributes["role"] == "img" && names.count == 2)
            for name in names { #expect(ids.contains(name)) }
        }
        let figures = page.all("figure")
        #expect(figures.count == pictures.count)
        let besides = page.all("div").filter { $0.attributes["class"]?.hasPrefix("beside") == true }
        #expect(besides.count == figures.count)
        let tables = page.all("table").filter { table in table.path.last == "div" }
        #expect(tables.count >= figures.count)
        for (place, element) in page.elements.enumerated() where element.name == "figure" {
            // The table of a figure follows it before the next figure comes.
            let rest = page.elements[(place + 1)...].prefix { $0.name != "figure" }
            #expect(rest.contains { $0.name == "table" })
        }
    }

    @Test func tablesHaveHeadings() {
        let (_, page) = page(sampleReport())
        #expect(page.all("table").count == page.all("caption").count)
        for heading in page.all("th") {
            #expect(["row", "col"].contains(heading.attributes["scope"] ?? ""))
        }
        let links = page.all("a").compactMap { $0.attributes["href"]?.dropFirst() }
        let ids = Set(page.elements.compactMap { $0.attributes["id"] })
        for link in links { #expect(ids.contains(String(link)), "\(link)") }
    }

    @Test(arguments: [
        "41\u{202f}234", "30\u{202f}111", "99.87\u{202f}%", "95.43\u{202f}%", "73\u{202f}375\u{a0}records",
        "2.3\u{202f}MB", "3456", "+2.65", "2.0e-5", "31\u{202f}000", "27\u{202f}182", "11\u{202f}111",
        "46\u{202f}789", "46\u{202f}764", "female", "60\u{202f}606", "20\u{202f}123", "withheld",
        "70.50\u{202f}%", "80.0\u{202f}%",
        "+988",
        "54\u{202f}321", "−14.5", "link 4711", "no. 12\u{202f}001",
    ]) func theNumbersOfTheRunAreOnThePage(_ number: String) {
        let (_, page) = page(sampleReport())
        #expect(page.elements.first?.text.contains(number) == true)
    }

    @Test func flagsNameWhatStandsOut() {
        let flags = sampleReport().flags
        #expect(flags.first?.isGrave == true)
        let text = flags.map(\.text).joined(separator: "\n")
        for words in [
            "before it came to rest", "3\u{a0}rows of population", "name",
            "surname and birth_date tell of each other", "no column of record identifiers", "rule of thumb",
            "1\u{a0}other choice would move the estimate",
        ] { #expect(text.contains(words), "\(words)") }
        var calm = sampleReport()
        calm.facts["em_converged"] = "true"
        #expect(!calm.flags.contains { $0.text.contains("came to rest") })
    }

    @Test func aReportOfNothingIsAPageToo() {
        var report = sampleReport()
        let manifest = report.manifest
        report = Report(manifest: manifest)
        let (_, page) = page(report)
        #expect(page.error == nil)
        #expect(!report.sections.contains { $0.id == "population" })
        #expect(page.elements.first?.text.contains("recensus estimate") == true)
    }

    @Test func sectionsOfTheEstimateAreThereWithAnEstimate() {
        let ids = sampleReport().sections.map(\.id)
        #expect(ids.first == "summary")
        for id in [
            "population", "pyramid", "by-0", "coverage", "error", "sensitivity", "models", "residence",
        ] {
            #expect(ids.contains(id), "\(id)")
        }
    }

    @Test func theSameRunMakesTheSameBytes() {
        #expect(page(sampleReport()).bytes == page(sampleReport()).bytes)
    }

    @Test func aPageIsKnownAgain() {
        #expect(Report.isReport(page(sampleReport()).bytes))
        #expect(
            !Report.isReport(Array("<!DOCTYPE html>\n<html><head><title>mine</title></head></html>".utf8))
        )
        #expect(!Report.isReport([]))
    }
}
