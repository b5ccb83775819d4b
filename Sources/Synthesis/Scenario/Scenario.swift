package import Columns

/// What is to be made: a population, its life, and the registers that observe it.
///
/// A scenario is data; the code knows only the mechanisms that its rates drive.
package struct Scenario: Sendable, Equatable {
    /// The tables a population is drawn from.
    package enum WorldName: String, Sendable, CaseIterable {
        /// Districts, names and addresses of Hong Kong.
        case hongKong = "hong-kong"
        /// Invented counties, names in Latin letters, postcodes.
        case generic
    }

    /// The scenario's name, a preset's or the file's.
    package var name: String
    /// One line that says what it is for.
    package var title = ""
    /// Residents on the reference date, usual and mobile together (persons).
    package var people = 100_000
    /// What all random draws hang on.
    package var seed: UInt64 = 1
    /// The day the population is asked for.
    package var referenceDate: CivilDate
    /// The tables behind the population.
    package var world = WorldName.hongKong
    /// How people are put together.
    package var population = PopulationSettings()
    /// How they live.
    package var life = LifeSettings()
    /// Who counts as a resident.
    package var residence = ResidenceSettings()
    /// How errors come about.
    package var errors = ErrorSettings()
    /// What multiplies lags and the shares of events never reported.
    package var lagScale = 1.0
    /// What multiplies the shares of values copied from other registers.
    package var copyScale = 1.0
    /// What goes wrong in a way that no estimate is told of; nil for nothing.
    package var stress: Stress?
    /// Whether no register shows identity card numbers.
    package var withholdsIdentifiers = false
    /// The registers, in the order of results.
    package var registers: [RegisterSpec] = []

    /// A scenario without registers.
    package init(name: String, referenceDate: CivilDate) {
        self.name = name
        self.referenceDate = referenceDate
    }

    /// The most residents that numbers of the synthetic kind can be given to.
    package static let peopleLimit = 15_000_000
}

/// How people are put together; shares are of residents unless said otherwise.
package struct PopulationSettings: Sendable, Equatable {
    /// Live-in helpers.
    package var helpers = 0.045
    /// People outside households: homes for the elderly, hostels, prisons; nil lets it follow from the margins.
    package var twins = 0.012
    /// Households of ethnic minorities, helpers not counted (share of households).
    package var minorities = 0.035
    /// Adults born on the Mainland.
    package var mainlandBorn = 0.36
    /// Of those arrived since 1997, how many spell their name in Pinyin.
    package var pinyin = 0.7
    /// People whose English name is on the identity card.
    package var legalEnglish = 0.258
    /// People who use an English name that is not.
    package var informalEnglish = 0.383
    /// Wives who put the husband's surname before their own (share of marriages).
    package var marriedNames = 0.03
    /// How much commoner common names are: shares are raised to this power.
    package var nameConcentration = 1.0
}

/// How people live; rates are per person or household and year unless said otherwise.
package struct LifeSettings: Sendable, Equatable {
    /// Years of events before the reference date.
    package var years = 8
    /// Moves of households.
    package var householdMoves = 0.06
    /// Moves of single persons.
    package var personMoves = 0.02
    /// Deaths.
    package var deaths = 0.0068
    /// Deaths that happen abroad (share of deaths).
    package var deathsAbroad = 0.06
    /// People who have left for good and whom registers may still hold, per resident.
    package var emigrants = 0.15
    /// Residents who lived abroad for some years and came back (share).
    package var returnees = 0.03
    /// Divorces (share of lone parents whose partner left within the years of events).
    package var divorces = 0.5
    /// Journeys of an ordinary resident.
    package var journeys = 1.6
    /// Residents who stay one to three months only (share).
    package var mobile = 0.036
    /// Residents who spend half a year abroad, before or after the reference date (share).
    package var halfYearAbroad = 0.015
    /// Residents who cross the border every week or so (share).
    package var commuters = 0.03
    /// Visitors in the months around the reference date, per resident.
    package var visitors = 0.02
}

/// Who counts as a resident: the rule published by the Census and Statistics Department (2000).
package struct ResidenceSettings: Sendable, Equatable {
    /// The length of the windows before and after the reference date (calendar months).
    package var months = 6
    /// Days in one window that make a permanent resident a usual resident.
    package var usualDays = 91
    /// Days in one window that make a permanent resident a mobile resident.
    package var mobileDays = 30
}
