#!/usr/bin/env python3
"""Measures `recensus link` without a job file on registers of unlike kinds; prints what it states beside what is true.

    measure.py --recensus PATH --work FOLDER [--kinds all] [--seeds 1] [--people N] [--data FOLDER]... [--compared]

Registers are made by generate.py where they are not there yet. A kind may bring its size: registers2=1000000. --data
measures a folder of registers (CSV) with its truth.csv instead of kinds, and may be repeated. --compared links a second
time and keeps all pairs that were compared, for the true blocking recall. Wall time, processor time and the largest
resident memory are those of the process. Results go to FOLDER/results.md and FOLDER/results.json.
"""

import argparse, json, os, platform, shlex, shutil, subprocess, sys, time

from generate import KINDS
from stated import stated
from tables import report, true_value

HERE = os.path.dirname(os.path.abspath(__file__))
KEEP_ALL = "--keep-weight=-1000"  # bits; no pair weighs less


def run(command, output, log):
    """Runs a command to its end; returns its wall and processor seconds and peak MiB, or None if it failed."""
    with open(output, "w") as out, open(log, "a") as errors:
        errors.write(f"$ {shlex.join(command)}\n")
        errors.flush()
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=errors)
        # wait4 gives the usage of this child alone, getrusage the sum over all so far.
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - start
    if process.returncode != 0:
        return None
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    cpu = usage.ru_utime + usage.ru_stime
    return dict(wall=round(wall, 2), cpu=round(cpu, 2), peak_mib=round(usage.ru_maxrss / unit))


def score(data, out):
    """Scored in a process of its own: a child starts out with the peak memory of the process it is forked from."""
    command = [sys.executable, f"{HERE}/score.py", f"{data}/truth.csv", f"{out}/people.csv"]
    command += ["--links", f"{out}/links.csv"]
    if os.path.exists(f"{data}/apart.json"):
        command += ["--apart", f"{data}/apart.json"]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def registers(data):
    """Register files of a folder: all CSV files but the truth."""
    return sorted(f"{data}/{name}" for name in os.listdir(data) if name.endswith(".csv") and name != "truth.csv")


def link(data, out, log, arguments, more=()):
    shutil.rmtree(out, ignore_errors=True)
    options = ["--output", out, "--format", "csv", "--json", *shlex.split(arguments.options), *more]
    return run([arguments.recensus, "link", *registers(data), *options], f"{out}.json", log)


def measure(name, data, arguments):
    """One row: stated and true quality of one folder of registers."""
    out = f"{arguments.work}/runs/{name.replace('/', '-')}"
    log = f"{out}.log"
    if os.path.exists(log):
        os.remove(log)
    usage = link(data, out, log, arguments)
    if usage is None:
        print(f"{name}: recensus failed; see {log}", file=sys.stderr)
        return dict(set=name, failed=True)
    with open(f"{out}.json") as file:
        printed = json.load(file)
    says = stated(printed, f"{out}/recensus.sqlite")
    row = dict(set=name, **usage, **score(data, out), stated=says, printed=printed)
    if arguments.compared:
        compared(row, data, f"{out}-compared", log, arguments)
    if not arguments.keep:
        shutil.rmtree(out, ignore_errors=True)
    print(f"{name}: {usage['wall']} s, F {true_value(row, 'f')}", file=sys.stderr)
    return row


def compared(row, data, out, log, arguments):
    """Links again and keeps all pairs that were compared; adds the true blocking recall to the row."""
    if link(data, out, log, arguments, [KEEP_ALL]) is None:
        print(f"{row['set']}: the second run failed; see {log}", file=sys.stderr)
        return
    found = score(data, out)
    row["true_blocking_recall"] = found["true_pairs_kept"]
    row["pairs_compared"] = found["pairs_kept"]
    shutil.rmtree(out)


def generated(kind, size, seed, arguments):
    """The folder of a kind; one that is whole is kept."""
    root = f"{arguments.work}/data" + (f"-{size}" if size else "")
    folder = f"{root}/{seed}/{kind}"
    if not os.path.exists(f"{folder}/parameters.json"):
        command = [sys.executable, f"{HERE}/generate.py", kind, "--output", root, "--seed", str(seed)]
        subprocess.run(command + (["--people", str(size)] if size else []), check=True)
    return folder


def wanted(arguments):
    """(name, folder) of all that is to be measured."""
    for folder in arguments.data:
        folder = folder.rstrip("/")
        yield os.path.basename(folder), folder
    if arguments.data and not arguments.kinds:
        return
    for seed in arguments.seeds.split(","):
        for entry in (arguments.kinds or "all").replace("all", ",".join(KINDS)).split(","):
            kind, _, size = entry.partition("=")
            size = int(size) if size else arguments.people
            name = f"{kind}={size}" if size else kind
            yield f"{name}/{seed}", generated(kind, size, int(seed), arguments)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recensus", default="recensus")
    parser.add_argument("--work", required=True)
    parser.add_argument("--kinds", help=f"of {', '.join(KINDS)}; KIND=SIZE for one size")
    parser.add_argument("--seeds", default="1")
    parser.add_argument("--people", type=int, help="size of all kinds")
    parser.add_argument("--data", action="append", default=[], help="a folder with registers and truth.csv")
    parser.add_argument("--compared", action="store_true", help="link a second time for the true blocking recall")
    parser.add_argument("--options", default="", help="more options of recensus link, in one text")
    parser.add_argument("--keep", action="store_true", help="keep the run directories")
    arguments = parser.parse_args()
    os.makedirs(f"{arguments.work}/runs", exist_ok=True)
    rows = []
    for name, data in wanted(arguments):
        rows.append(measure(name, data, arguments))
        machine = dict(cores=os.cpu_count(), system=platform.platform(), python=platform.python_version())
        with open(f"{arguments.work}/results.json", "w") as file:
            json.dump(dict(machine=machine, options=arguments.options, results=rows), file, indent=1)
            file.write("\n")
    with open(f"{arguments.work}/results.md", "w") as file:
        file.write(report(rows))
    print(report(rows), end="")


if __name__ == "__main__":
    main()
