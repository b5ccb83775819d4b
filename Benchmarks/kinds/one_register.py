"""Kinds of one register that holds people more than once."""

from chance import Parameters, Weighted, zipf
from errors import (
    ADDRESS_ERRORS, DATE_ERRORS, LIGHT_NAME_ERRORS, NAME_ERRORS, NUMBER_ERRORS, Noise, date_digit_wrong,
    date_guessed, day_and_month_exchanged, misheard, misread, mixed, month_only, other_sex, transliterated,
    truncated, typo, typos, word_dropped, year_only, year_wrong,
)
from people import OCCUPATIONS
from registers import Output, Style, write
from words import Names, places, short_form


class Individual:
    """A person without a household, as one record sees it."""

    __slots__ = (
        "number",
        "sex",
        "given",
        "surname",
        "father",
        "birth",
        "country",
        "town",
        "postcode",
        "phone",
        "email",
        "full_name",
        "occupation",
        "forms",
    )


def clerks(parameters, count):
    """Some clerks make many errors, most make few: a factor for each."""
    chance = parameters.chance("clerks")
    sigma = parameters.share("spread of clerks", 0.5, 1.1)
    return [chance.factor(sigma) for _ in range(count)]


def _typing_fields(parameters):
    """Name, date, sex and country, and one or two fields more; names are spelled anew or mistyped."""
    style = Style(parameters, "arrivals")

    def noise(label, low, high, errors, missing=(0.002, 0.05)):
        total = parameters.rate(label, low, high)
        return mixed(parameters, label, total, errors, parameters.rate(f"{label} missing", *missing))

    def spelled(label, low, high):
        anew = parameters.share(f"{label} spelled anew", low, high)
        errors = noise(label, 0.08, 0.35, NAME_ERRORS)
        return Noise(errors.missing, [(anew, transliterated), *errors.errors])

    dates = [date_digit_wrong, date_digit_wrong, day_and_month_exchanged, year_wrong, date_guessed]
    places, trades = noise("birth place", 0.1, 0.4, NAME_ERRORS, (0.02, 0.3)), noise(
        "occupation", 0.05, 0.2, NAME_ERRORS, (0.02, 0.4)
    )
    more = [
        style.text("father name", lambda one: one.father, spelled("father name", 0.15, 0.5)),
        style.text("birth place", lambda one: one.town, places),
        style.text("occupation", lambda one: one.occupation, trades),
    ]
    kept = parameters.choices("more fields", [0, 1, 2], parameters.choice("number of more fields", [1, 1, 2]))
    return [
        style.text("given name", lambda one: one.given, spelled("given name", 0.1, 0.45)),
        style.text("surname", lambda one: one.surname, spelled("surname", 0.15, 0.6)),
        style.date("birth date", lambda one: one.birth, noise("birth date", 0.12, 0.5, dates)),
        style.sex(lambda one: one.sex, Noise(0.005, [(parameters.rate("sex", 0.002, 0.02), other_sex)])),
        style.text("country", lambda one: one.country, Noise(parameters.rate("no country", 0.002, 0.05), [])),
        *(more[place] for place in kept),
    ]


def typing(folder, seed, size=None):
    """A register of arrivals from many countries; names are spelled anew by each clerk, digits of dates are wrong."""
    parameters = Parameters("typing", seed)
    records = parameters.size("records", size, 20_000, 110_000)
    countries = []
    for number, name in enumerate(
        places(parameters.chance("countries"), parameters.count("number of countries", 5, 16))
    ):
        countries.append((name, Names(parameters, f"country {number}", max(400, records // 25), 300)))
    countries = zipf(countries, parameters.share("country exponent", 0.6, 1.4), 0.5)
    towns = zipf(places(parameters.chance("towns"), 60), 1.0, 1)
    fields = _typing_fields(parameters)
    share = parameters.share("records with a partner", 0.10, 0.15)
    twice = share / (2 - share)
    siblings = parameters.rate("siblings", 0.01, 0.1)
    factors = clerks(parameters, 80)
    output = Output(folder, parameters)
    register = output.register("arrivals", fields, records)
    chance = parameters.chance("people")
    one, number = Individual(), 0
    while register.rows < records:
        number += 1
        if number == 1 or not chance.often(siblings):
            country, names = countries.draw(chance)
            one.father, one.surname = names.given["m"].draw(chance), names.surnames.draw(chance)
            one.country, one.town = country, towns.draw(chance)
        one.sex = "f" if chance.often(0.4) else "m"
        one.given, one.occupation = names.given[one.sex].draw(chance), chance.one(OCCUPATIONS)
        one.birth = (1995 - int(70 * chance.random() ** 1.5), chance.between(1, 12), chance.between(1, 28))
        copies = (3 if chance.often(0.06) else 2) if chance.often(twice) else 1
        for _ in range(copies):
            write(register, number, one, fields, chance, chance.one(factors) * chance.factor(0.4))
    output.finish()


def _gaps(parameters):
    """The share missing of each field: names are the last to be missing, the mean is that drawn."""
    gaps = dict(given=0.25, surname=0.15, sex=0.5, birth=1.0, postcode=1.2, phone=1.6)
    gaps = {field: part * parameters.rate(f"{field} gaps", 0.5, 2.0) for field, part in gaps.items()}
    scale = parameters.share("missing", 0.30, 0.50) * len(gaps) / sum(gaps.values())
    gaps = {field: min(0.85, part * scale) for field, part in gaps.items()}
    parameters.drawn["missing by field"] = {field: round(gap, 3) for field, gap in gaps.items()}
    return gaps


def _patient_fields(parameters):
    style, gaps = Style(parameters, "patients"), _gaps(parameters)

    def noise(field, low, high, errors):
        return mixed(parameters, field, parameters.rate(f"{field} errors", low, high), errors, gaps[field])

    return [
        style.text("given name", lambda one: one.given, noise("given", 0.02, 0.2, NAME_ERRORS)),
        style.text("surname", lambda one: one.surname, noise("surname", 0.02, 0.15, NAME_ERRORS)),
        style.sex(lambda one: one.sex, Noise(gaps["sex"], [(0.01, other_sex)])),
        style.date("birth date", lambda one: one.birth, noise("birth", 0.02, 0.15, DATE_ERRORS)),
        style.plain("postcode", lambda one: one.postcode, noise("postcode", 0.02, 0.15, NUMBER_ERRORS)),
        style.plain("phone", lambda one: one.phone, noise("phone", 0.02, 0.1, NUMBER_ERRORS)),
    ]


def patients(folder, seed, size=None):
    """A register of patients with few fields, of which 30 to 50 % are empty."""
    parameters = Parameters("patients", seed)
    records = parameters.size("records", size, 10_000, 12_500)
    names = Names(parameters, "names", max(600, records // 6), parameters.count("given names", 200, 600))
    fields = _patient_fields(parameters)
    again = parameters.share("chance of another record", 0.25, 0.6)
    move = parameters.share("moves between records", 0.05, 0.35)
    spread = parameters.share("spread of gaps", 0.2, 0.7)
    short = parameters.rate("short given names", 0.01, 0.15)
    relatives = parameters.share("relatives", 0.05, 0.3)
    postcodes = zipf([f"{10000 + 37 * place}" for place in range(300)], 0.8, 5)
    output = Output(folder, parameters)
    register = output.register("patients", fields, records)
    chance = parameters.chance("people")
    one, number = Individual(), 0
    while register.rows < records:
        number += 1
        relative = number > 1 and chance.often(relatives)
        one.sex = "f" if chance.often(0.55) else "m"
        first = names.given[one.sex].draw(chance)
        if not relative:
            one.surname = names.surnames.draw(chance)
        one.birth = (2022 - int(95 * chance.random() ** 0.8), chance.between(1, 12), chance.between(1, 28))
        copies = 1
        while copies < 5 and chance.often(again):
            copies += 1
        for copy in range(copies):
            # A relative begins at the postcode and the phone of the person before.
            if copy == 0 and not relative or copy > 0 and chance.often(move):
                one.postcode = postcodes.draw(chance)
                one.phone = f"0{chance.below(1_000_000_000):09d}"
            one.given = short_form(first) if chance.often(short) else first
            write(register, number, one, fields, chance, chance.factor(0.8), chance.factor(spread))
    output.finish()


def _member_fields(parameters):
    """Names, birth date, and two of five more."""
    style = Style(parameters, "members")

    def noise(field, low, high, errors):
        total, missing = parameters.rate(f"{field} errors", low, high), parameters.rate(f"no {field}", 0.02, 0.35)
        return mixed(parameters, field, total, errors, missing)

    dates = noise("birth", 0.1, 0.55, [*DATE_ERRORS, date_guessed, month_only])
    more = {
        "town": style.text("town", lambda one: one.town, noise("town", 0.05, 0.5, NAME_ERRORS)),
        "email": style.plain("email", lambda one: one.email, noise("email", 0.1, 0.6, [typo, typos, misread])),
        "phone": style.plain("phone", lambda one: one.phone, noise("phone", 0.1, 0.6, NUMBER_ERRORS)),
        "occupation": style.text("occupation", lambda one: one.occupation, noise("work", 0.05, 0.4, NAME_ERRORS)),
        "postcode": style.plain("postcode", lambda one: one.postcode, noise("postcode", 0.1, 0.5, NUMBER_ERRORS)),
    }
    return [
        style.text("given name", lambda one: one.given, noise("given", 0.15, 0.6, NAME_ERRORS)),
        style.text("surname", lambda one: one.surname, noise("surname", 0.15, 0.6, NAME_ERRORS)),
        style.date("birth date", lambda one: one.birth, dates),
        *(more[field] for field in parameters.choices("more fields", list(more), 2)),
    ]


def fewfields(folder, seed, size=None):
    """A register of five fields with many errors; everybody is there two to six times."""
    parameters = Parameters("fewfields", seed)
    records = parameters.size("records", size, 20_000, 20_000)
    names = Names(parameters, "names", max(800, records // 8))
    fields = _member_fields(parameters)
    sizes = Weighted(range(2, 7), [parameters.rate(f"people of {count}", 0.1, 1.0) for count in range(2, 7)])
    exchanged, short = parameters.rate("exchanged names", 0.005, 0.05), parameters.rate("short given names", 0.02, 0.2)
    kin, move = parameters.rate("people of one family", 0.02, 0.2), parameters.rate("moves", 0.02, 0.3)
    towns = zipf(places(parameters.chance("towns"), 150), 0.9, 2)
    hosts = [f"{word.replace(' ', '')}.org" for word in places(parameters.chance("hosts"), 12)]
    output = Output(folder, parameters)
    register = output.register("members", fields, records)
    chance = parameters.chance("people")
    one, number, surname = Individual(), 0, None
    while register.rows < records:
        number += 1
        sex = "f" if chance.often(0.5) else "m"
        given = names.given[sex].draw(chance)
        if not surname or not chance.often(kin):
            surname = names.surnames.draw(chance)
            one.town, one.postcode = towns.draw(chance), f"{chance.below(400) * 25 + 10000}"
        one.birth = (2004 - chance.below(70), chance.between(1, 12), chance.between(1, 28))
        one.occupation, one.phone = chance.one(OCCUPATIONS), f"0{chance.below(1_000_000_000):09d}"
        one.email = f"{given[0]}{surname}{chance.below(90)}@{chance.one(hosts)}"
        for _ in range(sizes.draw(chance)):
            one.given, one.surname = (surname, given) if chance.often(exchanged) else (given, surname)
            if chance.often(short):
                one.given = short_form(given)
            if chance.often(move):
                one.town, one.postcode = towns.draw(chance), f"{chance.below(400) * 25 + 10000}"
            write(register, number, one, fields, chance, chance.factor(0.7))
    output.finish()


TITLES = "baron count duke earl lord abbot bishop".split()
TRADES = (
    "painter politician poet composer bishop officer sculptor merchant botanist historian actor printer physician "
    "lawyer engineer architect priest theologian mathematician explorer singer journalist diplomat banker teacher "
    "engraver astronomer philosopher translator landowner judge admiral chemist novelist critic playwright "
    "geologist surgeon organist violinist"
).split()


class Biographies:
    """Makes the forms that a person's name, dates and places take in several works; a few forms recur in one person."""

    def __init__(self, parameters):
        self.family = None
        self.aliases = parameters.share("people with aliases", 0.3, 0.8)
        self.variants = parameters.share("variant spellings", 0.2, 0.8)
        self.vague = parameters.share("people of vague birth", 0.2, 0.6)
        self.kin = parameters.rate("people of the same family as another", 0.03, 0.3)
        self.towns = zipf(places(parameters.chance("towns"), 400), 0.9, 2)
        self.regions = places(parameters.chance("regions"), 25)
        self.trades = zipf(TRADES, 0.9, 2)

    def _names(self, one, names, chance):
        """(given names, surname) in the forms in use, the commonest first."""
        given, surname = [one.given], one.surname
        if chance.often(0.5):
            given.append(names.given[one.sex].draw(chance))
        if chance.often(0.12):
            surname = f"{chance.one(['de', 'van', 'von', 'of'])} {surname}"
        forms = [(" ".join(given), surname)]
        if len(given) > 1:
            forms.append((given[0], surname))
            forms.append((f"{given[0]} {given[1][0]}.", surname))
        if chance.often(0.15):
            forms.append((given[0], f"{surname}, {chance.one(TITLES)} of {self.towns.draw(chance)}"))
        if chance.often(self.aliases):
            alias = chance.random()
            if alias < 0.35:
                forms.append((short_form(given[0]), surname))
            elif alias < 0.7:
                forms.append(
                    (given[0] if one.sex == "f" else names.given["m"].draw(chance), names.surnames.draw(chance))
                )
            else:
                forms.append((transliterated(given[0], chance), transliterated(surname, chance)))
        for first, last in list(forms):
            if chance.often(self.variants):
                forms.append(
                    (misheard(first, chance), last) if chance.often(0.5) else (first, misheard(last, chance))
                )
        chance.shuffle(forms)
        return forms

    def person(self, one, names, chance):
        one.sex = "f" if chance.often(0.25) else "m"
        one.given = names.given[one.sex].draw(chance)
        if not self.family or not chance.often(self.kin):
            self.family = names.surnames.draw(chance), self.towns.draw(chance)
        one.surname, town = self.family
        year = 1960 - int(450 * chance.random() ** 1.6)
        birth = (year, chance.between(1, 12), chance.between(1, 28))
        dates = [birth]
        if chance.often(self.vague):
            dates.append(chance.one([year_only, year_only, year_wrong, month_only, date_digit_wrong])(birth, chance))
        region, trade = chance.one(self.regions), self.trades.draw(chance)
        one.forms = [
            self._names(one, names, chance),
            dates,
            [town, town, region] if chance.often(0.5) else [town],
            [trade] if chance.often(0.6) else [trade, self.trades.draw(chance)],
        ]


def recurring(forms, chance):
    """The first forms come most often."""
    return forms[min(len(forms) - 1, int(len(forms) * chance.random() ** 1.8))]


def _biography_fields(parameters):
    style = Style(parameters, "biographies")

    def noise(field, low, high, errors, most_missing):
        missing = parameters.rate(f"no {field}", 0.01, most_missing)
        return mixed(parameters, field, parameters.rate(f"{field} errors", low, high), errors, missing)

    small = [typo, typo, misheard, misread, word_dropped, truncated]
    return [
        style.text("full name", lambda one: one.full_name, Noise(0.0, [])),
        style.text("given name", lambda one: one.given, noise("given", 0.02, 0.2, small, 0.2)),
        style.text("surname", lambda one: one.surname, noise("surname", 0.02, 0.2, small, 0.1)),
        style.date("birth date", lambda one: one.birth, noise("birth", 0.03, 0.3, DATE_ERRORS, 0.4)),
        style.text("birth place", lambda one: one.town, noise("birth place", 0.02, 0.25, ADDRESS_ERRORS, 0.5)),
        style.text("occupation", lambda one: one.occupation, noise("occupation", 0.01, 0.1, LIGHT_NAME_ERRORS, 0.5)),
        style.sex(lambda one: one.sex, Noise(parameters.rate("no sex", 0.01, 0.3), [(0.003, other_sex)])),
    ]


def biography(folder, seed, size=None):
    """A register of biographies: 6 to 20 records a person, with aliases and a name column made of the others."""
    parameters = Parameters("biography", seed)
    records = parameters.size("records", size, 20_000, 50_000)
    names = Names(parameters, "names", max(800, records // 20), parameters.count("given names", 150, 500))
    life, fields = Biographies(parameters), _biography_fields(parameters)
    headers = [field.header for field in fields]
    second = parameters.choice("second derived column", ["", "sort_name", "birth_year"])
    turned = parameters.yes("full name begins with the surname", 0.3)
    same = parameters.share("full name is that of the other columns", 0.6, 1.0)
    again = parameters.share("chance of a record beyond six", 0.6, 0.92)
    output = Output(folder, parameters)
    register = output.register("biographies", headers + ([second] if second else []), records)
    chance = parameters.chance("people")
    one, number = Individual(), 0
    while register.rows < records:
        number += 1
        life.person(one, names, chance)
        forms, dates, towns, trades = one.forms
        copies = 6
        while copies < 20 and chance.often(again):
            copies += 1
        for _ in range(copies):
            one.given, one.surname = recurring(forms, chance)
            one.birth, one.town = recurring(dates, chance), recurring(towns, chance)
            one.occupation = recurring(trades, chance)
            _add_biography(register, number, one, fields, chance, (second, turned, same, forms))
    output.finish()


def _add_biography(register, number, one, fields, chance, derived):
    """One record; its derived columns are made of the values as they were written."""
    second, turned, same, forms = derived
    slips = chance.factor(0.7)
    written = [field.noise.apply(field.value(one), chance, slips) for field in fields[1:]]
    given, surname, birth = (value or "" for value in written[:3])
    if not chance.often(same):
        given, surname = recurring(forms, chance)
    full = f"{surname}, {given}" if turned and given and surname else f"{given} {surname}".strip()
    values = [fields[0].write(full)] + [value and field.write(value) for field, value in zip(fields[1:], written)]
    if second == "sort_name":
        first = written[0].split(" ")[0] if written[0] else ""
        values.append(fields[1].write(f"{written[1] or ''} {first}".strip()))
    elif second == "birth_year":
        values.append(birth[0] if birth else "")
    register.add(number, values)
