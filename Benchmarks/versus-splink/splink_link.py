#!/usr/bin/env python3
"""Links the synthetic registers with Splink on DuckDB, set up as someone who knows Splink and the data would.

    splink_link.py FOLDER registration,health[,...] --output OUT

Reads FOLDER/NAME.csv and writes OUT/edges.parquet (all pairs scored above a low weight), OUT/people.csv
(clusters at probability 0.95, the value Splink's documentation works with) and OUT/stages.json.
The truth is not read. Two registers are linked one to the other; of three or more all are pooled.
"""
import argparse, csv, itertools, json, logging, os, time

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

parser = argparse.ArgumentParser()
parser.add_argument("folder")
parser.add_argument("registers")
parser.add_argument("--output", required=True)
parser.add_argument("--threads", type=int, default=os.cpu_count())
parser.add_argument("--lowest-weight", type=float, default=-5.0, help="pairs below this weight are dropped")
arguments = parser.parse_args()
registers = arguments.registers.split(",")


def has_values(path, column):
    """Whether one of a file's first rows has something in a column."""
    with open(path, newline="", encoding="utf-8") as file:
        return any(row.get(column) for row in itertools.islice(csv.DictReader(file), 1000))


has_identifier = all(has_values(f"{arguments.folder}/{r}.csv", "hkid") for r in registers)

# What an analyst writes before linking: one date format, one sex coding, one spelling of the address.
PREPARE = """
with raw as (
  select *, upper(trim(given_name)) as given_upper, upper(trim(surname)) as surname_upper,
    case when regexp_full_match(dob, '\\d{{4}}-\\d\\d-\\d\\d') then dob
         when regexp_full_match(dob, '\\d\\d/\\d\\d/\\d{{4}}') then dob[7:10] || '-' || dob[4:5] || '-' || dob[1:2]
         when regexp_full_match(dob, '\\d{{8}}') then dob[1:4] || '-' || dob[5:6] || '-' || dob[7:8] end as date,
    case when length(dob) = 4 then dob end as year_only,
    upper(replace(address, ',', ' ')) as place
  from read_csv('{path}', all_varchar=true, header=true, nullstr='')
), parts as (
  select *,
    coalesce(nullif(regexp_extract(place, '^RM (\\d+)\\d\\d ', 1), ''), nullif(regexp_extract(place, '(\\d+)/F', 1), ''),
      nullif(regexp_extract(place, 'FLOOR (\\d+)', 1), ''), nullif(regexp_extract(place, '(\\d+)樓[A-Z]室$', 1), '')) as floor,
    coalesce(try_cast(nullif(regexp_extract(place, '^RM \\d+(\\d\\d) ', 1), '') as int),
      ascii(nullif(regexp_extract(place, '^FLAT ([A-Z]) ', 1), '')) - 64,
      ascii(nullif(regexp_extract(place, '樓([A-Z])室$', 1), '')) - 64) as unit,
    nullif(regexp_extract(place, '(\\d+ [A-Z]+ [A-Z]+) (ROAD|RD|STREET|ST|AVENUE|AVE)\\b', 1), '') as street,
    nullif(regexp_extract(place, '([A-Z]+ [A-Z]+) (HOUSE|HSE)\\b', 1), '') as house
  from raw)
select rec_id as unique_id, {identifier} surname_upper as surname,
  replace(replace(given_upper, '-', ''), ' ', '') as given,
  string_split(replace(given_upper, '-', ' '), ' ') as words,
  chinese_name as han, date, coalesce(date[1:4], year_only) as year, date[6:10] as month_day,
  case when upper(sex[1]) = 'M' or sex = '男' then 'M' when upper(sex[1]) = 'F' or sex = '女' then 'F' end as sex,
  district, building_id as building, coalesce(street, house) as street, floor || '-' || unit::varchar as flat
from parts
"""

han = cl.CustomComparison(
    output_column_name="han",
    comparison_levels=[
        cll.NullLevel("han"),
        cll.ExactMatchLevel("han", term_frequency_adjustments=True),
        cll.CustomLevel("levenshtein(han_l, han_r) <= 1 and length(han_l) >= 3"),
        cll.CustomLevel("han_l[1] = han_r[1]"),
        cll.ElseLevel(),
    ],
)
surname = cl.CustomComparison(
    output_column_name="surname",
    comparison_levels=[
        cll.NullLevel("surname"),
        cll.ExactMatchLevel("surname", term_frequency_adjustments=True),
        cll.CustomLevel("surname_l = given_r or given_l = surname_r"),
        cll.JaroWinklerLevel("surname", 0.92),
        cll.JaroWinklerLevel("surname", 0.8),
        cll.ElseLevel(),
    ],
)
given = cl.CustomComparison(
    output_column_name="given",
    comparison_levels=[
        cll.NullLevel("given"),
        cll.ExactMatchLevel("given", term_frequency_adjustments=True),
        cll.JaroWinklerLevel("given", 0.92),
        cll.CustomLevel("array_length(list_intersect(words_l, words_r)) >= 2"),
        cll.CustomLevel("given_l[1:5] = given_r[1:5] or contains(given_l, given_r) or contains(given_r, given_l)"),
        cll.JaroWinklerLevel("given", 0.82),
        cll.CustomLevel("array_length(list_intersect(words_l, words_r)) >= 1"),
        cll.ElseLevel(),
    ],
)
birth = cl.CustomComparison(
    output_column_name="birth",
    comparison_levels=[
        cll.CustomLevel("year_l is null or year_r is null").configure(is_null_level=True),
        cll.CustomLevel("date_l = date_r"),
        cll.CustomLevel("(date_l is null or date_r is null) and year_l = year_r"),
        cll.CustomLevel("damerau_levenshtein(date_l, date_r) <= 1"),
        cll.CustomLevel(
            "year_l = year_r and month_day_l[1:2] = month_day_r[4:5] and month_day_l[4:5] = month_day_r[1:2]"
        ),
        cll.CustomLevel("month_day_l = month_day_r"),
        cll.CustomLevel("year_l = year_r"),
        cll.CustomLevel("abs(year_l::int - year_r::int) <= 1"),
        cll.ElseLevel(),
    ],
)
address = cl.CustomComparison(
    output_column_name="building",
    comparison_levels=[
        cll.CustomLevel(
            "(building_l is null or building_r is null) and (street_l is null or street_r is null)"
        ).configure(is_null_level=True),
        cll.CustomLevel("building_l = building_r and flat_l = flat_r"),
        cll.CustomLevel("street_l = street_r and flat_l = flat_r"),
        cll.ExactMatchLevel("building", term_frequency_adjustments=True),
        cll.CustomLevel("street_l = street_r"),
        cll.CustomLevel("district_l = district_r"),
        cll.ElseLevel(),
    ],
)
comparisons = [han, surname, given, birth, cl.ExactMatch("sex"), address]
blocking = [
    block_on("han", "year"),
    block_on("surname", "date"),
    block_on("given", "date"),
    block_on("date", "sex", "building"),
    block_on("surname", "given", "year"),
    block_on("date", "han"),
    block_on("building", "flat", "given"),
    block_on("building", "flat", "year"),
    block_on("street", "flat", "year"),
    block_on("surname", "building", "year", "sex"),
    block_on("surname", "given", "month_day"),
    block_on("han", "building"),
]
certain = [block_on("han", "date"), block_on("surname", "given", "date")]
training = [
    block_on("date", "surname", "sex"),
    block_on("han", "given"),
    block_on("building", "flat", "sex", "year"),
]
if has_identifier:
    identifier = cl.CustomComparison(
        output_column_name="hkid",
        comparison_levels=[
            cll.NullLevel("hkid"),
            cll.ExactMatchLevel("hkid"),
            cll.CustomLevel("damerau_levenshtein(hkid_l, hkid_r) <= 1"),
            cll.ElseLevel(),
        ],
    )
    comparisons.insert(0, identifier)
    blocking.insert(0, block_on("hkid"))
    certain.insert(0, block_on("hkid"))
    training.append(block_on("hkid"))

stages = {}
logging.getLogger("splink").setLevel(logging.WARNING)
os.makedirs(arguments.output, exist_ok=True)
connection = duckdb.connect()
connection.execute(f"set threads = {arguments.threads}")
connection.execute(f"set temp_directory = '{arguments.output}/spill'")
last = time.perf_counter()


def stage(name):
    global last
    now = time.perf_counter()
    stages[name] = round(now - last, 2)
    last = now


api = DuckDBAPI(connection=connection)
frames = []
for register in registers:
    identifier_sql = "regexp_replace(upper(hkid), '[^A-Z0-9]', '', 'g') as hkid," if has_identifier else ""
    query = PREPARE.format(path=f"{arguments.folder}/{register}.csv", identifier=identifier_sql)
    connection.execute(f"create table src_{register} as {query}")
    frames.append(api.register(connection.table(f"src_{register}"), dataset_display_name=register))
stage("load")
settings = SettingsCreator(
    link_type="link_only" if len(registers) == 2 else "link_and_dedupe",
    retain_matching_columns=False,
    blocking_rules_to_generate_predictions=blocking,
    comparisons=comparisons,
)
linker = Linker(frames, settings, log_level=logging.WARNING)
linker.training.estimate_probability_two_random_records_match(certain, recall=0.9 if has_identifier else 0.75)
linker.training.estimate_u_using_random_sampling(max_pairs=1e7, seed=1)
for rule in training:
    linker.training.estimate_parameters_using_expectation_maximisation(rule)
stage("train")
scored = linker.inference.predict(threshold_match_weight=arguments.lowest_weight)
stage("predict")
clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
    scored, threshold_match_probability=0.95
)
stage("cluster")
connection.execute(
    f"""copy (select source_dataset_l as register_a, unique_id_l as record_a, source_dataset_r as register_b,
      unique_id_r as record_b, match_weight from {scored.physical_name}) to '{arguments.output}/edges.parquet'"""
)
connection.execute(
    f"""copy (select cluster_id as person_id, source_dataset as register, unique_id as record_id
      from {clusters.physical_name}) to '{arguments.output}/people.csv' (header)"""
)
stage("write")
with open(f"{arguments.output}/stages.json", "w") as file:
    json.dump(stages, file, indent=1)
