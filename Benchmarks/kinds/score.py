#!/usr/bin/env python3
"""Scores a run from the truth: pairs of people, pairs kept, and the stated probability of pairs.

    score.py TRUTH.csv PEOPLE.csv [--links LINKS.csv] [--apart APART.json]

PEOPLE.csv (person_id, register, record_id) and LINKS.csv (register_a, record_a, register_b, record_b,
match_probability, …) are files of a run directory. APART.json lists people easily taken for one: [why, person, person].
Prints JSON. Needs the standard library alone, and about 300 bytes of memory per record.
"""

import argparse, csv, json
from bisect import bisect_right
from collections import Counter

# Bands of stated probability: from each bound to the next.
BANDS = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98, 0.999, 1.0]


class Numbers(dict):
    """Gives each new value the next number."""

    def __missing__(self, value):
        self[value] = number = len(self)
        return number


def read_truth(path, people):
    """The number of the true person of each record, by register and record. `people` numbers their identifiers."""
    truth = {}
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        place = [header.index(column) for column in ("register", "record_id", "person_id")]
        for row in rows:
            register, record, person = (row[column] for column in place)
            truth.setdefault(register, {})[record] = people[person]
    return truth


def pairs(counts):
    return sum(count * (count - 1) // 2 for count in counts.values())


def pair_counts(keys_by_register):
    """Pairs of records with one key: (all, across registers)."""
    together, within = Counter(), 0
    for keys in keys_by_register:
        counts = Counter(keys)
        within += pairs(counts)
        together.update(counts)
    total = pairs(together)
    return total, total - within


def quality(right, together, true):
    precision = right / together if together else 0.0
    recall = right / true if true else 0.0
    f = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return dict(
        precision=round(precision, 4), recall=round(recall, 4), f=round(f, 4), pairs=together, true_pairs=true
    )


def read_people(truth, path):
    """The number of the person found of each record that the truth knows."""
    found, persons = {register: {} for register in truth}, Numbers()
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        place = [header.index(column) for column in ("register", "record_id", "person_id")]
        for row in rows:
            register, record, person = (row[column] for column in place)
            if record in truth.get(register, ()):
                found[register][record] = persons[person]
    return found


def score_people(truth, found):
    """Quality of the people found, over all pairs of records and over those across registers.

    Records that the run does not know stand alone."""
    unknown = sum(len(records) - len(found[register]) for register, records in truth.items())
    both = [
        [(found[register][record] << 32) | person for record, person in records.items() if record in found[register]]
        for register, records in truth.items()
    ]
    counted = (
        pair_counts(both),
        pair_counts([records.values() for records in found.values()]),
        pair_counts([records.values() for records in truth.values()]),
    )
    result = dict(records=sum(map(len, truth.values())), registers=len(truth), not_in_people=unknown)
    for place, which in enumerate(("all", "across")[: 2 if len(truth) > 1 else 1]):
        result[which] = quality(*(numbers[place] for numbers in counted))
    return result


def score_apart(truth, found, people, path):
    """Of the people easily taken for one, how many have records in one person found: {why: [merged, all]}."""
    with open(path, encoding="utf-8") as file:
        listed = [(why, people.get(str(one)), people.get(str(other))) for why, one, other in json.load(file)]
    sought = {person for _, *both in listed for person in both}
    persons = {person: set() for person in sought}
    for register, records in truth.items():
        for record, person in records.items():
            if person in sought and record in found[register]:
                persons[person].add(found[register][record])
    counts = {}
    for why, one, other in listed:
        if persons[one] and persons[other]:
            merged, total = counts.get(why, (0, 0))
            counts[why] = (merged + bool(persons[one] & persons[other]), total + 1)
    return counts


def score_links(truth, path, true_pairs):
    """The share of true pairs among the pairs kept, and per band of stated probability how many are true.

    `true_pairs` has the true pairs `all` and, for several registers, `across`."""
    count, true, stated = ([0] * (len(BANDS) - 1) for _ in range(3))
    kept = dict(all=0, across=0)
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        columns = ("register_a", "record_a", "register_b", "record_b", "match_probability")
        place = [header.index(column) for column in columns]
        for row in rows:
            register_a, record_a, register_b, record_b, probability = (row[column] for column in place)
            a, b = truth.get(register_a, {}).get(record_a), truth.get(register_b, {}).get(record_b)
            if a is None or b is None:
                continue
            probability = float(probability)
            band = min(bisect_right(BANDS, probability) - 1, len(BANDS) - 2)
            count[band] += 1
            stated[band] += probability
            if a == b:
                true[band] += 1
                kept["all"] += 1
                kept["across"] += register_a != register_b
    bands = [
        dict(
            low=BANDS[band],
            high=BANDS[band + 1],
            pairs=count[band],
            stated=round(stated[band] / count[band], 4) if count[band] else None,
            true=round(true[band] / count[band], 4) if count[band] else None,
        )
        for band in range(len(BANDS) - 1)
    ]
    shares = {which: round(kept[which] / total, 4) if total else None for which, total in true_pairs.items()}
    return dict(pairs_kept=sum(count), true_pairs_kept=shares, bands=bands)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("truth")
    parser.add_argument("people")
    parser.add_argument("--links")
    parser.add_argument("--apart")
    arguments = parser.parse_args()
    people = Numbers()
    truth = read_truth(arguments.truth, people)
    found = read_people(truth, arguments.people)
    result = score_people(truth, found)
    if arguments.apart:
        result["apart"] = score_apart(truth, found, people, arguments.apart)
    if arguments.links:
        true_pairs = {which: result[which]["true_pairs"] for which in ("all", "across") if which in result}
        result.update(score_links(truth, arguments.links, true_pairs))
    print(json.dumps(result, indent=1))


if __name__ == "__main__":
    main()
