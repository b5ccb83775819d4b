"""Kinds of people who live together: a census and a population file, families with twins and namesakes."""

from chance import Parameters
from errors import (
    ADDRESS_ERRORS, DATE_ERRORS, LIGHT_NAME_ERRORS, NAME_ERRORS, NUMBER_ERRORS, Noise, mixed, misread, other_sex,
    typo,
)
from people import City, Population, Seen, at
from registers import Output, Style, write
from words import Names


class Fields:
    """The fields of a register of households, each with rates of its own between the given bounds."""

    def __init__(self, parameters, register, errors, missing):
        self.parameters, self.register = parameters, register
        self.errors, self.missing = errors, missing
        self.style = Style(parameters, register)

    def noise(self, what, errors, weight=1.0):
        label = f"{self.register} {what}"
        total = weight * self.parameters.rate(f"{label} errors", *self.errors)
        return mixed(
            self.parameters, label, min(total, 0.8), errors, self.parameters.rate(f"{label} missing", *self.missing)
        )

    def make(self, wanted):
        return [getattr(self, what)() for what in wanted]

    def given(self):
        return self.style.text(
            "given name", lambda seen: seen.person.given, self.noise("given name", LIGHT_NAME_ERRORS)
        )

    def middle(self):
        return self.style.text(
            "middle name", lambda seen: seen.person.middle, self.noise("middle name", NAME_ERRORS, 2)
        )

    def surname(self):
        return self.style.text("surname", lambda seen: seen.surname, self.noise("surname", LIGHT_NAME_ERRORS))

    def birth(self):
        return self.style.date("birth date", lambda seen: seen.person.birth, self.noise("birth date", DATE_ERRORS))

    def sex(self):
        missing = self.parameters.rate(f"{self.register} sex missing", *self.missing)
        wrong = self.parameters.rate(f"{self.register} sex wrong", 0.001, 0.01)
        return self.style.sex(lambda seen: seen.person.sex, Noise(missing, [(wrong, other_sex)]))

    def number(self):
        return self.style.plain(
            "street number", lambda seen: str(seen.home.number), self.noise("number", NUMBER_ERRORS)
        )

    def street(self):
        return self.style.text("street", lambda seen: seen.home.street, self.noise("street", ADDRESS_ERRORS))

    def town(self):
        return self.style.text("town", lambda seen: seen.home.locality, self.noise("town", LIGHT_NAME_ERRORS))

    def district(self):
        return self.style.text("district", lambda seen: seen.home.district, self.noise("district", [typo], 0.5))

    def postcode(self):
        return self.style.plain("postcode", lambda seen: seen.home.postcode, self.noise("postcode", NUMBER_ERRORS))

    def address(self):
        return self.style.text("address", lambda seen: seen.home.long(), self.noise("address", ADDRESS_ERRORS, 2))

    def terse_address(self):
        return self.style.text(
            "address", lambda seen: seen.home.terse(), self.noise("terse address", ADDRESS_ERRORS, 2)
        )

    def birth_place(self):
        return self.style.text(
            "birth place", lambda seen: seen.person.town, self.noise("birth place", ADDRESS_ERRORS)
        )

    def occupation(self):
        return self.style.text(
            "occupation", lambda seen: seen.person.occupation, self.noise("occupation", [misread, typo])
        )

    def marital(self):
        return self.style.text("marital status", lambda seen: seen.person.marital, self.noise("marital", [typo]))

    def phone(self):
        return self.style.plain("phone", lambda seen: seen.person.phone, self.noise("phone", NUMBER_ERRORS))

    def mobile(self):
        return self.style.plain("phone", lambda seen: seen.person.mobile, self.noise("mobile", NUMBER_ERRORS))


def census(folder, seed, size=None):
    """A census and a population file: clean, many fields, a tenth of the values missing, movers between them."""
    parameters = Parameters("census", seed)
    records = size or 25_000
    coverage = {name: parameters.share(f"{name} coverage", 0.82, 0.97) for name in ("census", "population")}
    people = int(records / max(coverage.values()))
    names = Names(parameters, "names", max(1500, people // 8))
    population = Population(parameters, names, City(parameters, people))
    shared = ["given", "surname", "sex", "birth", "number", "street", "town", "postcode"]
    more = parameters.choices("more fields of both", ["middle", "birth_place", "marital", "occupation"], 3)
    output = Output(folder, parameters)
    registers = []
    for name, extra, time in (
        ("census", [], 0.0),
        ("population", ["phone"], parameters.share("years between", 0.5, 3.5)),
    ):
        fields = Fields(parameters, name, (0.004, 0.03), (0.05, 0.18)).make(shared + more + extra)
        registers.append((output.register(name, fields, records), fields, coverage[name], time))
    chance = parameters.chance("records")
    for members in population.households(people):
        absent = chance.often(0.03)
        for person in members:
            for register, fields, covered, time in registers:
                if chance.often(covered) and not absent:
                    write(
                        register,
                        person.number,
                        Seen(person, at(person.homes, time), at(person.surnames, time)),
                        fields,
                        chance,
                    )
    output.finish()


class Families:
    """Parents and children at one address. Twins in one family of thirty, namesakes in some."""

    def __init__(self, parameters, names, city, output):
        self.apart = output.keep_apart
        self.population = Population(parameters, names, city)
        self.names = names
        self.chance = parameters.chance("families")
        self.namesakes = parameters.rate("families with namesakes", 0.02, 0.08)
        self.alike = parameters.share("twins of similar names", 0.3, 0.7)

    def _twin(self, child):
        """A sibling of the same birth date; the given name may start as that of the other."""
        chance = self.chance
        sex = child.sex if chance.often(0.7) else ("m" if child.sex == "f" else "f")
        twin = self.population.person(sex, child.surname, 1, child.household, child.homes[0][1], child.phone)
        twin.birth, twin.occupation, twin.twin, twin.town = child.birth, child.occupation, True, child.town
        if chance.often(self.alike):
            twin.given = self.names.like(child.given, sex, chance)
        if twin.given == child.given and sex == child.sex:
            twin.given = self.names.tongue.name(chance, "aeio")
        self.apart("twins", child, twin)
        return twin

    def family(self, number):
        chance, population = self.chance, self.population
        home = population.city.address(chance)
        phone = f"0{chance.between(20, 59)}{chance.below(10_000_000):07d}"
        surname, age = self.names.surnames.draw(chance), chance.between(25, 70)
        wife = surname if chance.often(population.shares_surname) else self.names.surnames.draw(chance)
        members = [
            population.person("m", surname, age, number, home, phone),
            population.person("f", wife, age - chance.between(0, 6), number, home, phone),
        ]
        oldest = age - chance.between(20, 30)
        for _ in range(chance.between(1, 4)):
            if oldest >= 0:
                members.append(population.child(surname, oldest, number, home, phone))
            oldest -= chance.between(1, 4)
        if len(members) > 2 and chance.often(1 / 30):
            members.append(self._twin(members[-1]))
        sons = [child for child in members[2:] if child.sex == "m" and not child.twin]
        if sons and chance.often(self.namesakes):
            sons[0].given, sons[0].middle = members[0].given, members[0].middle
            self.apart("namesakes", members[0], sons[0])
        return members

    def all(self, people):
        number = 0
        while self.population.count < people:
            yield self.family(number)
            number += 1


def _families(kind, folder, seed, people):
    """The output, the families to come, and the fields of their registers."""
    parameters = Parameters(kind, seed)
    output = Output(folder, parameters)
    names = Names(parameters, "names", max(1200, people // 8))
    families = Families(parameters, names, City(parameters, people), output)
    wanted = ["given", "surname", "birth", "sex"]
    wanted += parameters.choice("place", [["address"], ["number", "street", "town"], ["address", "district"]])
    if parameters.yes("phones of the family", 0.5):
        wanted.append("phone")
    return output, families, wanted


def families(folder, seed, size=None):
    """Two registers of families. Half of the second twins are in one register only."""
    people = size or 20_000
    output, made, wanted = _families("families", folder, seed, people)
    parameters, registers = output.parameters, []
    for name in ("residents", "health"):
        fields = Fields(parameters, name, (0.005, 0.06), (0.002, 0.06)).make(wanted)
        coverage = parameters.share(f"{name} coverage", 0.85, 0.98)
        registers.append((output.register(name, fields, people), fields, coverage))
    move = parameters.share("moved between registers", 0.02, 0.1)
    chance = parameters.chance("records")
    for members in made.all(people):
        home = members[0].homes[0][1]
        later = made.population.city.address(chance) if chance.often(move) else home
        for person in members:
            only = chance.below(2) if person.twin and chance.often(0.5) else None
            for place, (register, fields, covered) in enumerate(registers):
                present = only in (None, place) if person.twin else chance.often(covered)
                if present:
                    seen = Seen(person, later if place else home, person.surname)
                    write(register, person.number, seen, fields, chance, chance.factor(0.5))
    output.finish()


def families1(folder, seed, size=None):
    """One register of families, in which some people are twice."""
    people = size or 12_000
    output, made, wanted = _families("families1", folder, seed, people)
    parameters = output.parameters
    fields = Fields(parameters, "residents", (0.01, 0.1), (0.005, 0.08)).make(wanted)
    register = output.register("residents", fields, people * 5 // 4)
    twice = parameters.rate("people recorded twice", 0.04, 0.4)
    chance = parameters.chance("records")
    for members in made.all(people):
        for person in members:
            for _ in range((3 if chance.often(0.1) else 2) if chance.often(twice) else 1):
                seen = Seen(person, person.homes[0][1], person.surname)
                write(register, person.number, seen, fields, chance, chance.factor(0.5))
    output.finish()
