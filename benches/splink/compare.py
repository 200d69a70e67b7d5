"""The same list and register by Splink 5 (DuckDB) and by the room `matching`, over several seeds.

For each seed `cargo bench -p sample --bench linkage` draws both files, writes them normalised for Splink, and matches
the raw ones itself. Splink gets the normalised tables, a dozen blocking rules, term frequencies of names and communes,
and is trained by expectation maximisation; only its prediction is timed. Ours is timed whole (reading both raw files,
building the index, normalising, matching, writing candidates), and of that the part behind the index alone, and the
matching alone: rows in memory to findings in memory, normalising among it, as Splink's prediction goes from tables in
memory to a table in memory.

Both sides are judged alike. Of each row the best person counts, with the odds that it is this one beside the row's
other candidates and nobody; F1 is the best over all thresholds.

    pip install -r benches/splink/requirements.txt
    python benches/splink/compare.py --rows 20000 --people 200000 --seeds 1 2 3 4 5
"""

import argparse
import csv
import math
import os
import re
import resource
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

import duckdb
import splink.comparison_level_library as cll
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

# All of it; behind the index; and what is like for like with a prediction, which neither reads files nor writes them.
OURS = ("all", "read and match the list, write candidates", "of that, the matching alone")
ROOT = Path(__file__).resolve().parents[2]


def run_ours(built, folder, rows, people, seed, **switches):
    command = [built] if built else ["cargo", "bench", "-q", "-p", "sample", "--bench", "linkage", "--"]
    command += [str(rows), str(people), str(seed), str(folder)]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | switches, check=True, capture_output=True, text=True)
    return done.stdout


def read_truth(folder):
    with open(folder / "truth.csv", encoding="utf-8", newline="") as lines:
        return {line["lid"]: line["pid"] for line in csv.DictReader(lines)}


def best_of_rows(pairs):
    """`lid, pid, log2 odds` to the best of each row, with its odds beside the row's others and nobody."""
    rows = defaultdict(list)
    for lid, pid, weight in pairs:
        rows[lid].append((weight, pid))
    best = []
    for lid, found in rows.items():
        weight, pid = max(found)
        others = 1 + sum(2.0 ** min(other, 900) for other, of in found if of != pid)
        best.append((weight - math.log2(others), lid, pid))
    return sorted(best, reverse=True)


def judge(best, truth):
    there = sum(1 for pid in truth.values() if pid)
    first = sum(1 for _, lid, pid in best if truth[lid] == pid)
    f1, recall, right = 0.0, 0.0, 0
    for index, (odds, lid, pid) in enumerate(best):
        right += truth[lid] == pid
        # Rows of the same odds are accepted together.
        if index + 1 < len(best) and best[index + 1][0] == odds:
            continue
        precision = right / (index + 1)
        f1 = max(f1, 2 * right / (index + 1 + there))
        if precision >= 0.999:
            recall = max(recall, right / there)
    return {"first": first / there, "f1": f1, "recall": recall}


def names():
    return cl.CustomComparison(
        output_column_name="name",
        comparison_levels=[
            cll.NullLevel("name"),
            cll.ExactMatchLevel("name", term_frequency_adjustments=True),
            cll.ExactMatchLevel("plain", term_frequency_adjustments=True),
            cll.CustomLevel(
                "list_sort(string_split(plain_l, ' ')) = list_sort(string_split(plain_r, ' '))", "the same parts"
            ),
            cll.DamerauLevenshteinLevel("plain", 1),
            cll.JaroWinklerLevel("plain", 0.92),
            cll.CustomLevel("family_l = family_r AND given_l = given_r", "family and given name"),
            cll.ExactMatchLevel("given", term_frequency_adjustments=True),
            cll.ElseLevel(),
        ],
    )


def births():
    swapped = "year_l = year_r AND day_month_l = substr(day_month_r, 4, 2) || '-' || substr(day_month_r, 1, 2)"
    years = "abs(try_cast(year_l AS INTEGER) - try_cast(year_r AS INTEGER))"
    return cl.CustomComparison(
        output_column_name="dob",
        comparison_levels=[
            cll.NullLevel("year"),
            cll.CustomLevel("dob_l = dob_r AND day_month_l <> '01-01'", "the same day"),
            cll.CustomLevel("dob_l = dob_r", "the same 1 January"),
            cll.CustomLevel(swapped, "day and month exchanged"),
            cll.CustomLevel(f"{years} = 1 AND day_month_l = day_month_r", "a year apart"),
            cll.CustomLevel(f"{years} = 12 AND day_month_l = day_month_r", "twelve years apart"),
            cll.CustomLevel("year_l = year_r AND (dob_l IS NULL OR dob_r IS NULL)", "the year alone"),
            cll.CustomLevel("year_l = year_r", "another day of the year"),
            cll.CustomLevel("abs(date_diff('day', try_cast(dob_l AS DATE), try_cast(dob_r AS DATE))) <= 51", "lunar"),
            cll.CustomLevel(f"{years} = 1", "the year before or after"),
            cll.ElseLevel(),
        ],
    )


def numbers(column):
    return cl.CustomComparison(
        output_column_name=column,
        comparison_levels=[
            cll.NullLevel(column),
            cll.ExactMatchLevel(column),
            cll.DamerauLevenshteinLevel(column, 1),
            cll.ElseLevel(),
        ],
    )


RULES = [
    ("id12",),
    ("id9",),
    ("plain", "dob"),
    ("plain", "year"),
    ("given", "dob"),
    ("plain", "commune"),
    ("dob", "commune"),
    ("given", "year", "commune"),
    ("plain", "day_month"),
    ("family", "dob", "sex"),
    ("substr(id12, 7, 6)", "year"),
    ("name", "sex", "commune"),
]


def settings():
    commune = cl.ExactMatch("commune").configure(term_frequency_adjustments=True)
    return SettingsCreator(
        link_type="link_only",
        comparisons=[names(), births(), cl.ExactMatch("sex"), numbers("id12"), numbers("id9"), commune],
        blocking_rules_to_generate_predictions=[block_on(*rule) for rule in RULES],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def run_splink(folder, threads):
    connection = duckdb.connect()
    connection.execute(f"SET threads TO {threads}")
    for name in ("list", "register"):
        path = folder / f"{name}-normalised.csv"
        connection.execute(f"CREATE TABLE {name}_rows AS SELECT * FROM read_csv('{path}', all_varchar=true, nullstr='')")
    api = DuckDBAPI(connection)
    tables = [api.register(f"{name}_rows", dataset_display_name=name) for name in ("list", "register")]
    linker = Linker(tables, settings(), log_level="ERROR")
    sure = [block_on("id12", "plain"), block_on("plain", "dob", "commune")]
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.9)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=1)
    for rule in (("plain", "year"), ("id12",), ("dob", "commune")):
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*rule))
    begun = cpu_seconds()
    predicted = linker.inference.predict(threshold_match_weight=-4)
    spent = cpu_seconds() - begun
    columns = "source_dataset_l, unique_id_l, unique_id_r, match_weight"
    pairs = connection.execute(f"SELECT {columns} FROM {predicted.physical_name}").fetchall()
    found = [(left, right, weight) if of == "list" else (right, left, weight) for of, left, right, weight in pairs]
    return spent, found


def cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def read_candidates(folder):
    with open(folder / "candidates.csv", encoding="utf-8", newline="") as lines:
        return [(line["lid"], line["pid"], float(line["score"])) for line in csv.DictReader(lines)]


def cpu_of(step, said):
    return float(re.search(rf"\| {step} \| [\d.]+ \| ([\d.]+) \|", said).group(1))


def told(seed, side, spent, judged):
    first, f1, recall = (f"{judged[key]:.4f}" for key in ("first", "f1", "recall"))
    print(f"| {seed} | {side} | {spent:.2f} | {first} | {f1} | {recall} |", flush=True)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--rows", type=int, default=20_000)
    arguments.add_argument("--people", type=int, default=200_000)
    arguments.add_argument("--seeds", type=int, nargs="+", default=[1, 2, 3, 4, 5])
    arguments.add_argument("--threads", type=int, default=2)
    arguments.add_argument("--ours", help="the benchmark as it was built before, instead of by cargo")
    asked = arguments.parse_args()
    sums = defaultdict(float)
    print("| seed | program | CPU s | right first | F1 | recall at precision 0.999 |")
    print("| --- | --- | --- | --- | --- | --- |", flush=True)
    for seed in asked.seeds:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            # Draws the files and normalises them, before anything is timed.
            run_ours(asked.ours, folder, asked.rows, asked.people, seed, NORMALISED="1")
            said = run_ours(asked.ours, folder, asked.rows, asked.people, seed)
            ours, behind, alone = (cpu_of(step, said) for step in OURS)
            truth = read_truth(folder)
            told(seed, "ansinh, all of it", ours, judge(best_of_rows(read_candidates(folder)), truth))
            print(f"| {seed} | of that behind the index | {behind:.2f} | | | |", flush=True)
            print(f"| {seed} | of that the matching alone | {alone:.2f} | | | |", flush=True)
            spent, found = run_splink(folder, asked.threads)
            told(seed, "Splink, prediction alone", spent, judge(best_of_rows(found), truth))
            for name, value in (("all", ours), ("behind", behind), ("alone", alone), ("splink", spent)):
                sums[name] += value
            print(f"| {seed} | times less CPU | {spent / ours:.1f}; {spent / behind:.1f}; {spent / alone:.1f} | | | |")
    ratios = (sums["splink"] / sums[name] for name in ("all", "behind", "alone"))
    print("| all | times less CPU | {:.1f}; {:.1f}; {:.1f} | | | |".format(*ratios))


if __name__ == "__main__":
    main()
