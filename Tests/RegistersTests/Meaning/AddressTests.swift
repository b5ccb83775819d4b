import Columns
import Testing

@testable import Registers

@Suite struct AddressTests {
    /// The parts that an address has, by role.
    private func parts(_ text: String, isHongKong: Bool = true) -> [Role: String] {
        let outputs = AddressParts.roles
        let values = canonical(AddressCanonicaliser(isHongKong: isHongKong), text, outputs: outputs.count)
        return Dictionary(
            uniqueKeysWithValues: zip(outputs, values).filter { !$0.1.isEmpty && $0.0 != .address }
        )
    }

    @Test("an English address of Hong Kong is parted")
    func english() {
        let found = parts(
            "FLAT/RM 12A, 15/F, BLK 3, MEI LAM HOUSE, MEI LAM ESTATE, 30 TAI WAI RD, TAI WAI, SHA TIN, N.T."
        )
        #expect(
            found == [
                .unit: "12a", .floor: "15", .building: "mei lam house block 3 mei lam estate",
                .streetNumber: "30",
                .street: "tai wai road", .locality: "tai wai", .district: "sha tin", .region: "nt",
            ]
        )
    }

    @Test("room numbers tell the floor; blocks belong to their building")
    func rooms() {
        let flat = parts("FLAT D 32/F BLOCK 4 CHUEN WAN GARDEN 169 NGO WANG STREET JORDAN")
        #expect(flat[.unit] == "d" && flat[.floor] == "32")
        #expect(flat[.building] == "chuen wan garden block 4")
        #expect(flat[.streetNumber] == "169" && flat[.street] == "ngo wang street")
        #expect(flat[.locality] == "jordan" && flat[.district] == "yau tsim mong")
        let room = parts("RM 1302 BLOCK 3 KWAI TANG GARDEN 9 YIN KAU ROAD PING SHAN")
        #expect(room[.unit] == "2" && room[.floor] == "13")
        #expect(room[.building] == "kwai tang garden block 3")
        #expect(room[.streetNumber] == "9" && room[.street] == "yin kau road")
        #expect(room[.locality] == "ping shan")
        #expect(parts("新界沙田大圍美林邨美楓樓1302室")[.floor] == "13")
        #expect(parts("RM 1302, 3 High St, Richmond", isHongKong: false)[.unit] == "1302")
    }

    @Test("commas are not needed")
    func withoutCommas() {
        let found = parts("RM 1203 12/F BLK 3 MEI LAM HOUSE MEI LAM ESTATE TAI WAI SHATIN NT")
        #expect(
            found == [
                .unit: "3", .floor: "12", .building: "mei lam house block 3 mei lam estate",
                .locality: "tai wai", .district: "sha tin", .region: "nt",
            ]
        )
    }

    @Test("words read the same at the end of a value, where eight bytes at once are too many, as before it")
    func lastWords() {
        var random = KeyedRandom(seed: 3, purpose: 0, entity: 0)
        let words = [
            "A", "St", "QUEENS", "road", "Estates", "Mansions", "Causeway", "O'Brien", "N.T.", "12A", "É",
            "Gdn",
            "Caf\u{e9}", "X-Y", "[z]", "at@z", "`q", "B\u{7f}C",
        ]
        for _ in 0..<400 {
            let text = (0..<3).map { _ in words[random.nextIndex(below: words.count)] }.joined(separator: " ")
            for isHongKong in [true, false] {
                let canonicaliser = AddressCanonicaliser(isHongKong: isHongKong)
                let outputs = AddressParts.roles.count
                let last = canonical(canonicaliser, text, outputs: outputs)
                let padded = canonical(
                    canonicaliser,
                    text + String(repeating: " ", count: 9),
                    outputs: outputs
                )
                #expect(last == padded, "\(text)")
            }
        }
    }

    @Test("a Chinese address is parted from the other end, its places named alike")
    func chinese() {
        let found = parts("新界沙田大圍美林邨美楓樓15樓12A室")
        #expect(
            found == [
                .unit: "12a", .floor: "15", .building: "美楓樓 mei lam estate", .locality: "tai wai",
                .district: "sha tin", .region: "nt",
            ]
        )
    }

    @Test("Chinese streets, blocks and numerals are read")
    func chineseStreet() {
        let found = parts("九龍旺角彌敦道700號安樂大廈第三座二十一樓Ｂ室")
        #expect(found[.street] == "彌敦道")
        #expect(found[.streetNumber] == "700")
        #expect(found[.floor] == "21")
        #expect(found[.unit] == "b")
        #expect(found[.building] == "安樂大廈 block 3")
        #expect(found[.locality] == "mong kok")
        #expect(found[.region] == "kln")
    }

    @Test("numerals within the name of a street or a house count nothing")
    func numeralsInNames() {
        let street = parts("新界林村禧六街123號桃敏花園1座18樓D室")
        #expect(street[.street] == "禧六街" && street[.streetNumber] == "123" && street[.floor] == "18")
        #expect(street[.building] == "桃敏花園 block 1")
        let house = parts("新界新港城平六樓31樓E室")
        #expect(house[.floor] == "31" && house[.building] == "平六樓 sunshine city")
        #expect(parts("九龍旺角安樂大廈二十一樓Ｂ室")[.floor] == "21")
    }

    @Test("every place of the table is known by both of its names")
    func places() {
        for lines in [HongKongPlaceTable.areas, HongKongPlaceTable.estates] {
            for line in lines.split(separator: "\n") {
                let names = line.split(separator: "|").dropFirst().map(String.init)
                let forms = names.map {
                    canonical(PlaceCanonicaliser(writesOut: true, isGazetteer: true), $0)
                }
                #expect(forms[0] == forms[1], "\(line)")
            }
        }
    }

    @Test("addresses elsewhere have number, street, locality and postcode")
    func elsewhere() {
        #expect(
            parts("3/45 High St, Richmond, VIC 3121", isHongKong: false)[.street] == "high street"
        )
        let british = parts("Flat 2, 10 Downing Street, London SW1A 2AA", isHongKong: false)
        #expect(british[.unit] == "2")
        #expect(british[.streetNumber] == "10")
        #expect(british[.street] == "downing street")
        #expect(british[.locality] == "london")
        #expect(british[.postcode] == "SW1A2AA")
        let german = parts("Hauptstraße 12, 01067 Dresden", isHongKong: false)
        #expect(german[.street] == "hauptstrasse")
        #expect(german[.streetNumber] == "12")
    }

    @Test("ground floors and ordinals are floors")
    func floors() {
        #expect(parts("SHOP 3 G/F 12 NATHAN RD MONG KOK KLN")[.floor] == "g")
        #expect(parts("12th Floor, Tower 2, Happy Court, Wan Chai")[.floor] == "12")
        #expect(parts("元朗錦田地下")[.floor] == "g")
    }

    @Test(
        "hostile addresses do no harm",
        arguments: ["", ",,,", "/", "12", "////F/F", "St", "Flat", "樓", "號號號室", "\u{0}"]
    )
    func hostile(text: String) {
        _ = parts(text)
    }
}
