#!/usr/bin/env python3
"""Runs Splink and recensus on the same registers, measures both alike, and scores both from the truth.

    compare.py --work DIR --recensus PATH [--runs 3] [--sets 2x100k,...] [--public DIR]

Each tool runs in a process of its own; wall time, processor time and the largest resident memory of the
process come from the operating system (wait4). Scoring runs in a process of its own as well, because a child
starts out with the peak memory of the process it is forked from. Medians over the runs are reported; the
last run is scored. Results go to DIR/results.json and DIR/results.md.
"""
import argparse, json, os, platform, shutil, statistics, subprocess, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ALL = ["registration", "health", "tax", "education", "social_security"]
SETS = {
    "2x20k": (20_000, ALL[:2]),
    "5x20k": (20_000, ALL),
    "2x100k": (100_000, ALL[:2]),
    "5x100k": (100_000, ALL),
    "2x1m": (1_000_000, ALL[:2]),
    "5x1m": (1_000_000, ALL),
}


def measure(command, log):
    """Runs a command to its end; returns wall and processor seconds and peak MiB, or None if it failed."""
    with open(log, "a") as file:
        file.write(f"$ {' '.join(command)}\n")
        file.flush()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        # wait4 gives the usage of this child alone, getrusage the sum over all so far.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
    if process.returncode != 0:
        return None
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return dict(
        wall=round(wall, 2),
        cpu=round(usage.ru_utime + usage.ru_stime, 2),
        peak_mib=round(usage.ru_maxrss / unit),
    )


def median(runs):
    return {key: round(statistics.median(run[key] for run in runs), 2) for key in runs[0]}


def people_file(folder):
    for name in ("people.csv", "people.csv.zst"):
        if os.path.exists(f"{folder}/{name}"):
            return f"{folder}/{name}"
    return None


def truth_of(folder):
    """Of synthetic registers, or of data of one's own."""
    path = f"{folder}/truth/records.csv"
    return path if os.path.exists(path) else f"{folder}/truth.csv"


def score(folder, registers, people, edges):
    command = [sys.executable, f"{HERE}/score.py", truth_of(folder), ",".join(registers), "--people", people]
    outcome = subprocess.run(command + (["--edges", edges] if edges else []), check=True, stdout=subprocess.PIPE)
    return json.loads(outcome.stdout)


def compare(name, folder, registers, arguments):
    tools = {}
    if "splink" in arguments.tools:
        tools["splink"] = lambda out: [
            sys.executable, f"{HERE}/splink_link.py", folder, ",".join(registers), "--output", out,
        ]
    if "recensus" in arguments.tools:
        files = [f"{folder}/{register}.csv" for register in registers]
        tools["recensus"] = lambda out: [arguments.recensus, "link", *files, "--output", out]
    rows = []
    for tool, command in tools.items():
        log = f"{arguments.work}/{name}-{tool}.log"
        runs = []
        for _ in range(arguments.runs):
            out = f"{arguments.work}/{name}-{tool}"
            shutil.rmtree(out, ignore_errors=True)
            run = measure(command(out), log)
            if run is None or people_file(out) is None:
                print(f"{name}: {tool} failed or wrote no people file; see {log}", file=sys.stderr)
                break
            print(f"{name}: {tool}: {run}", file=sys.stderr)
            runs.append(run)
        else:
            edges = f"{out}/edges.parquet"
            found = score(folder, registers, people_file(out), edges if os.path.exists(edges) else None)
            rows.append(dict(set=name, tool=tool, runs=len(runs), **median(runs), **found))
    return rows


def markdown(rows):
    lines = [
        "| data | records | tool | wall s | CPU s | peak MiB | precision | recall | F1 | F1 at the best threshold |",
        "|---|---:|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for row in rows:
        best = max(row.get(kind, {}).get("f1", 0) for kind in ("best_pairs", "best_clusters"))
        default = row["default"]
        lines.append(
            f"| {row['set']} | {row['records']:,} | {row['tool']} | {row['wall']:.1f} | {row['cpu']:.1f} "
            f"| {row['peak_mib']:,.0f} | {default['precision']:.4f} | {default['recall']:.4f} "
            f"| {default['f1']:.4f} | {f'{best:.4f}' if best else '–'} |"
        )
    return "\n".join(lines) + "\n"


def generated(name, arguments):
    """The folder of a synthetic data set; one of the right size that is whole is kept."""
    people, registers = SETS[name]
    folder = f"{arguments.work}/data/{people}{'-id' if arguments.identifiers else ''}"
    if not os.path.exists(f"{folder}/manifest.json"):
        with open(f"{HERE}/registers.yaml", encoding="utf-8") as file:
            scenario = file.read()
        if arguments.identifiers:
            scenario = scenario.replace("extends: no-identifiers", "extends: hong-kong")
        path = f"{folder}.yaml"
        with open(path, "w", encoding="utf-8") as file:
            file.write(scenario)
        command = [arguments.recensus, "synth", path, "--people", str(people), "--seed", "1", "--output", folder]
        subprocess.run(command, check=True, stdout=sys.stderr)
    return folder, registers


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--work", required=True)
    parser.add_argument("--recensus", default="recensus")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--sets", default="2x100k,5x100k,2x1m,5x1m")
    parser.add_argument("--tools", default="splink,recensus")
    parser.add_argument("--identifiers", action="store_true", help="leave the identity card number in")
    parser.add_argument("--public", help="a folder of folders, each with register files of the same columns and truth.csv")
    arguments = parser.parse_args()
    arguments.tools = arguments.tools.split(",")
    os.makedirs(f"{arguments.work}/data", exist_ok=True)
    rows = []
    for name in arguments.sets.split(",") if arguments.sets else []:
        rows += compare(name, *generated(name, arguments), arguments)
    if arguments.public:
        for name in sorted(os.listdir(arguments.public)):
            folder = f"{arguments.public}/{name}"
            if not os.path.exists(f"{folder}/truth.csv"):
                continue
            registers = sorted(f[:-4] for f in os.listdir(folder) if f.endswith(".csv") and f != "truth.csv")
            # The Splink model here is written for the sample's columns; other data is for recensus alone.
            own = argparse.Namespace(**{**vars(arguments), "tools": ["recensus"]})
            rows += compare(name, folder, registers, own)
    machine = dict(
        cores=os.cpu_count(),
        memory_gib=round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        system=platform.platform(),
        python=platform.python_version(),
    )
    with open(f"{arguments.work}/results.json", "w") as file:
        json.dump(dict(machine=machine, results=rows), file, indent=1)
        file.write("\n")
    with open(f"{arguments.work}/results.md", "w") as file:
        file.write(markdown(rows))
    print(markdown(rows), end="")


if __name__ == "__main__":
    main()
