"""Asks with wget. SPDX-License-Identifier: MIT"""
import re
import subprocess

from drive import drive, fields


def ask(case):
    content = [] if case["content"] is None else [f"--body-data={case['content']}"]
    headers = [f"--header={name}: {value}" for name, value in fields(case).items()]
    run = subprocess.run(
        ["wget", "--no-config", "--no-hsts", "--server-response", "--timeout=5", "--output-document=/dev/null",
         f"--method={case['method']}", *content, *headers, case["url"]],
        capture_output=True, text=True, timeout=10)
    # 8: the server answered with a status that is no success; that is how wget hands it on.
    if run.returncode not in (0, 8):
        raise RuntimeError(f"exit status {run.returncode}: {run.stderr.strip().splitlines()[-1]}")
    return int(re.findall(r"^  HTTP/1\.1 (\d+)", run.stderr, re.MULTILINE)[-1])


version = subprocess.run(["wget", "--version"], capture_output=True, text=True, check=True).stdout.split()[2]
drive(version, ask, workers=4)
