"""Invented people: households of one to eight at addresses of a city, with moves and changes of surname."""

from words import STREET_KINDS, Tongue, places
from chance import zipf

MARITAL = ["single", "married", "divorced", "widowed"]
OCCUPATIONS = (
    "clerk teacher nurse driver cook cleaner farmer electrician salesperson carpenter mason programmer accountant "
    "gardener baker hairdresser mechanic waiter guard plumber tailor painter welder porter librarian engineer "
    "physician lawyer chemist pharmacist fisher miner printer musician journalist translator architect dentist "
    "postman butcher"
).split()


class Address:
    __slots__ = ("number", "street", "locality", "district", "postcode", "building", "block", "floor", "flat")

    def __init__(self, number, street, tower, flat):
        self.number = number
        self.street, self.locality, self.district, self.postcode = street
        self.building, self.block, self.floor = tower
        self.flat = flat

    def line(self):
        """Number and street, and the flat where there is one."""
        return f"{self.number} {self.street}" + (f" flat {self.flat}" if self.flat else "")

    def short(self):
        return f"{self.line()}, {self.locality}"

    def long(self):
        if not self.building:
            return f"{self.number} {self.street}, {self.locality}, {self.district}"
        block = f"block {self.block}, " if self.block else ""
        return (
            f"flat {self.flat}, {self.floor}/f, {block}{self.building}, {self.number} {self.street}, "
            f"{self.locality}, {self.district}"
        )

    def terse(self):
        """As the long form, with abbreviations and in another order."""
        street = abbreviated(self.street)
        if not self.building:
            return f"{street} {self.number}, {self.locality}"
        block = f"blk {self.block} " if self.block else ""
        return f"{self.flat}-{self.floor}, {block}{self.building}, {street} {self.number}, {self.locality}"


SHORT_KINDS = dict(
    street="st", road="rd", avenue="ave", lane="ln", close="cl", drive="dr", square="sq", terrace="terr"
)


def abbreviated(street):
    name, _, kind = street.rpartition(" ")
    return f"{name} {SHORT_KINDS[kind]}" if kind in SHORT_KINDS else street


class City:
    """Districts, localities and streets; a share of the addresses is in towers with flats."""

    def __init__(self, parameters, people, label="city"):
        chance = parameters.chance(f"{label} places")
        tongue = Tongue(chance)
        self.towers = parameters.share(f"{label} towers", 0.1, 0.8)
        districts = places(chance, chance.between(6, 16), tongue)
        localities = [(name, chance.one(districts)) for name in places(chance, 4 * len(districts), tongue)]
        count = max(60, min(people // 120, 40_000))
        words = places(chance, max(50, count * 2 // 3), tongue)
        streets = []
        for place in range(count):
            locality, district = chance.one(localities)
            postcode = f"{10 + districts.index(district)}{place % 1000:03d}"
            streets.append((f"{chance.one(words)} {chance.one(STREET_KINDS)}", locality, district, postcode))
        self.streets = zipf(streets, 0.4, 20)
        self.longest = 30 + people // count // 8
        self.courts = [
            f"{word} {chance.one(['court', 'house', 'garden', 'mansion'])}" for word in words[: count // 2 + 8]
        ]
        self.towns = zipf(places(chance, 200, tongue), 0.9, 1)

    def address(self, chance):
        street = self.streets.draw(chance)
        number = chance.between(1, self.longest)
        if chance.random() >= self.towers:
            return Address(number, street, ("", "", ""), "")
        # One building at one number, whoever lives there.
        court = self.courts[(hash_of(street[0]) + number) % len(self.courts)]
        block = chance.one(["", "", "1", "2", "3"])
        return Address(number, street, (court, block, str(chance.between(1, 25))), chance.one("abcdefgh"))


def hash_of(text):
    value = 0
    for letter in text:
        value = (value * 31 + ord(letter)) & 0xFFFFFF
    return value


class Person:
    __slots__ = (
        "number",
        "sex",
        "given",
        "middle",
        "surname",
        "birth",
        "town",
        "household",
        "homes",
        "surnames",
        "phone",
        "mobile",
        "occupation",
        "marital",
        "national_id",
        "email",
        "twin",
    )


class Seen:
    """What a register can see of a person at a time: the address and the surname of then."""

    __slots__ = ("person", "home", "surname")

    def __init__(self, person, home, surname):
        self.person, self.home, self.surname = person, home, surname


def at(history, time):
    """The last entry of a history of (time, value) that is not later than the time."""
    value = history[0][1]
    for begin, entry in history:
        if begin > time:
            break
        value = entry
    return value


class Population:
    """Makes households one after the other; keeps none of them. Time runs from 0 to 4 years, before it nobody moves."""

    def __init__(self, parameters, names, city, label="people"):
        self.names, self.city = names, city
        self.chance = parameters.chance(f"{label} households")
        self.shares_surname = parameters.share(f"{label} wives take the surname", 0.1, 0.9)
        self.move = parameters.rate(f"{label} moves a year", 0.03, 0.15)
        self.marry = parameters.rate(f"{label} marriages a year", 0.004, 0.03)
        self.middle = parameters.share(f"{label} middle names", 0.0, 0.6)
        self.local_born = parameters.share(f"{label} born in the city", 0.3, 0.8)
        self.year = 2015
        self.count = 0

    def person(self, sex, surname, age, household, home, phone):
        chance = self.chance
        person = Person()
        person.number, self.count = self.count, self.count + 1
        person.sex, person.surname = sex, surname
        person.given = self.names.given[sex].draw(chance)
        person.middle = self.names.given[sex].draw(chance) if chance.often(self.middle) else ""
        person.birth = (self.year - age, chance.between(1, 12), chance.between(1, 28))
        person.town = self.city.towns.values[0] if chance.often(self.local_born) else self.city.towns.draw(chance)
        person.household, person.homes, person.surnames = household, [(0, home)], [(0, surname)]
        person.phone = phone
        person.mobile = f"0{chance.between(600, 799)}{chance.below(1_000_000):06d}"
        person.occupation = chance.one(OCCUPATIONS) if 18 <= age < 67 else "student" if 6 <= age < 18 else "none"
        person.marital = "single" if age < 20 else chance.one(MARITAL)
        person.national_id, person.email, person.twin = None, None, None
        return person

    def child(self, surname, age, household, home, phone):
        return self.person("f" if self.chance.often(0.49) else "m", surname, age, household, home, phone)

    def household(self, number):
        chance = self.chance
        home = self.city.address(chance)
        phone = f"0{chance.between(20, 59)}{chance.below(10_000_000):07d}"
        surname = self.names.surnames.draw(chance)
        age = 20 + int(65 * chance.random() ** 1.2)
        what = chance.random()
        if what < 0.3:
            members = [self.child(surname, age, number, home, phone)]
        elif what < 0.9:
            wife = surname if chance.often(self.shares_surname) else self.names.surnames.draw(chance)
            members = [
                self.person("m", surname, age, number, home, phone),
                self.person("f", wife, max(19, age - chance.between(-4, 7)), number, home, phone),
            ]
            if 24 < age < 62 and what > 0.45:
                for _ in range(chance.one([1, 1, 2, 2, 2, 3, 3, 4])):
                    born = chance.between(20, 40)
                    if age > born:
                        members.append(self.child(surname, age - born, number, home, phone))
        else:
            members = [
                self.child(self.names.surnames.draw(chance), age + chance.between(0, 5), number, home, phone)
                for _ in range(chance.between(2, 5))
            ]
        self._events(members)
        return members

    def _events(self, members):
        """Moves of whole households and of single members, and marriages."""
        chance = self.chance
        if chance.often(3 * self.move):
            time, home = 4 * chance.random(), self.city.address(chance)
            for person in members:
                person.homes.append((time, home))
        for person in members:
            age = self.year - person.birth[0]
            if age >= 18 and chance.often(self.move):
                person.homes.append((4 * chance.random(), self.city.address(chance)))
                person.homes.sort(key=lambda entry: entry[0])
            if person.sex == "f" and 19 <= age <= 50 and chance.often(4 * self.marry):
                person.surnames.append((4 * chance.random(), self.names.surnames.draw(chance)))

    def households(self, people):
        """Households until there are `people` people; the last may bring a few more."""
        number = 0
        while self.count < people:
            yield self.household(number)
            number += 1
