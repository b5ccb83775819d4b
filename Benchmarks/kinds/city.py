"""Kinds of the registers of a city: two or five of any size, and two with a national number."""

from chance import Parameters
from errors import DATE_ERRORS, NAME_ERRORS, Noise, digit_wrong, digits_exchanged, mixed, typo
from households import Fields
from people import City, Population, Seen, at
from registers import Output, write
from words import Names


def check_letter(digits):
    """The last sign of a Hong Kong identity number of one letter and six digits, by its public rule."""
    signs = [36, ord(digits[0]) - 55] + [int(digit) for digit in digits[1:]]
    left = -sum(sign * weight for sign, weight in zip(signs, range(9, 1, -1))) % 11
    return "A" if left == 10 else str(left)


def identity_number(number):
    """A valid number, another one for each person."""
    scattered = number * 7_368_787 % 26_000_000
    text = f"{chr(65 + scattered // 1_000_000)}{scattered % 1_000_000:06d}"
    return text + check_letter(text)


class CityFields(Fields):
    """Fields that only registers of a city have."""

    def full_name(self):
        noise = self.noise("full name", NAME_ERRORS[:-1], 1.5)
        return self.style.text(
            "full name",
            lambda seen: f"{seen.person.given} {seen.person.middle} {seen.surname}".replace("  ", " "),
            noise,
        )

    def surname_first(self):
        noise = self.noise("surname first", NAME_ERRORS[:-1], 1.5)
        return self.style.text("full name", lambda seen: f"{seen.surname} {seen.person.given}", noise)

    def initials(self):
        return self.style.text("given name", lambda seen: seen.person.given[0], self.noise("initials", [typo], 0.5))

    def sparse_birth(self):
        """A birth date that many records lack."""
        noise = mixed(
            self.parameters,
            f"{self.register} sparse birth",
            self.parameters.rate(f"{self.register} sparse birth errors", *self.errors),
            DATE_ERRORS,
            self.parameters.share(f"{self.register} sparse birth missing", 0.1, 0.5),
        )
        return self.style.date("birth date", lambda seen: seen.person.birth, noise)

    def birth_year(self):
        return self.style.plain(
            "birth year", lambda seen: str(seen.person.birth[0]), self.noise("birth year", [digit_wrong], 0.5)
        )

    def national_id(self):
        missing = self.parameters.share(f"{self.register} national id missing", 0.05, 0.4)
        wrong = self.parameters.rate(f"{self.register} national id wrong", 0.003, 0.04)
        return self.style.plain(
            "national id",
            lambda seen: seen.person.national_id,
            Noise(missing, [(wrong / 2, digit_wrong), (wrong / 2, digits_exchanged)]),
        )


# Name, fields, bounds of coverage; the last two share little: names and a place.
CITY = [
    ("residents", ["given", "middle", "surname", "sex", "birth", "address", "postcode"], (0.88, 0.97)),
    ("health", ["surname_first", "sex", "birth", "terse_address", "mobile"], (0.7, 0.95)),
    ("tax", ["full_name", "sparse_birth", "number", "street", "town", "district"], (0.35, 0.65)),
    ("voters", ["given", "surname", "birth_year", "sex", "district", "street"], (0.3, 0.6)),
    ("utilities", ["initials", "surname", "address", "phone"], (0.2, 0.5)),
]


def _city(kind, folder, seed, people, registers):
    parameters = Parameters(kind, seed)
    parameters.drawn["people"] = people
    # The larger the city, the more surnames, as in Heaps' law.
    names = Names(parameters, "names", min(60_000, int(40 * people**0.5)), 600 + int(people**0.5))
    population = Population(parameters, names, City(parameters, people))
    output = Output(folder, parameters)
    numbered = 0
    if len(registers) > 2:
        numbered = parameters.choice("number of registers with a national id", [0, 0, 1, 1, 2])
    with_id = parameters.choices("registers with a national id", [name for name, _, _ in registers], numbered)
    made = []
    for name, wanted, (low, high) in registers:
        wanted = wanted + (["national_id"] if name in with_id else [])
        fields = CityFields(parameters, name, (0.004, 0.07), (0.002, 0.08)).make(wanted)
        covered, twice = parameters.share(f"{name} coverage", low, high), 0.0
        if parameters.yes(f"{name} has duplicates", 0.5):
            twice = parameters.rate(f"{name} duplicates", 0.002, 0.04)
        time, lag = parameters.share(f"{name} time", 1.0, 4.0), parameters.rate(f"{name} lag in years", 0.05, 1.5)
        made.append((output.register(name, fields, int(people * covered)), fields, covered, twice, time, lag))
    chance = parameters.chance("records")
    for members in population.households(people):
        for person in members:
            if with_id:
                person.national_id = identity_number(person.number)
            _record(person, made, chance)
    output.finish()


def _record(person, registers, chance):
    """Writes a person into the registers that hold them, as each saw them at its time less its lag."""
    draw = chance.random
    moved = len(person.homes) > 1 or len(person.surnames) > 1
    seen = Seen(person, person.homes[0][1], person.surname)
    for register, fields, covered, twice, time, lag in registers:
        if draw() >= covered:
            continue
        for _ in range(2 if twice and draw() < twice else 1):
            if moved:
                then = time - chance.exponential(lag)
                seen = Seen(person, at(person.homes, then), at(person.surnames, then))
            write(register, person.number, seen, fields, chance, 0.4 if draw() < 0.7 else 2.4)


def registers5(folder, seed, size=None):
    """Five registers of a city: long addresses, moves that arrive late, changed surnames, missing birth dates."""
    _city("registers5", folder, seed, size or 20_000, CITY)


def registers2(folder, seed, size=None):
    """Two registers of a city, of any size."""
    _city("registers2", folder, seed, size or 100_000, CITY[:2])


def national(folder, seed, size=None):
    """Two registers with a national number, right in most; namesakes of one birth date have two valid numbers."""
    parameters = Parameters("national", seed)
    people = size or 20_000
    names = Names(parameters, "names", max(1500, people // 8))
    population = Population(parameters, names, City(parameters, people))
    namesakes = parameters.rate("people with a namesake", 0.002, 0.02)
    wanted = ["national_id", "given", "surname", "birth", "sex"]
    wanted += parameters.choice("place", [["address"], ["town", "postcode"], []])
    output = Output(folder, parameters)
    made = []
    for name in ("insured", "taxpayers"):
        fields = CityFields(parameters, name, (0.005, 0.06), (0.005, 0.08)).make(wanted)
        covered = parameters.share(f"{name} coverage", 0.6, 0.95)
        time, lag = parameters.share(f"{name} time", 1.0, 4.0), parameters.rate(f"{name} lag in years", 0.05, 1.0)
        made.append((output.register(name, fields, int(people * covered)), fields, covered, 0.0, time, lag))
    chance = parameters.chance("records")
    before = None
    for members in population.households(people):
        for person in members:
            person.national_id = identity_number(person.number)
            if before is not None and chance.often(namesakes):
                # The two share names, sex and birth date, and nothing else.
                for what in ("given", "middle", "surname", "sex", "birth"):
                    setattr(person, what, getattr(before, what))
                person.surnames = [(0, person.surname)]
                output.keep_apart("namesakes", before, person)
            _record(person, made, chance)
        before = chance.one(members)
    output.finish()
