import Testing

@testable import Linkage

@Suite("Kin of features") struct FeatureKinTests {
    @Test(
        "say the same of a person in part",
        arguments: [
            ("given_name", "given_name_initial"), ("given_name_initial", "full_name"),
            ("surname", "full_name"),
            ("birth_date", "birth_year"), ("han_name", "name_sound"), ("sex", "sex"),
        ]
    )
    func kin(a: String, b: String) { #expect(FeatureKin.areKin(a, b) && FeatureKin.areKin(b, a)) }

    @Test(
        "are no others",
        arguments: [
            ("given_name", "surname"), ("birth_date", "surname"), ("sex", "given_name"),
            ("address", "postcode"),
            ("district", "birth_date"),
        ]
    )
    func others(a: String, b: String) { #expect(!FeatureKin.areKin(a, b) && !FeatureKin.areKin(b, a)) }
}
