"""Asks with curl: each method with the option that its manual has for it. SPDX-License-Identifier: MIT"""
import subprocess
import tempfile

from drive import drive, fields


def options(case):
    method, content = case["method"], case["content"]
    if method == "HEAD":
        return ["--head"]
    if method == "PUT":
        return ["--upload-file", case["file"]]
    if method == "POST":
        return ["--data-raw", content or ""]
    return ["--request", method] * (method != "GET" or content is not None) + ["--data-raw", content] * (content is not None)


def ask(case):
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(case["content"] or "")
        file.flush()
        headers = [word for name, value in fields(case).items() for word in ("--header", f"{name}: {value}")]
        run = subprocess.run(
            ["curl", "--disable", "--silent", "--show-error", "--location", "--max-time", "5", "--output", "/dev/null",
             "--write-out", "%{http_code}", *options({**case, "file": file.name}), *headers, case["url"]],
            capture_output=True, text=True, timeout=10)
    if run.returncode:
        raise RuntimeError(run.stderr.strip())
    return int(run.stdout)


version = subprocess.run(["curl", "--version"], capture_output=True, text=True, check=True).stdout.split()[1]
drive(version, ask, workers=4)
