"""Invented words and names: made of syllables, short forms and other spellings included."""

from chance import Chance, zipf

ONSETS = (
    "b br c ch cl cr d dr f fl fr g gl gr h j k kh kl kr l m n p ph pl pr q r s sh sk sl sm sn st t th tr ts v w y "
    "z zh"
).split()
NUCLEI = "a a a e e e i i o o u ai ay ea ee ei ia ie io oo ou ua y".split()
CODAS = ["", "", "", ""] + "b ck d f g k l ll m n n nd ng nn nt p r r rd rk rn rs rt s ss st t th tt x".split()
SURNAME_ENDS = "er ic ov ev sen ton ley man ez ini ara ski ova ade oglu ian ford wick berg son eau ett".split()
FEMALE_ENDS = "a a ia ina elle ie ine ette y is".split()
MALE_ENDS = "o us an en ard in el or ik as".split()
STREET_KINDS = ["street", "road", "avenue", "lane", "close", "drive", "square", "hill", "path", "terrace"]


class Tongue:
    """A way to make words, with some sounds more frequent than others. Two tongues sound unlike."""

    def __init__(self, chance):
        self.onsets = zipf(chance.some(ONSETS, chance.between(16, 40)), 0.2 + 0.4 * chance.random())
        self.nuclei = zipf(chance.some(NUCLEI, chance.between(7, 12)), 0.8)
        self.codas = zipf(chance.some(CODAS, chance.between(6, 12)), 0.8)
        self.surname_ends = chance.some(SURNAME_ENDS, 6)
        self.female_ends = chance.some(FEMALE_ENDS, 4)
        self.male_ends = chance.some(MALE_ENDS, 4)
        self.ended = 0.2 + 0.5 * chance.random()

    def word(self, chance, syllables):
        """Inner syllables are mostly open."""
        parts = []
        for place in range(syllables):
            parts += [self.onsets.draw(chance), self.nuclei.draw(chance)]
            if place == syllables - 1 or chance.often(0.3):
                parts.append(self.codas.draw(chance))
        return "".join(parts)

    def name(self, chance, ends):
        word = self.word(chance, 1 if chance.often(0.55) else 2)
        return word + chance.one(ends) if len(word) < 9 and chance.often(self.ended) else word


def inventory(count, make):
    """`count` different words of three to fourteen letters, in the order in which they came."""
    words = {}
    while len(words) < count:
        word = make()
        if 3 <= len(word) <= 14:
            words[word] = None
    return list(words)


class Names:
    """The names of one people: given names by sex and surnames, few of them frequent and many rare."""

    def __init__(self, parameters, label, surnames, given=None):
        chance = parameters.chance(f"{label} words")
        self.tongue = tongue = Tongue(chance)
        given = given or parameters.count(f"{label} given names", 250, 1500)
        exponent = parameters.share(f"{label} given name exponent", 0.75, 1.1)
        self.given = {
            "f": zipf(inventory(given, lambda: tongue.name(chance, tongue.female_ends)), exponent, 3),
            "m": zipf(inventory(given, lambda: tongue.name(chance, tongue.male_ends)), exponent, 3),
        }
        # Each letter is a chance for a name alike, which twins often bear.
        self.alike = {sex: _by_start(names.values) for sex, names in self.given.items()}
        exponent = parameters.share(f"{label} surname exponent", 0.6, 1.0)
        self.surnames = zipf(inventory(surnames, lambda: tongue.name(chance, tongue.surname_ends)), exponent, 4)

    def like(self, name, sex, chance):
        """Another given name that starts as this one does."""
        others = [other for other in self.alike[sex].get(name[:2], []) if other != name]
        return chance.one(others) if others else self.given[sex].draw(chance)


def _by_start(names):
    groups = {}
    for name in names:
        groups.setdefault(name[:2], []).append(name)
    return groups


def places(chance, count, tongue=None):
    tongue = tongue or Tongue(chance)
    ends = ["", "", "ton", "by", "ford", "burg", "mouth", " bay", " hill", "ville"]
    return inventory(count, lambda: tongue.word(chance, chance.between(1, 2)) + chance.one(ends))


def short_form(name):
    """The name that friends use; always the same for one name."""
    chance = Chance("short form", name)
    vowels = [place for place, letter in enumerate(name) if letter in "aeiouy" and place > 0]
    stem = name[: vowels[0] + 2] if vowels else name[:3]
    if len(stem) >= len(name) or chance.often(0.15):
        stem = name[: max(2, len(name) - 2)]
    return stem.rstrip("aeiouy") + chance.one(["ie", "y", "o", "a", "", "i"]) if chance.often(0.7) else stem
