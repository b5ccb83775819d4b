#!/usr/bin/env python3
"""Checks `recensus init --from-splink` on FEBRL data sets: the same pairs, and the same weights, as Splink.

    from_splink.py DATA_FOLDER --work FOLDER [--recensus PATH] [--sets febrl3,febrl4] [--models plain,frequencies,library]

DATA_FOLDER has a folder for each set: febrl3 with records.csv, febrl4 with a.csv and b.csv (columns rec_id, given_name,
surname, date_of_birth, soc_sec_id, street_number, postcode, address_1, suburb). Each set is trained and scored by
Splink three times: on strings alone, the same with term frequencies, and with other parts of the comparison library
(names exchanged, dates, And, Or, Not, SQL of one's own). The saved model is carried over and applied by recensus. Exits
with 1 where pairs differ, or where the weight of a pair on the same levels differs by 0.01 bit or more without term
frequencies. Splink 4 and 5 will both do.
"""
import argparse
import csv
import json
import logging
import math
import os
import re
import subprocess
import sys

import duckdb
import splink
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

SETS = {"febrl3": ["records"], "febrl4": ["a", "b"]}
COLUMNS = ["rec_id", "given_name", "surname", "date_of_birth", "soc_sec_id", "street_number", "postcode", "address_1",
           "suburb"]
WITHOUT_FREQUENCIES = ["date_of_birth", "soc_sec_id"]
TOLERANCE = 0.01
# What recensus calls pairs that no rule proposed: records of one person, compared at the end.
ADDED = "records of one person"


def strings(frequencies):
    comparisons = [
        # The levels of NameComparison, which would not go without term frequencies.
        cl.JaroWinklerAtThresholds("given_name", [0.92, 0.88, 0.7]),
        cl.JaroWinklerAtThresholds("surname", [0.92, 0.88, 0.7]),
        cl.DamerauLevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number"),
        cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.75]),
        cl.JaroWinklerAtThresholds("suburb", [0.9, 0.75]),
    ]
    for name, comparison in zip(COLUMNS[1:], comparisons):
        comparison.configure(term_frequency_adjustments=frequencies and name not in WITHOUT_FREQUENCIES)
    return comparisons


def library():
    def both(level, *arguments):
        return cll.And(level("given_name", *arguments), level("surname", *arguments))

    return [
        # The levels of ForenameSurnameComparison, again without term frequencies.
        cl.CustomComparison(output_column_name="names", comparison_levels=[
            cll.And(cll.NullLevel("given_name"), cll.NullLevel("surname")),
            both(cll.ExactMatchLevel),
            cll.ColumnsReversedLevel("given_name", "surname", symmetrical=True),
            both(cll.JaroWinklerLevel, 0.92),
            both(cll.JaroWinklerLevel, 0.8),
            cll.ExactMatchLevel("surname"),
            cll.ExactMatchLevel("given_name"),
            cll.ElseLevel(),
        ]),
        cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroAtThresholds("suburb", [0.9, 0.7]),
        cl.CustomComparison(output_column_name="street", comparison_levels=[
            cll.NullLevel("address_1"),
            cll.And(cll.ExactMatchLevel("address_1"), cll.ExactMatchLevel("street_number")),
            cll.ExactMatchLevel("address_1"),
            cll.Or(cll.JaroWinklerLevel("address_1", 0.92), cll.LevenshteinLevel("address_1", 2)),
            cll.CustomLevel("substr(address_1_l, 1, 4) = substr(address_1_r, 1, 4)"),
            cll.ElseLevel(),
        ]),
        cl.CustomComparison(output_column_name="number", comparison_levels=[
            cll.NullLevel("soc_sec_id"),
            cll.ExactMatchLevel("soc_sec_id"),
            cll.And(cll.DamerauLevenshteinLevel("soc_sec_id", 1), cll.Not(cll.ExactMatchLevel("postcode"))),
            cll.DamerauLevenshteinLevel("soc_sec_id", 1),
            cll.ElseLevel(),
        ]),
    ]


MODELS = {"plain": lambda: strings(False), "frequencies": lambda: strings(True), "library": library}


def settings(link_type, kind):
    return SettingsCreator(
        link_type=link_type,
        unique_id_column_name="rec_id",
        blocking_rules_to_generate_predictions=[
            block_on("soc_sec_id"),
            block_on("given_name", "surname"),
            block_on("date_of_birth"),
            block_on("postcode", "substr(surname, 1, 3)"),
            block_on("postcode", "substr(given_name, 1, 3)"),
            block_on("street_number", "postcode"),
            block_on("address_1", "suburb"),
        ],
        comparisons=MODELS[kind](),
        retain_matching_columns=True,
        retain_intermediate_calculation_columns=True,
    )


def by_splink(data, name, kind, model):
    """Trains, saves the model, and returns weight and levels (best 1, missing 0) by pair."""
    registers = SETS[name]
    connection = duckdb.connect()
    connection.execute("SET threads = 1")
    for register in registers:
        path = os.path.join(data, name, register + ".csv").replace("'", "''")
        connection.execute(f"CREATE TABLE src_{register} AS SELECT {', '.join(COLUMNS)} "
                           f"FROM read_csv('{path}', all_varchar = true)")
    tables = [connection.table(f"src_{register}") for register in registers]
    api = DuckDBAPI(connection=connection)
    link_type = "dedupe_only" if len(registers) == 1 else "link_only"
    if splink.__version__.startswith("4."):
        linker = Linker(tables, settings(link_type, kind), api,
                        input_table_aliases=registers, set_up_basic_logging=False)
    else:
        sources = [api.register(t, dataset_display_name=r) for t, r in zip(tables, registers)]
        sources = sources if len(sources) > 1 else sources[0]
        linker = Linker(sources, settings(link_type, kind), log_level=logging.ERROR)
    train = linker.training
    train.estimate_probability_two_random_records_match(
        [block_on("soc_sec_id"), block_on("given_name", "surname", "date_of_birth")], recall=0.9)
    train.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (["soc_sec_id"], ["date_of_birth"], ["given_name", "surname"]):
        train.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    linker.misc.save_model_to_json(model, overwrite=True)
    predicted = linker.inference.predict().physical_name
    known = [row[0] for row in connection.execute(f"DESCRIBE {predicted}").fetchall()]
    gammas = [f"gamma_{c['output_column_name']}" for c in json.load(open(model))["comparisons"]]
    gammas = gammas if all(g in known for g in gammas) else []
    sides = [f"source_dataset_{s}" if "source_dataset_l" in known else f"'{registers[0]}'" for s in "lr"]
    rows = connection.execute(f"SELECT {sides[0]}, rec_id_l, {sides[1]}, rec_id_r, match_weight"
                              + "".join(f", {g}" for g in gammas) + f" FROM {predicted}").fetchall()
    counts = [sum(not level.get("is_null_level") for level in c["comparison_levels"])
              for c in json.load(open(model))["comparisons"]]
    pairs = {}
    for a, x, b, y, weight, *found in rows:
        levels = [0 if g < 0 else n - g for g, n in zip(found, counts)]
        pairs[tuple(sorted([(a, x), (b, y)]))] = (weight, levels)
    return pairs


def by_recensus(recensus, data, name, model, folder):
    """Carries the model over and applies it; returns weight and levels by pair, and pairs added within people."""
    files = [os.path.join(data, name, register + ".csv") for register in SETS[name]]
    told = subprocess.run([recensus, "init", "--from-splink", model, *files, "--output", folder, "--force", "--json"],
                          check=True, capture_output=True, text=True)
    job = os.path.join(folder, "job.yaml")
    text = open(job).read()
    # Whatever the weight, all pairs are to be seen.
    text = re.sub(r"^  accept: .*$", "  accept: { weight: 0 }\n  keep_weight: -1000", text, flags=re.M)
    open(job, "w").write(text)
    out = os.path.join(folder, "run")
    subprocess.run([recensus, "link", job, "--output", out, "--force", "--quiet", "--format", "csv"], check=True,
                   stdout=subprocess.DEVNULL)
    comparisons = json.load(open(os.path.join(folder, "model.json")))["comparisons"]
    bits = [math.ceil(math.log2(len(c["levels"]) + 2)) for c in comparisons]
    pairs, added = {}, 0
    for row in csv.DictReader(open(os.path.join(out, "links.csv"))):
        if row["rule"] == ADDED:
            added += 1
            continue
        pattern, levels = int(row["pattern"]), []
        for width in bits:
            levels.append(pattern & ((1 << width) - 1))
            pattern >>= width
        key = tuple(sorted([(row["register_a"], row["record_a"]), (row["register_b"], row["record_b"])]))
        pairs[key] = (float(row["match_weight"]), levels)
    return pairs, added, json.loads(told.stdout)["remarks"]


def compare(theirs, ours, kind):
    """What a table says of two results; whether they agree as they must."""
    both = theirs.keys() & ours.keys()
    differences = {key: abs(theirs[key][0] - ours[key][0]) for key in both}
    # Without levels of Splink's all pairs count as on the same levels.
    elsewhere = [key for key in both if theirs[key][1] and theirs[key][1] != ours[key][1]]
    alike = [differences[key] for key in both - set(elsewhere)]
    crossing = sum((theirs[key][0] > 0) != (ours[key][0] > 0) for key in both)
    row = {
        "pairs of Splink": len(theirs),
        "pairs of recensus": len(ours),
        "in one alone": len(theirs.keys() ^ ours.keys()),
        "on other levels": len(elsewhere),
        "on the other side of weight 0": crossing,
        "largest difference on the same levels": max(alike, default=0),
        "mean difference on the same levels": sum(alike) / max(1, len(alike)),
    }
    is_near = kind == "frequencies" or row["largest difference on the same levels"] < TOLERANCE
    agrees = theirs.keys() == ours.keys() and is_near
    return row, elsewhere, agrees


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--work", required=True)
    parser.add_argument("--recensus", default="recensus")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--models", default=",".join(MODELS))
    arguments = parser.parse_args()
    logging.getLogger("splink").setLevel(logging.ERROR)
    os.makedirs(arguments.work, exist_ok=True)
    fine = True
    for name in arguments.sets.split(","):
        for kind in arguments.models.split(","):
            stem = os.path.join(arguments.work, f"{name}-{kind}")
            theirs = by_splink(arguments.data, name, kind, stem + ".json")
            ours, added, remarks = by_recensus(arguments.recensus, arguments.data, name, stem + ".json", stem)
            row, elsewhere, agrees = compare(theirs, ours, kind)
            fine &= agrees
            print(f"{name}, {kind}, Splink {splink.__version__}: {'agrees' if agrees else 'DIFFERS'}")
            for key, value in row.items():
                print(f"  {key:40} {value if isinstance(value, int) else format(value, '.6f')}")
            print(f"  {'added within people (in no rule)':40} {added}")
            for key in sorted(elsewhere)[:10]:
                print(f"    {key}: levels {theirs[key][1]} of Splink, {ours[key][1]} of recensus")
            for remark in remarks:
                print(f"  remark: {remark}")
    sys.exit(0 if fine else 1)


if __name__ == "__main__":
    main()
