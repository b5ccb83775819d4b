/// The Hong Kong tables behind synthetic registers, as they were when the program was built.
///
/// Each is a UTF-8 CSV file with a header and without quotes; `Synthetic/README.md` names columns,
/// origins and terms.
public enum ReferenceTables {
    /// Persons by district, sex and five-year age group.
    public static var districtAgeSex: [UInt8] { PackageResources.district_age_sex_csv }
    /// The 18 districts with population and households.
    public static var districts: [UInt8] { PackageResources.districts_csv }
    /// English given names by sex and era.
    public static var englishGivenNames: [UInt8] { PackageResources.english_given_names_csv }
    /// Characters of given names by era and sex, with readings and spellings.
    public static var givenNameCharacters: [UInt8] { PackageResources.given_name_characters_csv }
    /// Sub-areas and housing estates in both languages.
    public static var places: [UInt8] { PackageResources.places_csv }
    /// Surnames with shares and spellings.
    public static var surnames: [UInt8] { PackageResources.surnames_csv }
}
