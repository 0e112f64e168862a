"""The order of the house: arrows between the rooms, and between the files of a room, run one way. What is held against it is the objects of the
build: a call is a symbol that one object needs and another defines.

SPDX-License-Identifier: MIT
"""
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# The rooms of lib/, from the ground up; those on top do not know each other.
FLOORS = [["values"], ["status"], ["exchange"], ["cache", "next", "check", "choose"]]
ROOMS = [room for rooms in FLOORS for room in rooms]
FOLDERS = [*(f"lib/{room}" for room in ROOMS), "recordings", "tools"]


def below(room):
    """The rooms that one may call: those on the floors below its own."""
    floor = next(i for i, rooms in enumerate(FLOORS) if room in rooms)
    return {other for rooms in FLOORS[:floor] for other in rooms}


# ---- what the objects say ----

def symbols_of(listing):
    """What nm says of an object: the symbols that it defines and those that it needs."""
    defined, needed = set(), set()
    for line in listing.splitlines():
        *_, kind, name = line.split()
        (needed if kind in "Uwv" else defined).add(name)
    return defined, needed


def read_objects(folder):
    """The symbols of each object, by the path of its source: meson calls that of ../lib/values/date.c values_date.c.o."""
    objects = {}
    for path in sorted(folder.glob("*.c.o")):
        listing = subprocess.run(["nm", "--extern-only", path], capture_output=True, text=True, check=True).stdout
        objects[path.name.removesuffix(".o")] = symbols_of(listing)
    return objects


def calls(objects):
    """Pairs of objects, of which the first needs a symbol that the second defines."""
    homes = {name: file for file, (defined, _) in objects.items() for name in defined}
    for file, (_, needed) in objects.items():
        yield from ((file, homes[name]) for name in sorted(needed) if name in homes and homes[name] != file)


# ---- what the headers say ----

def stated_order(header):
    """The files that the first comment of a header lists, one a line, with what each is behind its name."""
    comment = re.match(r"/\*(.*?)\*/", header, re.S)
    return re.findall(r"^ \* {2,}(\w+\.c) {2,}\S", comment[1] if comment else "", re.M)


def order_of(folder):
    """The order that one header of a folder states."""
    (order,) = filter(None, (stated_order(header.read_text()) for header in sorted((ROOT / folder).glob("*.h"))))
    return order


def violations(order, objects):
    """What goes against the order of a room, in words."""
    yield from (f"{file} is listed, and there is no such file" for file in order if file not in objects)
    yield from (f"{file} is not listed" for file in objects if file not in order)
    yield from (f"{file} is listed twice" for file in sorted(set(order)) if order.count(file) > 1)
    for caller, called in sorted(set(calls(objects))):
        if caller in order and called in order and order.index(caller) < order.index(called):
            yield f"{caller} calls {called}, which comes after it"


# ---- the house ----

@pytest.fixture(scope="module")
def library(build):
    """The library's objects, by room and file."""
    (folder,) = build.glob("lib/libhttpstatus.so.*.p")
    return {tuple(name.split("_", 1)): symbols for name, symbols in read_objects(folder).items()}


@pytest.fixture(scope="module")
def command(build):
    folder = build / "tools/httpstatus.p"
    if not folder.is_dir():
        pytest.skip("the command is not built")
    return read_objects(folder)


@pytest.fixture(scope="module")
def recordings(build):
    folder = build / "recordings/librecordings.a.p"
    if not folder.is_dir():
        pytest.skip("the reader of recordings is not built")
    return read_objects(folder)


def test_rooms_call_only_those_below(library):
    against = {f"{caller[0]}/{caller[1]} calls {called[0]}/{called[1]}" for caller, called in calls(library)
               if called[0] != caller[0] and called[0] not in below(caller[0])}
    assert sorted(against) == []


def taken_in(file):
    """The rooms whose headers a file takes in, public ones included; "httpstatus" is all of them."""
    return set(re.findall(r'#\s*include\s+["<](?:\.\./|httpstatus/)(\w+)(?=[/.])', file.read_text()))


@pytest.mark.parametrize("room", ROOMS)
def test_rooms_take_in_headers_of_those_below_only(room):
    strangers = {*ROOMS, "httpstatus"} - {room} - below(room)
    for file in sorted((ROOT / "lib" / room).glob("*.[ch]")):
        if file.name != "vocabulary.c":  # it has the words of all rooms
            assert taken_in(file) & strangers == set(), file


@pytest.mark.parametrize("folder", ["recordings", "tools", "bindings"])
def test_what_is_outside_of_the_library_sees_public_headers_only(folder):
    for file in (ROOT / folder).rglob("*.[chi]"):
        assert not re.search(r'#\s*include\s+["<][./]*lib/', file.read_text()), file


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_call_only_those_before_them(folder, request):
    if folder in ("recordings", "tools"):
        objects = request.getfixturevalue({"tools": "command"}.get(folder, folder))
    else:
        objects = {file: symbols for (room, file), symbols in request.getfixturevalue("library").items() if f"lib/{room}" == folder}
    assert list(violations(order_of(folder), objects)) == []


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_file_has_its_place_in_the_order(folder):
    assert sorted(order_of(folder)) == sorted(file.name for file in (ROOT / folder).glob("*.c"))


def test_every_symbol_of_the_library_has_its_prefix(library):
    """A program that links the library as an archive keeps all names without it: lib/tables/internal_names.py."""
    names = {name for defined, _ in library.values() for name in defined}
    assert sorted(name for name in names if not name.startswith("httpstatus_")) == []


def test_every_object_is_of_a_room(library):
    assert {room for room, _ in library} == set(ROOMS)


# ---- this test itself ----

HEADER = """/*
 * A room.
 *
 * The files, from data to verb:
 *
 *   data.c    the data
 *   verb.c    what is done
 *
 * SPDX-License-Identifier: MIT
 */
/* other.c   is no part of it */
"""
DATA, VERB = ({"data_read"}, {"malloc"}), ({"verb_do"}, {"data_read"})


def test_an_order_is_read_from_the_first_comment():
    assert stated_order(HEADER) == ["data.c", "verb.c"]


def test_calls_with_the_order_are_right():
    assert list(violations(["data.c", "verb.c"], {"data.c": DATA, "verb.c": VERB})) == []


def test_a_call_against_the_order_is_found():
    against = ({"data_read"}, {"verb_do"})
    assert list(violations(["data.c", "verb.c"], {"data.c": against, "verb.c": VERB})) == ["data.c calls verb.c, which comes after it"]


def test_a_file_that_is_not_listed_is_found():
    assert list(violations(["data.c"], {"data.c": DATA, "verb.c": VERB})) == ["verb.c is not listed"]


def test_a_file_that_is_gone_is_found():
    assert list(violations(["data.c", "verb.c"], {"data.c": DATA})) == ["verb.c is listed, and there is no such file"]


def test_the_compiler_tells_of_calls(tmp_path):
    (tmp_path / "data.c").write_text("int data_read(void);\nint verb_do(void);\nint data_read(void) { return verb_do(); }\n")
    (tmp_path / "verb.c").write_text("static int inside(void) { return 1; }\nint verb_do(void);\nint verb_do(void) { return inside(); }\n")
    for name in ("data", "verb"):
        subprocess.run(["cc", "-c", tmp_path / f"{name}.c", "-o", tmp_path / f"{name}.c.o"], check=True)
    assert list(violations(["data.c", "verb.c"], read_objects(tmp_path))) == ["data.c calls verb.c, which comes after it"]
