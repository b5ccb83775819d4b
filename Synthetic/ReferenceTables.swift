/// The tables and scenarios behind synthetic registers, as they were when the program was built.
///
/// Each table is a UTF-8 CSV file with a header and without quotes; `Synthetic/README.md` names columns,
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
    /// Households by size.
    public static var householdSizes: [UInt8] { PackageResources.household_sizes_csv }
    /// Households of each district by tenure.
    public static var tenure: [UInt8] { PackageResources.tenure_csv }
    /// Simplified forms of the characters of names.
    public static var simplifiedCharacters: [UInt8] { PackageResources.simplified_characters_csv }
    /// Names of ethnic minorities and helpers.
    public static var ethnicNames: [UInt8] { PackageResources.ethnic_names_csv }

    /// The tables of the invented country of the generic scenario.
    public enum Generic {
        /// Persons by county, sex and five-year age group.
        public static var districtAgeSex: [UInt8] { PackageResources.generic_district_age_sex_csv }
        /// The counties with population and households.
        public static var districts: [UInt8] { PackageResources.generic_districts_csv }
        /// Given names by sex and era.
        public static var givenNames: [UInt8] { PackageResources.generic_given_names_csv }
        /// Towns by county.
        public static var places: [UInt8] { PackageResources.generic_places_csv }
        /// Surnames with shares and spellings.
        public static var surnames: [UInt8] { PackageResources.generic_surnames_csv }
        /// Households by size.
        public static var householdSizes: [UInt8] { PackageResources.generic_household_sizes_csv }
        /// Households of each county by tenure.
        public static var tenure: [UInt8] { PackageResources.generic_tenure_csv }
    }
}
