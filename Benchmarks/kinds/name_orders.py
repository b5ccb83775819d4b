"""Kinds in which two registers write the same names in another order, in initials or in another script."""

from chance import Parameters
from errors import LIGHT_NAME_ERRORS, Noise, words_exchanged
from han import HanNames
from households import Fields
from people import City, Population, Seen, at
from registers import Output, write
from words import Names


class WrittenName:
    """A name as one register writes it: order, initials, one column."""

    def __init__(self, parameters, register, surname_first, initials):
        self.surname_first = surname_first
        self.comma = parameters.yes(f"{register} comma after the surname", 0.5)
        self.other_order = parameters.rate(f"{register} other order", 0.01, 0.25)
        self.initials = initials
        self.with_middle = parameters.share(f"{register} middle names written", 0.2, 1.0)
        self.dots = "." if parameters.yes(f"{register} dots", 0.5) else ""

    def write(self, seen, chance):
        person = seen.person
        given = [person.given] + ([person.middle] if person.middle and chance.often(self.with_middle) else [])
        if chance.often(self.initials):
            given = [name[0] + self.dots for name in given]
        given = " ".join(given)
        if self.surname_first == chance.often(self.other_order):
            return f"{given} {seen.surname}"
        return f"{seen.surname}, {given}" if self.comma else f"{seen.surname} {given}"


def order(folder, seed, size=None):
    """Full names with given names first; surnames first and given names in initials in the other register."""
    parameters = Parameters("order", seed)
    people = size or 20_000
    names = Names(parameters, "names", max(1500, people // 8))
    population = Population(parameters, names, City(parameters, people))
    places = [["town", "street", "number"], ["address"], ["postcode", "town"]]
    wanted = ["sex", "birth"] + parameters.choice("place", places)
    output = Output(folder, parameters)
    registers = []
    initials = parameters.share("given names in initials", 0.3, 1.0)
    for name, first, short in (("members", False, 0.0), ("payers", True, initials)):
        made = Fields(parameters, name, (0.01, 0.08), (0.01, 0.12))
        written = WrittenName(parameters, name, first, short)
        full = made.style.text(
            "full name", lambda seen: seen.written, made.noise("full name", [*LIGHT_NAME_ERRORS, words_exchanged])
        )
        fields = [full, *made.make(wanted)]
        if parameters.yes(f"{name} phones", 0.5):
            fields += made.make(["mobile"])
        coverage, time = parameters.share(f"{name} coverage", 0.6, 0.95), parameters.share(f"{name} time", 0.0, 3.0)
        registers.append((output.register(name, fields, people), fields, written, coverage, time))
    chance = parameters.chance("records")
    for members in population.households(people):
        for person in members:
            for register, fields, written, covered, time in registers:
                if chance.often(covered):
                    seen = SeenName(person, at(person.homes, time), at(person.surnames, time))
                    seen.written = written.write(seen, chance)
                    write(register, person.number, seen, fields, chance, chance.factor(0.5))
    output.finish()


class SeenName(Seen):
    """With the name as this register writes it."""

    __slots__ = ("written",)


def _romanised(han, form, chance):
    """A name as spelled in Hong Kong: `Chan Tai Man`, `CHAN, Tai-man`, `Peter CHAN Tai Man`."""
    _, _, surname, given, english = han
    joined = {"apart": " ", "hyphen": "-", "together": ""}[form].join(given)
    if not english or chance.often(0.3):
        return f"{surname} {joined}"
    return f"{english} {surname} {joined}" if chance.often(0.5) else f"{surname} {joined} {english}"


def script(folder, seed, size=None):
    """Names in Chinese characters in one register, as spelled in Hong Kong in the other."""
    parameters = Parameters("script", seed)
    people = size or 20_000
    han_names = HanNames(parameters)
    # The city's own names are replaced; only households, homes and dates of this population are used.
    population = Population(parameters, Names(parameters, "unused", 500, 100), City(parameters, people))
    form = parameters.choice("given names joined", ["apart", "apart", "hyphen", "together"])
    both = parameters.share("romanised beside the characters", 0.0, 0.3)
    place = parameters.choice("place", [["address"], ["district", "town", "street"], ["district"]])
    output = Output(folder, parameters)
    registers = []
    for name in ("schools", "clinics"):
        made = Fields(parameters, name, (0.005, 0.05), (0.01, 0.1))
        what = "chinese name" if name == "schools" else "english name"
        noise = Noise(parameters.rate(f"{name} name missing", 0.002, 0.05), [])
        if name == "clinics":
            noise = made.noise("name", LIGHT_NAME_ERRORS)
        fields = [made.style.text(what, lambda seen: seen.written, noise), *made.make(["sex", "birth", *place])]
        if parameters.yes(f"{name} phones", 0.6):
            fields += made.make(["mobile"])
        coverage, time = parameters.share(f"{name} coverage", 0.6, 0.95), parameters.share(f"{name} time", 0.0, 3.0)
        registers.append((output.register(name, fields, people), fields, coverage, time))
    chance = parameters.chance("records")
    for members in population.households(people):
        surname = None
        for person in members:
            han = han_names.draw(person.sex, chance, surname if person.surname == members[0].surname else None)
            surname = surname or han[0]
            for register, fields, covered, time in registers:
                if chance.often(covered):
                    seen = SeenName(person, at(person.homes, time), "")
                    seen.written = _romanised(han, form, chance)
                    if register.name == "schools":
                        characters = han[0] + han[1]
                        seen.written = f"{seen.written} {characters}" if chance.often(both) else characters
                    write(register, person.number, seen, fields, chance, chance.factor(0.5))
    output.finish()
