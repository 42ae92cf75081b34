#!/usr/bin/env python3
"""How well it learns on MNIST: the tables of src/docs/results/learning.md, as Markdown on standard output.

    src/bench/learning.py TABLE [SEED ...]

Each row is a run of "afluente train", the service's own learner; its command is shown on standard
error. Settings are chosen by the table "settings" alone, which never sees the test images.
"""
import json
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
AFLUENTE = shlex.split(os.environ.get("AFLUENTE", str(HOME / "afluente")))
GATE_BENCH = shlex.split(
    os.environ.get("GATE_BENCH", "mvn -q -B -Dstyle.color=never test-compile surefire:test@default-test")
)
SCORE = json.loads((HOME / "topics/scores.json").read_text())["value"]["application/json"]["properties"]
DETECTORS = [name for name in SCORE["drift"]["properties"]["detector"]["enum"] if name != "none"]
CHANGE = 30_000
LATER = CHANGE + 10_000
POISON_ENDS = CHANGE + 15_000


def train(seed, *options):
    with tempfile.TemporaryDirectory() as folder:
        command = ["train", "--seed", str(seed), "--json", *options]
        print("afluente", *command, file=sys.stderr, flush=True)
        command += ["--out", folder + "/trained.zip"]
        result = subprocess.run(AFLUENTE + command, stdout=subprocess.PIPE, check=True)
        return json.loads(result.stdout)


def row(*cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |", flush=True)


def head(*cells):
    row(*cells)
    row(*["---"] * len(cells))


def percent(shares):
    return f"{100 * statistics.median(shares):.2f} %"


def spread(shares):
    return f"{percent(shares)} ({100 * min(shares):.2f} to {100 * max(shares):.2f})"


def each(runs, value):
    return [value(run) for run in runs]


def measured(run):
    return run["epochs"][-1]["measured"]


def prequential(run):
    return run["epochs"][0]["accuracy"]


def drifts(run, before=float("inf")):
    return [e["offset"] for e in run["events"] if e["kind"] == "drift" and e["offset"] < before]


SETTINGS = [
    "",
    "--gate off",
    "--replay 0 --memory 0",
    "--replay 2",
    "--steps 2",
    "--memory 1000",
    "--memory 10000",
    "--average 0",
    "--average 0.98",
    "--average 0.99",
    "--learning-rate 0.002",
    "--learning-rate 0.005",
    "--batch-size 64 --checkpoint-every 20",
    "--rate inverse-root --rate-examples 10000",
]


def settings(seeds):
    head("settings", "validation accuracy", "prequential accuracy", "images/s")
    for options in SETTINGS:
        runs = [train(s, "--validation", "10000", *options.split()) for s in seeds]
        speed = statistics.median(each(runs, lambda run: run["imagesPerSecond"]))
        name = f"`{options}`" if options else "defaults"
        row(name, spread(each(runs, measured)), percent(each(runs, prequential)), f"{speed:,.0f}")


def passes(seeds, *options):
    head("seed", "prequential accuracy, first pass", "test accuracy at the end", "images/s")
    runs = []
    for seed in seeds:
        runs.append(train(seed, "--test", *options))
        cells = percent([prequential(runs[-1])]), percent([measured(runs[-1])])
        row(seed, *cells, f"{runs[-1]['imagesPerSecond']:,.0f}")
    row("median", percent(each(runs, prequential)), percent(each(runs, measured)), "")


def alarms(seeds):
    head("detector", "undisturbed records", "false alarms", "first record seen")
    for detector in DETECTORS:
        runs = [train(s, "--drift-detector", detector) for s in seeds]
        row(detector, f"{sum(r['images'] for r in runs):,}", sum(len(drifts(r)) for r in runs), "2,000")


def change(kind):
    return ["--drift", kind, "--drift-from", str(CHANGE), "--limit", str(LATER)]


def detection(seeds):
    head("detector", "what changes at 30,000", "first report, in changed records", "before it")
    for kind in "labels", "invert", "rotate":
        for detector in DETECTORS:
            runs = [train(s, *change(kind), "--drift-detector", detector) for s in seeds]
            after = [min((d - CHANGE + 1 for d in drifts(r) if d >= CHANGE), default=None) for r in runs]
            early = sum(len(drifts(r, CHANGE)) for r in runs)
            row(detector, kind, ", ".join(f"{n:,}" if n is not None else "never" for n in after), early)


def policy(seeds):
    head("action", *[f"seed {s}" for s in seeds], "median")
    for action in "none", "raise-rate", "reset-updater", "roll-back":
        runs = [train(s, *change("labels"), "--drift-action", action) for s in seeds]
        later = each(runs, lambda run: run["epochs"][0]["windowedAccuracy"])
        row(action, *[percent([share]) for share in later], percent(later))


def classes(seeds):
    head("settings", *[f"{n} labels" for n in range(1, 11)])
    for options in "", "--replay 0 --memory 0":
        runs = [train(s, "--test", "--curve", "--by-label", *options.split()) for s in seeds]
        seen = [{p["labelsSeen"]: p["measuredOnSeen"] for p in run["curve"]} for run in runs]
        cells = [[s[n] for s in seen if n in s] for n in range(1, 11)]
        row(f"`{options}`" if options else "defaults", *[percent(c) if c else "" for c in cells])


def poison(seeds):
    head("gate", "seed", "served before", "worst served after", "served at the end", "held")
    for gate in "on", "off":
        for seed in seeds:
            noise = ["--drift", "noise", "--drift-from", str(CHANGE), "--limit", str(POISON_ENDS)]
            run = train(seed, "--test", "--curve", "--gate", gate, *noise)
            before = [p["measured"] for p in run["curve"] if p["examples"] <= CHANGE]
            after = [p["measured"] for p in run["curve"] if p["examples"] > CHANGE]
            held = sum(not p["passed"] for p in run["curve"] if p["examples"] > CHANGE)
            shares = before[-1], min(after), after[-1]
            row(gate, seed, *[percent([share]) for share in shares], held)


def gate(seeds):
    head("seed", "checkpoints", "passed", "most that a version served was worse than the one before")
    with tempfile.TemporaryDirectory() as folder:
        for seed in seeds:
            curve = train(seed, "--test", "--curve", "--keep", f"{folder}/{seed}")["curve"]
            served = [p["measured"] for p in curve]
            loss = max(before - after for before, after in zip(served, served[1:]))
            passed = sum(p["passed"] for p in curve)
            row(seed, len(curve), passed, f"{100 * loss:.2f} points")
        print(flush=True)
        subprocess.run([*GATE_BENCH, f"-Dcheckpoints={folder}", "-Dtest=GateBench"], cwd=HOME, check=True)


TABLES = {
    "settings": settings,
    "one-pass": passes,
    "five-passes": lambda seeds: passes(seeds, "--epochs", "5"),
    "notebook": lambda seeds: passes(seeds, "--preset", "notebook"),
    "alarms": alarms,
    "detection": detection,
    "policy": policy,
    "classes": classes,
    "poison": poison,
    "gate": gate,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TABLES:
        sys.exit(f"learning.py: TABLE is one of {', '.join(TABLES)}")
    TABLES[sys.argv[1]]([int(seed) for seed in sys.argv[2:]] or [1, 2, 3])
