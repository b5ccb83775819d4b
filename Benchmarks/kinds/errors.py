"""What goes wrong when values are written down: errors of typing, hearing, reading and copying.

An error is a function of a value and a `Chance`; values are lower-case text, and dates (year, month, day).
"""

import re

ROWS = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"]


def _neighbours():
    table = {}
    for row, keys in enumerate(ROWS):
        for place, key in enumerate(keys):
            near = [keys[other] for other in (place - 1, place + 1) if 0 <= other < len(keys)]
            for other_row in (row - 1, row + 1):
                if 0 < other_row < len(ROWS) and row > 0:
                    near += list(ROWS[other_row][max(0, place - 1) : place + 1])
            table[key] = near
    return table


NEIGHBOURS = _neighbours()
def pairs_of(text):
    """(old, new) of each `old>new`."""
    return [tuple(entry.split(">")) for entry in text.split()]


SOUNDS = pairs_of(
    """
    ph>f f>ph ck>k c>k k>c q>k ee>i ie>y y>ie i>y y>i ou>u oo>u u>oo v>w w>v z>s s>z th>t d>t t>d g>j j>g
    sh>s sch>sh ai>ay ea>e e>a a>e o>u x>ks ll>l l>ll nn>n n>nn ss>s h> m>n er>or ts>z b>p kh>k
    """
)
LOOKS = pairs_of(
    """
    rn>m m>rn l>1 i>l o>0 cl>d d>cl vv>w u>n e>c c>e h>b s>5 0>o 1>l 5>s 8>b 6>b t>f g>q 3>8 7>1
    """
)

# Spellings of one sound in different systems of transliteration.
SYSTEMS = [
    system.split("|")
    for system in """
    kh|h|x sh|sch|s zh|j|g|dj ts|tz|z|c y|i|j ou|u|oo|w v|w|f q|k|c|ck
    e|a|ie ai|ay|ei th|t ph|f o|u ll|l nn|n
    """.split()
]
SPELLINGS = {
    spelling: [other for other in system if other != spelling] for system in SYSTEMS[::-1] for spelling in system
}
SPELLED = re.compile("|".join(sorted(SPELLINGS, key=lambda spelling: (-len(spelling), spelling))))


def typo(text, chance):
    """One wrong keystroke: a neighbour's key, a letter too few or too many, or two letters exchanged."""
    if not text:
        return text
    place = chance.below(len(text))
    what = chance.random()
    letter = text[place]
    near = NEIGHBOURS.get(letter)
    if what < 0.4 and near:
        return text[:place] + chance.one(near) + text[place + 1 :]
    if what < 0.6:
        return text[:place] + text[place + 1 :] if len(text) > 2 else text
    if what < 0.75:
        return text[:place] + (chance.one(near) if near else letter) + text[place:]
    if what < 0.9:
        return text[:place] + text[place + 1 : place + 2] + letter + text[place + 2 :]
    return text[:place] + letter + text[place:]


def typos(text, chance):
    """One to three wrong keystrokes."""
    for _ in range(chance.between(1, 3)):
        text = typo(text, chance)
    return text


def _replaced(text, chance, table):
    for _ in range(12):
        old, new = chance.one(table)
        place = text.find(old, chance.below(len(text)) if text else 0)
        if place >= 0:
            return text[:place] + new + text[place + len(old) :]
    return text


def misheard(text, chance):
    return _replaced(text, chance, SOUNDS)


def misread(text, chance):
    return _replaced(text, chance, LOOKS)


def transliterated(text, chance):
    """Spelled anew from the sounds, by another system: many letters change at once."""
    draw = chance.random
    return SPELLED.sub(lambda found: chance.one(SPELLINGS[found[0]]) if draw() < 0.35 else found[0], text)


def word_dropped(text, chance):
    words = text.split(" ")
    if len(words) > 1:
        del words[chance.below(len(words))]
    return " ".join(words)


def words_exchanged(text, chance):
    words = text.split(" ")
    if len(words) > 1:
        place = chance.below(len(words) - 1)
        words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


def truncated(text, chance):
    return text[: max(3, len(text) * 3 // 5)]


def initial(text, chance):
    return text[:1]


def digit_wrong(text, chance):
    places = [place for place, letter in enumerate(text) if letter.isdigit()]
    if not places:
        return text
    place = chance.one(places)
    return text[:place] + chance.one("0123456789") + text[place + 1 :]


def digits_exchanged(text, chance):
    if len(text) < 2:
        return text
    place = chance.below(len(text) - 1)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def possible(date):
    return 1 <= date[1] <= 12 and 1 <= date[2] <= DAYS[date[1] - 1] and 1000 <= date[0] <= 2100


def date_digit_wrong(date, chance):
    """A wrong digit or two exchanged, such that a date comes out."""
    digits = "%04d%02d%02d" % date
    for _ in range(6):
        wrong = digit_wrong(digits, chance) if chance.often(0.7) else digits_exchanged(digits, chance)
        found = (int(wrong[:4]), int(wrong[4:6]), int(wrong[6:]))
        if found != date and found[0] // 100 == date[0] // 100 and possible(found):
            return found
    return date


def day_and_month_exchanged(date, chance):
    return (date[0], date[2], date[1]) if date[2] <= 12 else date_digit_wrong(date, chance)


def year_wrong(date, chance):
    step = chance.one([-10, -5, -2, -1, -1, 1, 1, 2, 5, 10])
    return (date[0] + step, date[1], date[2])


def year_only(date, chance):
    """The first of January, as written where only the year is known."""
    return (date[0], 1, 1)


def month_only(date, chance):
    return (date[0], date[1], 1)


def date_guessed(date, chance):
    return (date[0] + chance.between(-3, 3), chance.between(1, 12), chance.between(1, 28))


def other_sex(sex, chance):
    return "m" if sex == "f" else "f"


class Noise:
    """How often a field is missing, and how often each error befalls it.

    A record multiplies the rates of its errors and of its gaps, so that errors come together in some records.
    """

    def __init__(self, missing, errors):
        self.missing = missing
        self.errors = [(rate, error) for rate, error in errors if rate > 0]
        self.total = sum(rate for rate, _ in self.errors)

    def apply(self, value, chance, slips=1.0, gaps=1.0):
        """The value as it is written down; None where it is missing."""
        draw = chance.random()
        missing = self.missing * gaps
        if missing > 0.97:
            missing = 0.97
        if draw < missing:
            return None
        draw = (draw - missing) / (1 - missing)
        total = self.total * slips
        if total > 0.95:
            slips *= 0.95 / total
            total = 0.95
        if draw >= total:
            return value
        draw /= slips
        for rate, error in self.errors:
            draw -= rate
            if draw < 0:
                return error(value, chance)
        return value


def mixed(parameters, label, total, errors, missing=0.0):
    """Noise whose errors have the given total rate, divided by the seed among the errors."""
    chance = parameters.chance(f"{label} mixture")
    parts = [(0.1 + chance.exponential(1), error) for error in errors]
    whole = sum(part for part, _ in parts)
    parameters.drawn[f"{label} errors"] = {error.__name__: round(total * part / whole, 5) for part, error in parts}
    return Noise(missing, [(total * part / whole, error) for part, error in parts])


NAME_ERRORS = [typo, typos, misheard, misread, truncated, initial]
LIGHT_NAME_ERRORS = [typo, misheard, misread]
DATE_ERRORS = [date_digit_wrong, day_and_month_exchanged, year_wrong, year_only]
ADDRESS_ERRORS = [typo, misread, word_dropped, truncated, misheard]
NUMBER_ERRORS = [digit_wrong, digits_exchanged]
