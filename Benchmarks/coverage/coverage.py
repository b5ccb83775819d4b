#!/usr/bin/env python3
"""How often intervals hold the truth: synthetic registers, seed after seed, run and compared.

    Benchmarks/coverage/coverage.py run --people 100000 --seeds 1001-1100 --work /tmp/coverage
    Benchmarks/coverage/coverage.py table /tmp/coverage/replicates.csv

`run` makes registers for each seed, links and estimates with the job that `recensus synth` leaves, and adds
a line per area to replicates.csv; seeds that are there already are left out. `table` sums up. Python 3, no
packages; the program is taken from .build/release unless --program names another.
"""
import argparse
import csv
import math
import os
import shutil
import sqlite3
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FIELDS = ["people", "seed", "area", "truth", "value", "standard_error", "lower", "upper"]


def district_names():
    with open(f"{ROOT}/Synthetic/tables/districts.csv", encoding="utf-8") as file:
        rows = [line for line in file if not line.startswith("#")]
    return {row["abbreviation"]: row["name"].lower() for row in csv.DictReader(rows)}


def truth(folder):
    names = district_names()
    people = {"total": 0}
    with open(f"{folder}/truth/population.csv", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            count = int(row["usual_residents"])
            people["total"] += count
            area = names[row["district"]]
            people[area] = people.get(area, 0) + count
    return people


def estimates(folder):
    database = sqlite3.connect(f"{folder}/recensus.sqlite")
    sql = """SELECT cells.label, value, standard_error, lower, upper FROM estimates JOIN cells USING (cell)
             JOIN groupings USING (grouping)
             WHERE measure = 'population' AND groupings.name IN ('total', 'district')"""
    result = {row[0]: row[1:] for row in database.execute(sql)}
    for setting, value in database.execute(
        "SELECT setting, value FROM sensitivity WHERE choice = 'naive' OR choice = 'method' AND used = 0"
    ):
        if value is not None:
            result["other: " + setting] = (value, None, None, None)
    database.close()
    return result


def replicate(arguments, seed):
    registers, run = f"{arguments.work}/registers", f"{arguments.work}/run"
    for folder in (registers, run):
        shutil.rmtree(folder, ignore_errors=True)
    program = [arguments.program]
    quiet = {"stdout": subprocess.DEVNULL, "check": True}
    subprocess.run(
        program + ["synth", "hong-kong", "--people", str(arguments.people), "--seed", str(seed), "--output",
                   registers, "--quiet"], **quiet)
    subprocess.run(program + ["run", f"{registers}/job.yaml", "--output", run, "--quiet"], **quiet)
    known = truth(registers)
    for area, numbers in estimates(run).items():
        target = known["total"] if area.startswith("other: ") else known.get(area)
        if target is not None:
            yield [arguments.people, seed, area, target] + ["" if n is None else f"{n:.3f}" for n in numbers]


def run(arguments):
    os.makedirs(arguments.work, exist_ok=True)
    path = f"{arguments.work}/replicates.csv"
    done = set()
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            done = {(int(row["people"]), int(row["seed"])) for row in csv.DictReader(file)}
    first, last = (int(part) for part in arguments.seeds.split("-"))
    for seed in range(first, last + 1):
        if (arguments.people, seed) in done:
            continue
        rows = list(replicate(arguments, seed))
        is_new = not os.path.exists(path)
        with open(path, "a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if is_new:
                writer.writerow(FIELDS)
            writer.writerows(rows)
        total = next(row for row in rows if row[2] == "total")
        print(f"seed {seed}: truth {total[3]}, estimate {total[4]} ({total[6]} to {total[7]})", flush=True)


def summary(rows):
    errors = [float(row["value"]) / int(row["truth"]) - 1 for row in rows]
    n = len(errors)
    bias = sum(errors) / n
    rmse = math.sqrt(sum(e * e for e in errors) / n)
    worst = max(abs(e) for e in errors)
    held = width = None
    if rows[0]["lower"]:
        held = sum(float(r["lower"]) <= int(r["truth"]) <= float(r["upper"]) for r in rows) / n
        width = sum((float(r["upper"]) - float(r["lower"])) / 2 / int(r["truth"]) for r in rows) / n
    return n, bias, rmse, worst, held, width


def table(arguments):
    with open(arguments.file, encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    print("| people | area | replicates | bias | RMSE | worst | 95 % interval holds truth | half-width |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    for people in sorted({int(row["people"]) for row in rows}):
        own = [row for row in rows if int(row["people"]) == people]
        areas = list(dict.fromkeys(row["area"] for row in own))
        districts = [a for a in areas if a != "total" and not a.startswith("other: ")]
        groups = [("total", ["total"]), ("all districts", districts)]
        groups += [(a, [a]) for a in districts if arguments.districts]
        groups += [(a.removeprefix("other: "), [a]) for a in areas if a.startswith("other: ")]
        for name, members in groups:
            chosen = [row for row in own if row["area"] in members]
            if not chosen:
                continue
            n, bias, rmse, worst, held, width = summary(chosen)
            share = lambda x, d=2: "" if x is None else f"{100 * x:.{d}f} %"
            print(f"| {people} | {name} | {n} | {100 * bias:+.2f} % | {share(rmse)} | {share(worst)} "
                  f"| {share(held, 1)} | {share(width)} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("run")
    make.add_argument("--people", type=int, default=100000)
    make.add_argument("--seeds", default="1001-1100")
    make.add_argument("--work", required=True)
    make.add_argument("--program", default=f"{ROOT}/.build/release/recensus")
    make.set_defaults(action=run)
    show = commands.add_parser("table")
    show.add_argument("file")
    show.add_argument("--districts", action="store_true", help="a line per district, too")
    show.set_defaults(action=table)
    arguments = parser.parse_args()
    arguments.action(arguments)


if __name__ == "__main__":
    sys.exit(main())
