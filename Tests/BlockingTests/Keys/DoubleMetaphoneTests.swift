import Blocking
import Testing

@Suite("Double metaphone")
struct DoubleMetaphoneTests {
    /// The names by which Philips explains his rules; (name, primary, secondary).
    @Test(
        "codes the names of the article",
        arguments: [
            ("smith", "SM0", "XMT"), ("schmidt", "XMT", "SMT"), ("thomas", "TMS", "TMS"),
            ("catherine", "K0RN", "KTRN"), ("katherine", "K0RN", "KTRN"), ("richard", "RXRT", "RKRT"),
            ("bob", "PP", "PP"), ("michael", "MKL", "MXL"), ("caesar", "SSR", "SSR"),
            ("bacher", "PKR", "PKR"), ("macher", "MKR", "MKR"), ("chianti", "KNT", "KNT"),
            ("chorus", "KRS", "KRS"), ("architect", "ARKT", "ARKT"), ("orchestra", "ARKS", "ARKS"),
            ("mchugh", "MK", "MK"), ("czerny", "SRN", "XRN"), ("focaccia", "FKX", "FKX"),
            ("bellocchio", "PLX", "PLX"), ("bacchus", "PKS", "PKS"), ("accident", "AKST", "AKST"),
            ("succeed", "SKST", "SKST"), ("bertucci", "PRTX", "PRTX"), ("edge", "AJ", "AJ"),
            ("edgar", "ATKR", "ATKR"), ("ghislane", "JLN", "JLN"), ("hugh", "H", "H"), ("bough", "P", "P"),
            ("broughton", "PRTN", "PRTN"), ("laugh", "LF", "LF"), ("mclaughlin", "MKLF", "MKLF"),
            ("cough", "KF", "KF"), ("rough", "RF", "RF"), ("tough", "TF", "TF"),
            ("cagney", "KKN", "KKN"), ("tagliaro", "TKLR", "TLR"), ("biaggi", "PJ", "PK"),
            ("jose", "HS", "HS"), ("san jacinto", "SNHS", "SNHS"), ("yankelovich", "ANKL", "ANKL"),
            ("jankelowicz", "JNKL", "ANKL"), ("cabrillo", "KPRL", "KPR"), ("gallegos", "KLKS", "KKS"),
            ("dumb", "TM", "TM"), ("thumb", "0M", "TM"), ("campbell", "KMPL", "KMPL"),
            ("raspberry", "RSPR", "RSPR"), ("rogier", "RJ", "RJR"), ("island", "ALNT", "ALNT"),
            ("carlysle", "KRLL", "KRLL"), ("sugar", "XKR", "SKR"), ("snider", "SNTR", "XNTR"),
            ("schneider", "XNTR", "SNTR"), ("schlesinger", "XLSN", "SLSN"), ("school", "SKL", "SKL"),
            ("schooner", "SKNR", "SKNR"), ("schermerhorn", "XRMR", "SKRM"), ("schenker", "XNKR", "SKNK"),
            ("resnais", "RSN", "RSNS"), ("artois", "ART", "ARTS"), ("thames", "TMS", "TMS"),
            ("wasserman", "ASRM", "FSRM"), ("vasserman", "FSRM", "FSRM"), ("womo", "AM", "FM"),
            ("arnow", "ARN", "ARNF"), ("arnoff", "ARNF", "ARNF"), ("filipowicz", "FLPT", "FLPF"),
            ("breaux", "PR", "PR"), ("zhao", "J", "J"), ("xavier", "SF", "SFR"), ("agnes", "AKNS", "ANS"),
            ("gough", "KF", "KF"), ("uomo", "AM", "AM"), ("wright", "RT", "RT"), ("knight", "NT", "NT"),
            ("psalm", "SLM", "SLM"), ("gnome", "NM", "NM"), ("wu", "A", "F"), ("cheung", "XNK", "XNK"),
        ]
    )
    func article(name: String, primary: String, secondary: String) {
        for spelling in [name, name.uppercased()] {
            let codes = DoubleMetaphone.codes(of: spelling)
            #expect(codes.primary == primary, "\(spelling)")
            #expect(codes.secondary == secondary, "\(spelling)")
        }
    }

    @Test("knows Ç and Ñ, and skips other bytes")
    func otherLetters() {
        #expect(DoubleMetaphone.codes(of: "françois") == DoubleMetaphone.codes(of: "FRANÇOIS"))
        #expect(DoubleMetaphone.codes(of: "muñoz").primary == "MNS")
        #expect(DoubleMetaphone.codes(of: "o'brien") == DoubleMetaphone.codes(of: "obrien"))
        #expect(DoubleMetaphone.codes(of: "") == ("", ""))
        #expect(DoubleMetaphone.codes(of: "h") == ("", ""))
        #expect(DoubleMetaphone.codes(of: "陳") == ("", ""))
    }

    @Test("cuts codes to four sounds, each on its own")
    func fourSounds() {
        let codes = DoubleMetaphone.codes(of: "zzzbartholomew")
        #expect(codes.primary.count == 4)
        #expect(codes.secondary.count == 4)
    }
}
