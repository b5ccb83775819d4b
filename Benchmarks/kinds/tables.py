"""The results in Markdown: stated beside true, bands of probability, and how many statements are near the truth."""

BAND_PAIRS = 200  # bands of fewer pairs are not judged
NEAR, NEAR_BAND = 0.015, 0.03
ABOUT = """\
P, R and F are over pairs of records after people are made: across registers where there are two, all pairs otherwise.
“blocking” is the share of true pairs that were compared, “kept” their share among the pairs of links.csv. “farthest
band” is the greatest difference of stated and true share in a band of probability. “merged” counts twins and namesakes
that were made one person, of those in the registers. In the second table: stated / true (pairs).
"""


def which(row):
    """Pairs across registers are counted where there are two, all pairs otherwise."""
    return "across" if row["registers"] == 2 else "all"


def true_value(row, what):
    """The true precision, recall, F or blocking recall; None where it was not measured."""
    if what == "blocking_recall":
        return row.get("true_blocking_recall", {}).get(which(row))
    return row[which(row)][what]


def number(value):
    return "–" if value is None else f"{value:.3f}"


def statement(entry):
    """A stated share with its interval."""
    if entry is None:
        return "–"
    if entry["lower"] is None or entry["upper"] is None:
        return number(entry["value"])
    return f"{number(entry['value'])} ({number(entry['lower'])}–{number(entry['upper'])})"


def off(band):
    """How far the stated share of a band is from the true one; None where it holds too few pairs."""
    return band["stated"] - band["true"] if band["pairs"] >= BAND_PAIRS else None


def farthest(row):
    distances = [distance for distance in map(off, row["bands"]) if distance is not None]
    return f"{max(distances, key=abs):+.3f}" if distances else "–"


def merged(row):
    return ", ".join(f"{count} of {total} {why}" for why, (count, total) in row.get("apart", {}).items()) or "–"


COLUMNS = {
    "data": lambda row: row["set"],
    "records": lambda row: f"{row['records']:,}",
    "P stated": lambda row: statement(row["stated"]["precision"]),
    "P": lambda row: number(true_value(row, "precision")),
    "R stated": lambda row: statement(row["stated"]["recall"]),
    "R": lambda row: number(true_value(row, "recall")),
    "F": lambda row: number(true_value(row, "f")),
    "F, all pairs": lambda row: number(row["all"]["f"]),
    "blocking stated": lambda row: statement(row["stated"]["blocking_recall"]),
    "blocking": lambda row: number(true_value(row, "blocking_recall")),
    "kept": lambda row: number(row["true_pairs_kept"][which(row)]),
    "farthest band": farthest,
    "merged": merged,
    "wall s": lambda row: f"{row['wall']:.1f}",
    "CPU s": lambda row: f"{row['cpu']:.1f}",
    "peak MiB": lambda row: f"{row['peak_mib']:,}",
}


def table(heads, rows):
    lines = [heads, ["---"] + ["---:"] * (len(heads) - 1), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def quality_table(rows):
    cells = []
    for row in rows:
        if row.get("failed"):
            cells.append([row["set"], "failed"] + [""] * (len(COLUMNS) - 2))
        else:
            cells.append([write(row) for write in COLUMNS.values()])
    return table(list(COLUMNS), cells)


def band_table(rows):
    """Stated and true share of each band, with its pairs."""
    cells = []
    for row in rows:
        bands = [(number(band["stated"]), number(band["true"]), band["pairs"]) for band in row["bands"]]
        cells.append([row["set"]] + [f"{says} / {true} ({pairs:,})" if pairs else "–" for says, true, pairs in bands])
    return table(["data"] + [f"{band['low']:g}–{band['high']:g}" for band in rows[0]["bands"]], cells)


def summary(rows):
    """How many statements are near the truth, in words."""
    lines = []
    for what in ("precision", "recall", "blocking_recall"):
        said = [(row["stated"][what], true_value(row, what)) for row in rows]
        said = [(entry, true) for entry, true in said if entry is not None and true is not None]
        near = sum(abs(entry["value"] - true) <= NEAR for entry, true in said)
        bounded = [(entry, true) for entry, true in said if entry["lower"] is not None and entry["upper"] is not None]
        holds = sum(entry["lower"] <= true <= entry["upper"] for entry, true in bounded)
        lines.append(
            f"- Stated {what.replace('_', ' ')}: within {100 * NEAR:g} points of the truth in {near} of {len(said)} "
            f"sets; the interval holds the truth in {holds} of {len(bounded)}."
        )
    distances = [distance for row in rows for distance in map(off, row["bands"]) if distance is not None]
    near = sum(abs(distance) <= NEAR_BAND for distance in distances)
    points = f"{100 * NEAR_BAND:g} points"
    lines.append(f"- Bands of {BAND_PAIRS} pairs or more: {near} of {len(distances)} within {points} of the truth.")
    return "\n".join(lines) + "\n"


def report(rows):
    whole = [row for row in rows if not row.get("failed")]
    parts = [quality_table(rows), ABOUT] + ([band_table(whole), summary(whole)] if whole else [])
    return "\n".join(parts)
