package import Columns

/// A register: whom it holds, how it learns, how it writes.
package struct RegisterSpec: Sendable, Equatable {
    /// What a row is about.
    package enum Subject: String, Sendable, CaseIterable {
        /// A person on the register.
        case persons
        /// A birth within the years of events.
        case births
        /// A death within the years of events.
        case deaths
        /// A border crossing in the months around the reference date.
        case crossings
    }

    /// Which crossings a register of crossings knows from before the months around the reference date.
    package enum Earlier: String, Sendable, CaseIterable {
        case none
        /// Each person's last one: it tells whether the person was here when these months began.
        case last
    }

    /// The register's name: its file's, and that in truth tables.
    package var name: String
    /// What it is, in words.
    package var title = ""
    /// What a row is about.
    package var holds = Subject.persons
    /// Crossings from before the months around the reference date; of no effect on other registers.
    package var earlier = Earlier.none
    /// Who is on it: the first rule that fits a person gives the probability; nobody else is.
    package var coverage: [CoverageRule] = []
    /// How much the trait shared by all registers moves coverage: 0 not at all, 1 as far as it can.
    package var trait = 0.0
    /// People were entered at a time drawn evenly from so many years back.
    package var entryYears = 10.0
    /// The share of records that came through each channel, in the order of `Channel`.
    package var channels: [Double] = [1, 0, 0, 0, 0]
    /// What multiplies the rates of errors.
    package var scale = 1.0
    /// Persons who have a second record (share).
    package var duplicates = 0.0
    /// How the register learns of events.
    package var lags = Lags()
    /// The register that this one was set up from.
    package var copies: Copy?
    /// Persons with an informal English name whom this register knows by it (share).
    package var informalEnglish = 0.0
    /// Whether identity card numbers are left out.
    package var withholdsIdentifier = false
    /// How values are written.
    package var style = Style()
    /// The columns.
    package var columns: [Column] = []
    /// The days on which the register is extracted; none means the reference date.
    package var extracts: [CivilDate] = []

    /// An empty register.
    package init(name: String) { self.name = name }

    /// A register that another one was set up from.
    package struct Copy: Sendable, Equatable {
        /// The other register; it stands earlier in the scenario.
        package var from: String
        /// The share of persons on both whose values were copied.
        package var share: Double
        package init(from: String, share: Double) {
            self.from = from
            self.share = share
        }
    }

    /// The people a coverage applies to, and the probability that one of them is on the register.
    package struct CoverageRule: Sendable, Equatable {
        package var share: Double
        /// Ages in completed years on the reference date.
        package var ages = 0...150
        package var sex: Sex?
        package var groups: [Group] = []
        package init(share: Double) { self.share = share }
    }

    /// The sexes that registers tell apart.
    package enum Sex: String, Sendable, CaseIterable {
        case female, male
    }

    /// What coverage may depend on, besides age and sex; a rule fits a person who is in all of its groups.
    package enum Group: String, Sendable, CaseIterable {
        case resident, dead, emigrant, helper, minority
        case mainlandBorn = "mainland_born"
        case permanent
        case nonPermanent = "non_permanent"
        case publicHousing = "public_housing"
        case institution
        case mobile
    }

    /// How late a register learns of an event, if ever.
    package struct Lag: Sendable, Equatable {
        /// The share of events that are never reported.
        package var never: Double
        /// Half of the reported events are known after so many days; lags are exponential.
        package var medianDays: Double
        package init(never: Double, medianDays: Double) {
            self.never = never
            self.medianDays = medianDays
        }
    }

    /// How a register learns of each kind of event.
    package struct Lags: Sendable, Equatable {
        package var move = Lag(never: 0, medianDays: 0)
        package var nameChange = Lag(never: 0, medianDays: 0)
        package var death = Lag(never: 0, medianDays: 0)
        package var emigration = Lag(never: 0, medianDays: 0)
        /// From a birth to its registration; never is of no effect.
        package var birth = Lag(never: 0, medianDays: 0)
        package init() {}
    }

    /// A column of the register's file.
    package struct Column: Sendable, Equatable {
        package var name: String
        package var value: ColumnValue
        package init(_ name: String, _ value: ColumnValue) {
            self.name = name
            self.value = value
        }
    }
}

/// What a column says.
package enum ColumnValue: String, Sendable, CaseIterable {
    case recordID = "record_id"
    case identifier
    case surname
    case givenName = "given_name"
    case fullName = "full_name"
    case englishName = "english_name"
    case hanName = "han_name"
    case birthDate = "birth_date"
    case birthYear = "birth_year"
    case sex
    case address
    case hanAddress = "han_address"
    case flat, floor, building, street, area, district
    case districtCode = "district_code"
    case postcode
    case buildingID = "building_id"
    case registeredOn = "registered_on"
    case motherName = "mother_name"
    case motherIdentifier = "mother_identifier"
    case eventDate = "event_date"
    case direction
    case controlPoint = "control_point"
}

extension RegisterSpec {
    /// How values are written.
    package struct Style: Sendable, Equatable {
        /// The order of dates.
        package enum Dates: String, Sendable, CaseIterable {
            case isoDashes = "yyyy-mm-dd"
            case dayFirstSlashes = "dd/mm/yyyy"
            case digits = "yyyymmdd"
        }
        /// How the syllables of a given name are joined.
        package enum Syllables: String, Sendable, CaseIterable {
            case spaced, hyphenated, joined
        }
        /// How an address is written.
        package enum Addresses: String, Sendable, CaseIterable {
            case full, short, bare, room, han
        }

        package var dates = Dates.isoDashes
        package var syllables = Syllables.spaced
        /// Whether given names are written in capitals; surnames are if this is set or `surnameCapitals`.
        package var capitals = false
        package var surnameCapitals = true
        package var bracketsCheckDigit = false
        package var male = "M"
        package var female = "F"
        package var addresses = Addresses.full
        /// The share of addresses in Chinese, where the column is `address`.
        package var hanAddresses = 0.0
        package init() {}
    }
}
