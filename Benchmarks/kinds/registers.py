"""Registers as files: fields with their errors and formats, rows in random order, the truth beside them."""

import csv, json, os

from chance import Chance

ROWS_AT_ONCE = 200_000
DATE_FORMATS = {
    "iso": "{0:04d}-{1:02d}-{2:02d}",
    "slashes": "{2:02d}/{1:02d}/{0:04d}",
    "dots": "{2:02d}.{1:02d}.{0:04d}",
    "compact": "{0:04d}{1:02d}{2:02d}",
}
HEADERS = {
    "given name": ["given_name", "first_name", "forename"],
    "surname": ["surname", "last_name", "family_name"],
    "full name": ["full_name", "name"],
    "birth date": ["birth_date", "date_of_birth", "dob"],
    "sex": ["sex", "gender"],
    "phone": ["phone", "telephone", "phone_number"],
    "town": ["town", "city", "municipality"],
    "postcode": ["postcode", "postal_code", "zip"],
}


class Style:
    """How one register writes: headers, letters, dates."""

    def __init__(self, parameters, register):
        self.parameters, self.register = parameters, register
        self.case = {"upper": str.upper, "title": str.title, "lower": str}[
            parameters.choice(f"{register} letters", ["title", "title", "upper", "lower"])
        ]
        self.date_format = DATE_FORMATS[
            parameters.choice(f"{register} dates", ["iso", "iso", "iso", "slashes", "dots", "compact"])
        ].format
        words = parameters.choice(f"{register} sexes", ["F M", "f m", "female male", "F M"]).split()
        self.sexes = dict(zip("fm", words))

    def header(self, what):
        return self.parameters.choice(f"{self.register} {what} header", HEADERS.get(what, [what.replace(" ", "_")]))

    def text(self, what, value, noise):
        return Field(self.header(what), value, noise, self.case)

    def plain(self, what, value, noise):
        return Field(self.header(what), value, noise, str)

    def date(self, what, value, noise):
        write = self.date_format
        return Field(self.header(what), value, noise, lambda date: write(*date))

    def sex(self, value, noise):
        return Field(self.header("sex"), value, noise, self.sexes.__getitem__)


class Field:
    """A column: its header, the true value in what the register sees of a person, its noise and its format."""

    __slots__ = ("header", "value", "noise", "write")

    def __init__(self, header, value, noise, write):
        self.header, self.value, self.noise, self.write = header, value, noise, write


class Register:
    """A register in the making. Rows are spread over files of chance and shuffled one file at a time, so that
    memory does not grow with the number of rows; identifiers are given at the end and tell nothing."""

    def __init__(self, folder, name, headers, seed, expected_rows):
        self.folder, self.name, self.headers = folder, name, headers
        self.chance = Chance(seed, name, "order")
        self.rows = 0
        count = expected_rows // ROWS_AT_ONCE + 1
        self.paths = [os.path.join(folder, f".{name}.{part}") for part in range(count)]
        self.files = [open(path, "w", encoding="utf-8", newline="") for path in self.paths]
        self.writers = [csv.writer(file, lineterminator="\n").writerow for file in self.files]

    def add(self, person, values):
        """`person` is the person's number; missing values are None or empty."""
        writers = self.writers
        row = writers[int(self.chance.random() * len(writers))] if len(writers) > 1 else writers[0]
        row([person, *values])
        self.rows += 1

    def finish(self, truth):
        """Writes the register and its part of the truth."""
        for file in self.files:
            file.close()
        width = len(str(self.rows))
        letter = self.name[:1].upper()
        number = 0
        with open(os.path.join(self.folder, f"{self.name}.csv"), "w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerow(["record_id", *self.headers])
            for path in self.paths:
                with open(path, encoding="utf-8", newline="") as file:
                    lines = file.readlines()
                os.remove(path)
                self.chance.shuffle(lines)
                for line in lines:
                    number += 1
                    person, values = line.split(",", 1)
                    record = f"{letter}{number:0{width}d}"
                    out.write(f"{record},{values}")
                    truth.write(f"{self.name},{record},{person}\n")


def unlike(headers):
    """The headers, with a number after those that are there already."""
    seen, out = {}, []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        out.append(header if seen[header] == 1 else f"{header}_{seen[header]}")
    return out


class Output:
    """A folder of registers with their truth and what the seed has drawn."""

    def __init__(self, folder, parameters):
        self.folder, self.parameters = folder, parameters
        self.registers, self.apart = [], []
        os.makedirs(folder, exist_ok=True)

    def register(self, name, fields, expected_rows):
        headers = unlike([getattr(field, "header", field) for field in fields])
        made = Register(self.folder, name, headers, f"{self.parameters.seed}/{self.parameters.kind}", expected_rows)
        self.registers.append(made)
        return made

    def keep_apart(self, why, person, other):
        """Notes two people who are easily taken for one: twins, namesakes."""
        self.apart.append((why, person.number, other.number))

    def finish(self):
        with open(os.path.join(self.folder, "truth.csv"), "w", encoding="utf-8", newline="") as truth:
            truth.write("register,record_id,person_id\n")
            for register in self.registers:
                register.finish(truth)
        if self.apart:
            with open(os.path.join(self.folder, "apart.json"), "w", encoding="utf-8") as file:
                json.dump(self.apart, file)
                file.write("\n")
        about = dict(
            kind=self.parameters.kind,
            seed=self.parameters.seed,
            records={register.name: register.rows for register in self.registers},
            parameters=self.parameters.drawn,
        )
        with open(os.path.join(self.folder, "parameters.json"), "w", encoding="utf-8") as file:
            json.dump(about, file, indent=1, ensure_ascii=False)
            file.write("\n")


def write(register, person, seen, fields, chance, slips=1.0, gaps=1.0):
    """One record: what the register sees of the person, with its errors."""
    values = []
    for field in fields:
        value = field.value(seen)
        if value:
            value = field.noise.apply(value, chance, slips, gaps)
            if value:
                value = field.write(value)
        values.append(value)
    register.add(person, values)
