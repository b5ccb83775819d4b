#!/usr/bin/env python3
"""Scores any linker from the truth: pairs of records put together against pairs that belong together.

    score.py TRUTH.csv REGISTER,REGISTER[,...] --people PEOPLE.csv [--edges EDGES.parquet] [--json OUT.json]

PEOPLE.csv has the columns person_id, register and record_id (.csv or .csv.zst). For two registers only pairs
across them count; for one register, three or more all pairs do. With EDGES (register_a, record_a, register_b,
record_b, match_weight) the best threshold is looked for on the truth, for pairs as scored and for clusters
of pairs: what a user could reach who knew it.
"""
import argparse, json

import duckdb
import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components


def quality(true_together, together, true_total):
    precision = true_together / together if together else 0.0
    recall = true_together / true_total if true_total else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return dict(precision=round(precision, 4), recall=round(recall, 4), f1=round(f1, 4))


def pair_count(groups, registers, across):
    """Pairs of records in the same group; of different registers only, if `across`."""
    order = np.lexsort((registers, groups))
    groups, registers = groups[order], registers[order]
    if not len(groups):
        return 0

    def pairs(starts):
        sizes = np.diff(np.append(np.flatnonzero(starts), len(groups))).astype(np.int64)
        return int((sizes * (sizes - 1) // 2).sum())

    new_group = np.append(True, groups[1:] != groups[:-1])
    total = pairs(new_group)
    if across:
        total -= pairs(new_group | np.append(True, registers[1:] != registers[:-1]))
    return total


def score(truth, names, people, edges=None):
    connection = duckdb.connect()
    listed = ",".join(f"'{name}'" for name in names)
    connection.execute(
        f"""create table truth as select row_number() over () - 1 as row, register, record_id,
          dense_rank() over (order by person_id) - 1 as person, dense_rank() over (order by register) as source
        from read_csv('{truth}', all_varchar=true) where register in ({listed})"""
    )
    table = connection.execute("select person, source from truth order by row").fetchnumpy()
    person = np.asarray(table["person"]).astype(np.int64)
    source = np.asarray(table["source"]).astype(np.int64)
    records = len(person)
    across = len(names) == 2
    true_total = pair_count(person, source, across)

    def of_clusters(cluster):
        both = cluster * (person.max() + 1) + person
        return quality(pair_count(both, source, across), pair_count(cluster, source, across), true_total)

    found = connection.execute(
        f"""select t.row, p.cluster from truth t join (select register, record_id,
          dense_rank() over (order by person_id) - 1 as cluster
          from read_csv('{people}', all_varchar=true)) p using (register, record_id)"""
    ).fetchnumpy()
    # Records that are in no cluster stand alone.
    cluster = np.arange(records) + records
    cluster[np.asarray(found["row"]).astype(np.int64)] = np.asarray(found["cluster"]).astype(np.int64)
    result = dict(records=records, true_pairs=true_total, default=of_clusters(cluster))
    if not edges:
        return result

    scored = connection.execute(
        f"""select a.row as a, b.row as b, match_weight as weight from '{edges}' e
          join truth a on a.register = e.register_a and a.record_id = e.record_a
          join truth b on b.register = e.register_b and b.record_id = e.record_b"""
    ).fetchnumpy()
    left, right = (np.asarray(scored[side]).astype(np.int64) for side in "ab")
    weight = np.asarray(scored["weight"]).astype(float)
    is_match = person[left] == person[right]
    result["blocking_recall"] = round(float(is_match.sum()) / true_total, 4)
    order = np.argsort(-weight, kind="stable")
    hits = np.cumsum(is_match[order])
    kept = np.arange(1, len(order) + 1)
    f1 = 2 * hits / (kept + true_total)
    f1[:-1][np.diff(weight[order]) == 0] = -1  # a threshold cannot part equal weights
    best = int(np.argmax(f1))
    result["best_pairs"] = dict(
        weight=round(float(weight[order][best]), 2), **quality(int(hits[best]), best + 1, true_total)
    )
    for threshold in range(0, 31, 2):
        over = weight >= threshold
        graph = coo_matrix((np.ones(over.sum(), np.int8), (left[over], right[over])), shape=(records, records))
        trial = dict(weight=threshold, **of_clusters(connected_components(graph, directed=False)[1].astype(np.int64)))
        if trial["f1"] > result.get("best_clusters", dict(f1=-1))["f1"]:
            result["best_clusters"] = trial
    return result


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("truth")
    parser.add_argument("registers")
    parser.add_argument("--people", required=True)
    parser.add_argument("--edges")
    parser.add_argument("--json")
    arguments = parser.parse_args()
    outcome = score(arguments.truth, arguments.registers.split(","), arguments.people, arguments.edges)
    text = json.dumps(outcome, indent=1)
    if arguments.json:
        with open(arguments.json, "w") as file:
            file.write(text + "\n")
    print(text)
