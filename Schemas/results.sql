-- recensus.sqlite: what a run found, and how sure it is.
--
-- Readable by R, Python and the sqlite3 shell. Start with the views at the end: they give names
-- where the tables below hold numbers. Records, people, links and crossings, of which there are millions, stand in
-- columns in tables/*.parquet, which DuckDB, R (arrow) and Python (pandas, polars) read: see docs/results.md. Weights are in bits (log2 of the odds of a match),
-- probabilities and rates in 0...1, shares of records likewise. NULL means "not known" or "does not
-- apply". Everything here follows from the job and its files: no clock, no host, no thread count.
PRAGMA user_version = 5;

-- The run in key and value: versions, seed, numbers of records, pairs, links and people, settings used.
CREATE TABLE run (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The registers, in the order of their names. Their records are numbered on from `first_row`.
CREATE TABLE registers (
    register INTEGER PRIMARY KEY,       -- 0, 1, ...
    name TEXT NOT NULL,
    path TEXT NOT NULL,                 -- as the job gives it
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    first_row INTEGER NOT NULL,         -- number of its first record among all records
    records INTEGER NOT NULL,           -- records that take part
    quarantined INTEGER NOT NULL,       -- rows that could not be read and were set aside
    duplicates TEXT NOT NULL,           -- none: one record per person; allowed: there may be more
    used_for TEXT NOT NULL              -- link, residence, ...
) STRICT;

-- What each column of a register was taken for, and why.
CREATE TABLE columns (
    register INTEGER NOT NULL REFERENCES registers,
    position INTEGER NOT NULL,          -- 0, 1, ... in the file
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    feature TEXT,                       -- the feature it feeds; NULL if it is not compared
    confidence REAL,                    -- of an inferred role; NULL if the job or schema says it
    reason TEXT NOT NULL,
    filled REAL,                        -- share of records with a value
    distinct_values INTEGER,
    PRIMARY KEY (register, position)
) STRICT, WITHOUT ROWID;

-- What was done to values before they were compared.
CREATE TABLE standardisation_steps (
    register INTEGER NOT NULL REFERENCES registers,
    feature TEXT NOT NULL,              -- the column, or columns joined by +
    step INTEGER NOT NULL,              -- 0, 1, ... in the order applied
    name TEXT NOT NULL,
    values_changed INTEGER NOT NULL,    -- distinct values
    records_changed INTEGER NOT NULL,
    example_before TEXT,
    example_after TEXT,
    PRIMARY KEY (register, feature, step)
) STRICT, WITHOUT ROWID;

-- Rows set aside because they could not be read, or because their record identifier is missing or
-- repeated: examples.
CREATE TABLE quarantine (
    register INTEGER NOT NULL REFERENCES registers,
    line INTEGER NOT NULL,              -- in the file, from 1; of a row that was read its number, from 1
    reason TEXT NOT NULL,
    excerpt TEXT NOT NULL,
    PRIMARY KEY (register, reason, line)
) STRICT, WITHOUT ROWID;

-- What was dropped, guessed, shifted, repaired or assumed about registers.
CREATE TABLE notices (
    notice INTEGER PRIMARY KEY,         -- 0, 1, ... in the order of registers and columns
    register INTEGER REFERENCES registers, -- NULL: the registers together
    column_name TEXT,                   -- NULL: the whole register
    kind TEXT NOT NULL,                 -- a word for programs
    count INTEGER NOT NULL,             -- values, rows or columns concerned; 0 if nothing is counted
    total INTEGER NOT NULL,             -- of how many; 0 if that says nothing
    detail TEXT NOT NULL                -- what was found and what was done
) STRICT;

-- The blocking rules: which pairs of records were compared at all.
CREATE TABLE blocking_rules (
    rule INTEGER PRIMARY KEY,           -- 0, 1, ... in the order applied
    name TEXT NOT NULL,
    pairs INTEGER NOT NULL,             -- pairs in its blocks
    new_pairs INTEGER NOT NULL,         -- of these, found by no earlier rule
    blocks INTEGER NOT NULL,
    largest_block_pairs INTEGER NOT NULL,
    expected_recall REAL,               -- share of true matches it is expected to reach
    reason TEXT NOT NULL                -- why it was chosen
) STRICT;

-- The largest blocks of each rule: where pairs, and time, go.
CREATE TABLE largest_blocks (
    rule INTEGER NOT NULL REFERENCES blocking_rules,
    rank INTEGER NOT NULL,              -- 1 is the largest
    key TEXT NOT NULL,
    records INTEGER NOT NULL,
    pairs INTEGER NOT NULL,
    PRIMARY KEY (rule, rank)
) STRICT, WITHOUT ROWID;

-- The rules of `link.never` and `link.always`, which decide about pairs whatever they weigh: those of `never` first.
-- A pair that one of them decided has its number in `links.rule`. Empty if the job has none.
CREATE TABLE pair_rules (
    rule INTEGER PRIMARY KEY REFERENCES blocking_rules,
    kind TEXT NOT NULL,                 -- never, always
    name TEXT NOT NULL,                 -- as the job writes it
    pairs INTEGER NOT NULL,             -- pairs that it kept apart (never) or made one person (always)
    otherwise INTEGER NOT NULL,         -- of these, pairs whose weight lies on the other side of the threshold
    conflicts INTEGER NOT NULL          -- of always, more pairs that something forbids to be one person; of never,
                                        -- those of its pairs that a rule of always would link
) STRICT;

-- The comparisons: what was asked of each pair.
CREATE TABLE comparisons (
    comparison INTEGER PRIMARY KEY,     -- 0, 1, ... in the order of the pattern's digits
    name TEXT NOT NULL,
    features TEXT NOT NULL,             -- separated by commas
    term_frequency INTEGER NOT NULL     -- 1 if rare values weigh more
) STRICT;

-- The levels of each comparison, with the model's probabilities.
CREATE TABLE comparison_levels (
    comparison INTEGER NOT NULL REFERENCES comparisons,
    level INTEGER NOT NULL,             -- 0 is missing, 1 agrees best, the last differs
    label TEXT NOT NULL,
    m REAL,                             -- probability of the level among matches
    u REAL,                             -- probability of the level among non-matches
    weight REAL,                        -- log2(m / u)
    matches REAL,                       -- expected number of matches at this level
    non_matches REAL,                   -- expected number of non-matches
    source TEXT NOT NULL,               -- estimated, fixed, model, labels
    PRIMARY KEY (comparison, level)
) STRICT, WITHOUT ROWID;

-- The course of the estimation, start by start.
CREATE TABLE em_trace (
    start INTEGER NOT NULL,
    iteration INTEGER NOT NULL,
    log_likelihood REAL NOT NULL,
    prior REAL NOT NULL,                -- share of matches among candidate pairs
    chosen INTEGER NOT NULL,            -- 1 in the start that was kept
    PRIMARY KEY (start, iteration)
) STRICT, WITHOUT ROWID;

-- What two comparisons tell of each other among random pairs, beyond the model: mutual information of
-- their states. 0 within a group, whose members are modelled jointly.
CREATE TABLE residual_dependence (
    comparison_a INTEGER NOT NULL REFERENCES comparisons,
    comparison_b INTEGER NOT NULL REFERENCES comparisons,
    value REAL NOT NULL,                -- bits; 0 is independence
    PRIMARY KEY (comparison_a, comparison_b)
) STRICT, WITHOUT ROWID;

-- The distribution of match weights over the pairs kept.
CREATE TABLE weight_histogram (
    bin INTEGER PRIMARY KEY,            -- 0, 1, ... from low to high
    lower REAL NOT NULL,                -- bits
    upper REAL NOT NULL,
    pairs INTEGER NOT NULL,
    matches REAL NOT NULL               -- expected number of matches among them
) STRICT;

-- What accepting every pair from a weight on would give.
CREATE TABLE thresholds (
    weight REAL PRIMARY KEY,
    probability REAL NOT NULL,
    links INTEGER NOT NULL,
    precision REAL NOT NULL,            -- expected
    recall REAL NOT NULL,               -- expected, among all matches: times blocking_recall of the table run
    f REAL NOT NULL,                    -- harmonic mean of both
    accepted INTEGER NOT NULL           -- 1 for the threshold that was used
) STRICT, WITHOUT ROWID;

-- How many people have how many records.
CREATE TABLE people_by_size (
    size INTEGER PRIMARY KEY,           -- records
    people INTEGER NOT NULL
) STRICT;

-- In which registers people are found, and how many people in just those; the most frequent first.
CREATE TABLE people_by_registers (
    position INTEGER PRIMARY KEY,       -- 0, 1, ...
    registers TEXT NOT NULL,            -- the numbers of the registers, joined by commas
    found_in TEXT NOT NULL,             -- their names, joined by " + "
    people INTEGER NOT NULL
) STRICT;

-- From here on: what `recensus estimate` adds. The tables are empty until then. Values are exact and stay
-- inside; `published` holds what may leave, and estimates.csv is written from it alone.

-- What each register of evidence (`use: residence`) said, and what became of its rows.
CREATE TABLE evidence (
    name TEXT PRIMARY KEY,
    kind TEXT NOT NULL,                 -- movements, deaths, births, registrations, signs
    path TEXT NOT NULL,                 -- as the job gives it
    bytes INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    rows INTEGER NOT NULL,              -- rows that could be read
    attached INTEGER NOT NULL,          -- rows of a person found
    ambiguous INTEGER NOT NULL,         -- rows that fit several people: evidence about each of them
    unattached INTEGER NOT NULL,        -- rows that fit nobody
    unusable INTEGER NOT NULL,          -- rows without a date, a direction or anything to find a person by
    people INTEGER NOT NULL,            -- people with at least one row
    rule TEXT NOT NULL,                 -- how rows were attached
    expected INTEGER,                   -- rows that would be attached if nothing failed; NULL where nothing tells
    departures_lost REAL,               -- the share of departures missing, 0...1; movements only
    arrivals_lost REAL,                 -- the same of arrivals
    consequence REAL,                   -- people the estimate has more, or fewer, for what this register lost
    flag TEXT                           -- what failed, by name, separated by spaces; NULL for nothing
) STRICT, WITHOUT ROWID;

-- What decided about residence, by its code.
CREATE TABLE residence_reasons (
    reason INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    category TEXT NOT NULL,             -- resident, mobile_resident, not_resident
    description TEXT NOT NULL
) STRICT;

-- How many people there are of each pair of verdicts on residence: by what was known on the reference date, and by
-- all that is known now.
CREATE TABLE residence_counts (
    provisional INTEGER NOT NULL REFERENCES residence_reasons,
    final INTEGER NOT NULL REFERENCES residence_reasons,
    people INTEGER NOT NULL,
    PRIMARY KEY (provisional, final)
) STRICT, WITHOUT ROWID;

-- The lists of the estimate, in the order of the bits of a history.
CREATE TABLE lists (
    list INTEGER PRIMARY KEY,           -- 0, 1, ...
    name TEXT NOT NULL,                 -- the register's
    people INTEGER NOT NULL             -- who count and are on it
) STRICT;

-- The strata within which lists are compared.
CREATE TABLE strata (
    stratum INTEGER PRIMARY KEY,        -- 0, 1, ...
    label TEXT NOT NULL,
    cell INTEGER NOT NULL,              -- strata merged for the estimate share a number: that of their first
    merged TEXT,                        -- why and with what it was merged; NULL if it was not
    lists INTEGER NOT NULL,             -- set of lists used: bit 0 is list 0
    people INTEGER NOT NULL,            -- who count and were found
    value REAL,                         -- the estimate
    standard_error REAL
) STRICT;

-- How many people were seen in each combination of lists.
CREATE TABLE capture_histories (
    stratum INTEGER NOT NULL REFERENCES strata,
    history INTEGER NOT NULL,           -- set of lists: bit 0 is list 0
    people INTEGER NOT NULL,            -- by the links that were accepted
    imputed REAL,                       -- mean over draws of the links
    PRIMARY KEY (stratum, history)
) STRICT, WITHOUT ROWID;

-- The models that were fitted, per cell of strata.
CREATE TABLE models (
    stratum INTEGER NOT NULL REFERENCES strata,
    model INTEGER NOT NULL,             -- 0, 1, ... in the order tried
    name TEXT NOT NULL,                 -- its interactions, such as [health+tax]
    parameters INTEGER NOT NULL,
    deviance REAL,
    degrees_of_freedom INTEGER,
    aic REAL,
    bic REAL,
    value REAL,                         -- its estimate; NULL if it has none
    standard_error REAL,
    weight REAL,                        -- its part in the average over models, 0...1
    note TEXT,                          -- why it has no estimate
    PRIMARY KEY (stratum, model)
) STRICT, WITHOUT ROWID;

-- The groupings that estimates are given by: the total, then those the job names.
CREATE TABLE groupings (
    grouping INTEGER PRIMARY KEY,       -- 0 is the total
    name TEXT NOT NULL                  -- total, or dimensions joined by " x "
) STRICT;

-- The cells of each grouping.
CREATE TABLE cells (
    cell INTEGER PRIMARY KEY,           -- 0 is the total
    grouping INTEGER NOT NULL REFERENCES groupings,
    label TEXT NOT NULL                 -- for reading: its values, joined by ", "
) STRICT;

-- The values that make a cell.
CREATE TABLE cell_values (
    cell INTEGER NOT NULL REFERENCES cells,
    position INTEGER NOT NULL,          -- 0, 1, ... in the order of the grouping
    dimension TEXT NOT NULL,            -- district, sex, age_group, ...
    value TEXT NOT NULL,
    rank INTEGER NOT NULL,              -- order of the value among those of its dimension
    PRIMARY KEY (cell, position)
) STRICT, WITHOUT ROWID;

-- Estimates, exact, as the job asked for them, and what simpler methods would say.
CREATE TABLE estimates (
    estimate INTEGER PRIMARY KEY,
    cell INTEGER NOT NULL REFERENCES cells,
    measure TEXT NOT NULL,              -- population, people_found, undercount, ...
    method TEXT NOT NULL,               -- the estimator, in the words of job files
    value REAL NOT NULL,
    standard_error REAL,
    lower REAL,                         -- of the interval of probability `confidence` in the table run
    upper REAL,
    contributors INTEGER NOT NULL,      -- people found that it rests on
    flag TEXT                           -- what a reader must know: merged, synthetic, ...
) STRICT;

-- What may be published: estimates after disclosure control.
CREATE TABLE published (
    estimate INTEGER PRIMARY KEY REFERENCES estimates,
    value REAL,                         -- NULL if it is withheld
    standard_error REAL,                -- with the noise of disclosure control
    lower REAL,
    upper REAL,
    flag TEXT
) STRICT;

-- What part of the error of an estimate comes from where.
CREATE TABLE error_budget (
    cell INTEGER NOT NULL REFERENCES cells,
    component TEXT NOT NULL,            -- sampling, linkage, attributes, model, evidence, leavers, assumption
    variance REAL NOT NULL,
    share REAL NOT NULL,                -- of the whole variance, 0...1
    note TEXT NOT NULL,
    PRIMARY KEY (cell, component)
) STRICT, WITHOUT ROWID;

-- How much of the population each register holds.
CREATE TABLE coverage (
    cell INTEGER NOT NULL REFERENCES cells,
    list INTEGER NOT NULL REFERENCES lists,
    people INTEGER NOT NULL,            -- who count and are on it
    coverage REAL NOT NULL,             -- of the estimate
    lower REAL,
    upper REAL,
    PRIMARY KEY (cell, list)
) STRICT, WITHOUT ROWID;

-- The total under other choices than those made.
CREATE TABLE sensitivity (
    position INTEGER PRIMARY KEY,       -- 0, 1, ...
    choice TEXT NOT NULL,               -- residence, method, model, odds_ratio, threshold, recall, lists
    setting TEXT NOT NULL,
    used INTEGER NOT NULL,              -- 1 for the setting of the estimate
    value REAL,                         -- NULL if there is no estimate; the flag says why
    standard_error REAL,
    lower REAL,
    upper REAL,
    difference REAL,                    -- from the estimate
    flag TEXT                           -- beyond_interval if it lies outside the estimate's interval
) STRICT;

-- The model in words: what each answer is worth.
CREATE VIEW level_weights AS
SELECT comparisons.name AS comparison, level, label, m, u, weight, matches, non_matches, source
FROM comparison_levels JOIN comparisons USING (comparison)
ORDER BY comparison_levels.comparison, level;

-- The pairs each rule added.
CREATE VIEW blocking_summary AS
SELECT name AS rule, pairs, new_pairs, blocks, largest_block_pairs, expected_recall, reason
FROM blocking_rules ORDER BY blocking_rules.rule;

-- Published estimates with their cells: estimates.csv, dimensions in one text.
CREATE VIEW published_estimates AS
SELECT
    groupings.name AS grouping, cells.label AS cell, measure, method, published.value,
    published.standard_error, published.lower, published.upper, published.flag
FROM published
JOIN estimates USING (estimate) JOIN cells USING (cell) JOIN groupings USING (grouping)
ORDER BY published.estimate;

-- How many people each reason decided about, first and at last.
CREATE VIEW residence_by_reason AS
SELECT
    name, category, description,
    (SELECT coalesce(sum(people), 0) FROM residence_counts WHERE provisional = reason) AS provisional,
    (SELECT coalesce(sum(people), 0) FROM residence_counts WHERE final = reason) AS final
FROM residence_reasons ORDER BY reason;

-- Whose residence changed between the provisional and the final result.
CREATE VIEW residence_revision AS
SELECT a.category AS provisional, b.category AS final, sum(people) AS people
FROM residence_counts
JOIN residence_reasons AS a ON a.reason = residence_counts.provisional
JOIN residence_reasons AS b ON b.reason = residence_counts.final
GROUP BY a.category, b.category ORDER BY a.category, b.category;
