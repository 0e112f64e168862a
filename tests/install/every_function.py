"""Writes a program that calls every function of api.def, each result into a variable of its type and each argument from one, as a user's compiler sees
them: every_function.py C-FILE. SPDX-License-Identifier: MIT
"""
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "abi"))
import api  # noqa: E402

PARAMETERS = {
    "int": ["number"], "int64": ["time"], "size": ["place"], "bool": ["yes"], "string": ["word"], "bytes": ["word", "place"],
    "room": ["room", "place"], "list": ["list", "place"], "out": ["NULL"],
}
RESULTS = {"int": "number", "int64": "time", "size": "place", "bool": "yes", "text": "text"}
HEAD = """/* Made by tests/install/every_function.py. */
#include <httpstatus/httpstatus.h>

int main(int count, char **arguments)
{
	const char *word = NULL, *text = NULL;
	char *room = NULL;
	int number = -1, *list = NULL;
	int64_t time = HTTPSTATUS_UNKNOWN;
	size_t place = 0;
	bool yes = false;

	(void)arguments;
	if (count > 1) /* to be compiled and linked, not to run: sweep.c runs them */
		return 0;
"""


def kind(word):
    return word.split(":")[-1].rstrip("?")


def call(name, result, parameters):
    arguments = ", ".join(argument for word in parameters for argument in PARAMETERS.get(kind(word), ["NULL"]))
    if kind(result) == "void":
        return f"\t{name}({arguments});\n"
    if kind(result) in RESULTS:
        return f"\t{RESULTS[kind(result)]} = {name}({arguments});\n"
    borrowed = "" if result.startswith("own:") else "const "
    return f"\t{{\n\t\t{borrowed}struct httpstatus_{kind(result)} *handle = {name}({arguments});\n\n\t\tyes = handle != NULL;\n\t}}\n"


def main():
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write(HEAD)
        for name, _, result, parameters in api.lines():
            out.write(call(name, result, parameters))
        out.write("\treturn yes && text && number && place && time && room && list && word;\n}\n")


if __name__ == "__main__":
    main()
