"""Pictures of the command for the README: what it prints in a terminal of 80 columns, as SVG, for light and dark pages.

    python3 docs/pictures.py COMMAND FOLDER     makes them anew, as ./dev pictures does; tests/tools/test_pictures.py holds them against the command

SPDX-License-Identifier: MIT
"""
import html
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
COLUMNS, ROW, COLUMN, MARGIN = 80, 18, 8.4, 14
PICTURES = {
    "card": ([["410"]], ""),
    "check": ([["check", "session.har"]], ""),
    "choose": ([["choose", "PUT", "/article", "--now", "1796040000"]], "somebody changed it\nand the client sent If-Match\n"),
}
STYLE = """
    text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #24292f }
    rect { fill: #f6f8fa; stroke: #d0d7de }
    .b { font-weight: bold } .d { fill: #6e7781 } .c31 { fill: #cf222e } .c32 { fill: #116329 } .c33 { fill: #9a6700 } .c34 { fill: #0969da }
    .c35 { fill: #8250df } .c36 { fill: #1b7c83 } .typed { fill: #0550ae }
    @media (prefers-color-scheme: dark) {
      text { fill: #e6edf3 } rect { fill: #0d1117; stroke: #30363d } .d { fill: #8d96a0 } .c31 { fill: #ff7b72 } .c32 { fill: #3fb950 }
      .c33 { fill: #d29922 } .c34 { fill: #58a6ff } .c35 { fill: #bc8cff } .c36 { fill: #39c5cf } .typed { fill: #79c0ff }
    }"""


def shown(command, arguments, typed, folder):
    """What a terminal gets, with the octets that tell it of colours; what is typed is echoed."""
    controller, terminal = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": str(COLUMNS),
                   **{key: os.environ[key] for key in ("LD_LIBRARY_PATH", "LSAN_OPTIONS") if key in os.environ}}
    process = subprocess.Popen([command, *arguments], stdin=subprocess.PIPE, stdout=terminal, stderr=terminal, cwd=folder, env=environment)
    os.close(terminal)
    process.stdin.write(typed.encode())
    process.stdin.close()
    octets = b""
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:
            break
        if not piece:
            break
        octets += piece
    process.wait()
    os.close(controller)
    return octets.decode().replace("\r\n", "\n")


def spans(line, classes):
    """The pieces of a line, each with its classes; what one begins may go on in the next line."""
    for piece in re.split(r"(\033\[[0-9;]*m)", line):
        sequence = re.fullmatch(r"\033\[([0-9;]*)m", piece)
        if not sequence:
            if piece:
                yield piece, " ".join(classes)
            continue
        for number in (sequence[1] or "0").split(";"):
            if number in ("", "0"):
                classes.clear()
            else:
                classes.append({"1": "b", "2": "d"}.get(number, f"c{number}"))


def svg(text):
    lines = text.rstrip("\n").split("\n")
    width, height = COLUMNS * COLUMN + 2 * MARGIN, len(lines) * ROW + 2 * MARGIN
    rows, classes = [], []
    for i, line in enumerate(lines):
        x, pieces = MARGIN, []
        for piece, names in spans(line, classes):
            attribute = f' class="{names}"' if names else ""
            pieces.append(f'<tspan x="{x:.1f}"{attribute}>{html.escape(piece)}</tspan>')
            x += COLUMN * len(piece)
        rows.append(f'  <text y="{MARGIN + (i + 0.75) * ROW:.1f}">{"".join(pieces)}</text>')
    return (f'<svg xmlns="http://www.w3.org/2000/svg" xml:space="preserve" width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">\n'
            f'  <style>{STYLE}\n  </style>\n  <rect x="0.5" y="0.5" width="{width - 1:.0f}" height="{height - 1:.0f}" rx="8"/>\n' + "\n".join(rows) + "\n</svg>\n")


def picture(command, name):
    commands, typed = PICTURES[name]
    text = ""
    for arguments in commands:
        words = " ".join(["httpstatus", *(a for a in arguments if a not in ("--now", "1796040000"))])
        text += f"\033[1m$ {words}\033[0m\n{shown(Path(command).resolve(), arguments, typed, HERE / 'pictures')}"
    return svg(text)


if __name__ == "__main__":
    for name in PICTURES:
        (Path(sys.argv[2]) / f"{name}.svg").write_text(picture(sys.argv[1], name))
