#!/usr/bin/env python3
"""Makes registers of unlike kinds with their truth, from a seed alone.

    generate.py KIND[,KIND...]|all --output FOLDER [--seed 1] [--people N]

Each kind goes into FOLDER/SEED/KIND: one CSV file per register, truth.csv (register,record_id,person_id) and
parameters.json, what the seed has drawn. The same seed gives the same bytes. Another seed gives other error rates,
other columns, other names. --people sets the size: records for kinds of one register, people for the others.
"""

import argparse, os, sys, time

import city, households, name_orders, one_register

KINDS = dict(
    typing=one_register.typing,
    patients=one_register.patients,
    biography=one_register.biography,
    fewfields=one_register.fewfields,
    census=households.census,
    families=households.families,
    families1=households.families1,
    order=name_orders.order,
    script=name_orders.script,
    registers2=city.registers2,
    registers5=city.registers5,
    national=city.national,
)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kinds", help=f"{', '.join(KINDS)}, or all")
    parser.add_argument("--output", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int)
    arguments = parser.parse_args()
    for kind in KINDS if arguments.kinds == "all" else arguments.kinds.split(","):
        if kind not in KINDS:
            parser.error(f"no kind {kind}; there are {', '.join(KINDS)}")
        start = time.perf_counter()
        folder = os.path.join(arguments.output, str(arguments.seed), kind)
        KINDS[kind](folder, arguments.seed, arguments.people)
        print(f"{folder}: {time.perf_counter() - start:.1f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
