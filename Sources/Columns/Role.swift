/// What a column of a register says about a person.
///
/// Roles are the vocabulary of schemas (`recensus:role`), of blocking and of comparisons.
public enum Role: String, Sendable, CaseIterable, Codable {
    // What is not compared.
    case recordID = "record_id"
    case ignore
    // Names.
    case fullName = "full_name"
    case givenName = "given_name"
    /// The first letter of a given name that is not written out.
    case initial
    case middleName = "middle_name"
    case surname
    case hanName = "han_name"
    // Birth and sex.
    case birthDate = "birth_date"
    case birthYear = "birth_year"
    case birthMonth = "birth_month"
    case birthDay = "birth_day"
    /// Years of age at the reference date.
    case age
    case sex
    // Identifiers and contacts.
    case nationalID = "national_id"
    case identifier
    case phone
    case email
    // Addresses, from the whole to the parts, and from the house to the region.
    case address
    case unit
    case floor
    case building
    case streetNumber = "street_number"
    case street
    case locality
    case district
    case region
    case postcode
    case country
    case latitude
    case longitude
    // Anything else that carries information.
    case date
    case number
    case category
    case text
}
