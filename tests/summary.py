#!/usr/bin/python3
"""Adds up what several runs of `meson test` found: summary.py TESTLOG.json...

Prints every failure and every skip with its reason, and ends with `N passed, N failed` on a line of its own. The tests inside a TAP
program or a pytest run count one by one. SPDX-License-Identifier: MIT
"""
import json
import re
import sys
from pathlib import Path


def inside(test):
    """(passed, failed, skip reasons) of one test program."""
    text, good = test.get("stdout", ""), test["result"] in ("OK", "EXPECTEDFAIL")
    closing = re.search(r"^(?:\d+ \w+, )*?(?:(\d+) failed)?(?:, )?(?:(\d+) passed)?.* in [\d.]+s", text, flags=re.M)
    if re.search(r"^1\.\.\d+", text, flags=re.M):
        results = re.findall(r"^(not )?ok\b[^#\n]*(?:# *(skip.*))?", text, flags=re.M | re.I)
        passed = sum(1 for bad, skip in results if not bad and not skip)
        return passed, sum(1 for bad, skip in results if bad) or int(not good), [skip for _, skip in results if skip]
    if closing:
        number = lambda word: sum(int(n) for n in re.findall(rf"(\d+) {word}", closing[0]))
        skips = [reason for count, reason in re.findall(r"^SKIPPED \[(\d+)\] (.*)", text, flags=re.M) for _ in range(int(count))]
        return number("passed"), number("failed") + number("errors?") or int(not good), skips
    if test["result"] == "SKIP":
        return 0, 0, [text.strip().splitlines()[-1] if text.strip() else "no reason given"]
    return int(good), int(not good), []


def main(paths):
    passed = failed = 0
    skipped = []
    for path in map(Path, paths):
        run = f"{path.parent.parent.name} {path.stem}"
        for line in path.read_text().splitlines():
            test = json.loads(line)
            here = inside(test)
            if here[1]:
                print(f"FAILED {run}: {test['name']} ({here[1]})")
            passed, failed = passed + here[0], failed + here[1]
            skipped += [f"{run}: {test['name']}: {reason}" for reason in here[2]]
    for reason in skipped:
        print(f"SKIPPED {reason}")
    print(f"{passed} passed, {failed} failed" + (f", {len(skipped)} skipped" if skipped else ""))
    return int(failed > 0 or passed == 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
