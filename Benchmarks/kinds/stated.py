"""What a run says of its own quality: precision, recall and blocking recall, with intervals where it gives them.

Names differ between versions, so that several are looked for, in this order: what `recensus link --json` printed, the
table `run`, the accepted row of the table `thresholds`, the table `blocking_rules`. What is not there is None.
"""

import os, sqlite3

NAMES = dict(
    precision=["expected_precision", "precision"],
    recall=["expected_recall", "recall"],
    blocking_recall=["expected_blocking_recall", "measured_blocking_recall", "blocking_recall"],
)
LOWER = ["lower", "low", "from", "min", "lower_95"]
UPPER = ["upper", "high", "to", "max", "upper_95"]


def flat(value, prefix=""):
    """Numbers of a nested JSON value by the path to them: {"recall": {"lower": 0.9}} has `recall_lower`."""
    if isinstance(value, dict):
        numbers = {}
        for key, inner in value.items():
            numbers.update(flat(inner, f"{prefix}_{key}" if prefix else key))
        return numbers
    if isinstance(value, list) and len(value) == 2 and all(isinstance(bound, (int, float)) for bound in value):
        return {f"{prefix}_lower": value[0], f"{prefix}_upper": value[1]}
    try:
        return {} if value is None or isinstance(value, bool) else {prefix: float(value)}
    except (TypeError, ValueError):
        return {}


def of_database(path):
    """Numbers of the database by name, one dictionary per table."""
    if not os.path.exists(path):
        return []
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row

    def rows(query):
        try:
            return connection.execute(query).fetchall()
        except sqlite3.Error:
            return []

    tables = [{}]
    for row in rows("SELECT key, value FROM run"):
        tables[0].update(flat(row["value"], row["key"]))
    for row in rows("SELECT * FROM thresholds WHERE accepted = 1"):
        tables.append(flat(dict(row)))
    for row in rows(
        "SELECT max(expected_recall) AS blocking_recall, sum(new_pairs) AS new_pairs FROM blocking_rules"
    ):
        tables.append(flat(dict(row)))
    connection.close()
    return tables


def bound(numbers, name, ends):
    for end in ends:
        for spelled in (f"{name}_{end}", f"{name}_interval_{end}", f"{end}_{name}", f"{name}_95_{end}"):
            if spelled in numbers:
                return numbers[spelled]
    return None


def first(names, sources):
    """(name, numbers) of the first of the names that any source has, or None."""
    return next(((name, numbers) for name in names for numbers in sources if name in numbers), None)


def stated(printed, database):
    """Value and bounds of each statement; `printed` is the JSON object of the command."""
    sources = [flat(printed)] + of_database(database)
    found = {}
    for what, names in NAMES.items():
        place = first(names, sources)
        found[what] = None
        if place:
            name, numbers = place
            bounds = dict(lower=bound(numbers, name, LOWER), upper=bound(numbers, name, UPPER))
            found[what] = dict(value=numbers[name], **bounds)
    return found
