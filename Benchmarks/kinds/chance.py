"""Random draws that depend on the seed and a name alone, and the rates that a seed stands for."""

import hashlib, math, random
from bisect import bisect
from itertools import accumulate


class Chance:
    """A stream of random draws. The same key gives the same stream on every machine and in every Python 3."""

    def __init__(self, *key):
        digest = hashlib.sha256("/".join(map(str, key)).encode()).digest()
        # Only random() is used: the sequences of the module's other functions may change between versions.
        self.random = random.Random(int.from_bytes(digest[:16], "big")).random

    def often(self, rate):
        return self.random() < rate

    def below(self, limit):
        return int(self.random() * limit)

    def between(self, low, high):
        """A whole number from low to high, both included."""
        return low + int(self.random() * (high - low + 1))

    def one(self, values):
        return values[int(self.random() * len(values))]

    def some(self, values, count):
        """`count` different values, in random order."""
        values = list(values)
        self.shuffle(values)
        return values[:count]

    def shuffle(self, values):
        draw = self.random
        for place in range(len(values) - 1, 0, -1):
            other = int(draw() * (place + 1))
            values[place], values[other] = values[other], values[place]

    def normal(self):
        return math.sqrt(-2 * math.log(1 - self.random())) * math.cos(2 * math.pi * self.random())

    def exponential(self, mean):
        return -mean * math.log(1 - self.random())

    def factor(self, sigma):
        """A log-normal factor of mean one."""
        return math.exp(sigma * self.normal() - sigma * sigma / 2)


class Weighted:
    """Draws values in proportion to weights."""

    def __init__(self, values, weights):
        self.values = list(values)
        self.sums = list(accumulate(weights))
        self.total = self.sums[-1]

    def draw(self, chance):
        return self.values[bisect(self.sums, chance.random() * self.total, 0, len(self.sums) - 1)]


def zipf(values, exponent, offset=1.0):
    """Draws values in proportion to 1 / (rank + offset)^exponent, the first the most often."""
    return Weighted(values, [(rank + offset) ** -exponent for rank in range(len(values))])


class Parameters:
    """What a seed decides about a kind. Each parameter has a stream of its own, so that a new one changes no other."""

    def __init__(self, kind, seed):
        self.kind, self.seed = kind, seed
        self.drawn = {}

    def _keep(self, name, value):
        self.drawn[name] = value
        return value

    def chance(self, name):
        return Chance(self.seed, self.kind, name)

    def share(self, name, low, high):
        """From low to high, each share alike likely."""
        return self._keep(name, round(low + (high - low) * self.chance(name).random(), 4))

    def rate(self, name, low, high):
        """From low to high, each order of magnitude alike likely."""
        return self._keep(name, round(low * (high / low) ** self.chance(name).random(), 5))

    def count(self, name, low, high):
        return self._keep(name, round(low * (high / low) ** self.chance(name).random()))

    def size(self, name, wanted, low, high):
        """The size wanted, or one from low to high."""
        return self._keep(name, wanted) if wanted else self.count(name, low, high)

    def choice(self, name, values):
        return self._keep(name, self.chance(name).one(values))

    def choices(self, name, values, count):
        """`count` different values, in their given order."""
        kept = set(self.chance(name).some(range(len(values)), count))
        return self._keep(name, [value for place, value in enumerate(values) if place in kept])

    def yes(self, name, rate):
        return self._keep(name, self.chance(name).often(rate))
