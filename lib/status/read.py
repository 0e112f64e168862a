"""Reads status.toml, vendors.toml and mappings.toml, and refuses what is no record, naming file, record and reason.

SPDX-License-Identifier: MIT
"""
import re

from headers import words as header_words
from toml_table import DOCUMENT, SECTION, DataError, Table, read_document

WORD = r"[a-z0-9]+(-[a-z0-9]+)*"
DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
FIELD = r"[A-Z][A-Za-z0-9]*(-[A-Z0-9][A-Za-z0-9]*)*"
KEYWORD = r"[a-z0-9]+( [a-z0-9]+)*"
GRPC_NAME = r"[A-Z]+(_[A-Z]+)*"
IANA_PLACEHOLDER = "(Unused)"


def identifier(phrase):
    """The name for programs: NOT_FOUND. The same as write_identifier in own.c."""
    return re.sub(r"[^A-Z0-9]+", "_", phrase.upper().replace("'", "")).strip("_")


def squash(name):
    """What is left of a name when case, joints and apostrophes do not count."""
    return re.sub(r"[ _'-]", "", name).lower()


def read_definition(table):
    table.keys_are(("document", "section"))
    return table.reference()


def check_rests_on(table, texts):
    """Nothing is made of what texts rest on: it is for those who keep them."""
    places = []
    for row in table.tables("rests_on"):
        row.keys_are(("texts", "document"), ("section",))
        if not row.texts("texts"):
            row.refuse('"texts" is empty')
        for text in row.texts("texts"):
            if text not in texts:
                row.refuse(f'"texts" has "{text}", which is no text of the record')
        if row.text("document", DOCUMENT).startswith("RFC") and "section" not in row.table:
            row.refuse('"section" is missing')
        places.append((row.table["document"], row.optional_text("section", SECTION)))
    if len(set(places)) != len(places):
        table.refuse('"rests_on" has a place twice')


def read_former_name(table):
    table.keys_are(("name", "document"))
    return {"name": table.text("name"), "document": table.text("document", DOCUMENT)}


def read_sent_phrase(table):
    table.keys_are(("phrase", "source"))
    return {"phrase": table.text("phrase"), "source": table.text("source")}


def read_keywords(table):
    keywords = table.texts("keywords")
    if not keywords:
        table.refuse('"keywords" is empty')
    for keyword in keywords:
        if not re.fullmatch(KEYWORD, keyword):
            table.refuse(f'keyword "{keyword}" is not of the form {KEYWORD}')
    return keywords


def read_requirement(table, levels):
    table.keys_are(("fields", "level", "document", "section"), ("value", "condition"))
    fields = table.texts("fields")
    for field in fields:
        if not re.fullmatch(FIELD, field):
            table.refuse(f'"{field}" is no field name in its usual spelling')
    condition = table.optional_text("condition", r"[ -~]*[^ .]")
    if not fields and not condition:
        table.refuse("has neither a field nor a condition")
    value = table.optional_text("value", r"[!-~]+")
    if value and len(fields) != 1:
        table.refuse('"value" goes with one field')
    return {"fields": fields, "value": value, "level": table.word("level", levels), "condition": condition,
            "reference": table.reference()}


def read_confusion(table, code):
    table.keys_are(("code", "because"))
    if table.table["code"] == code:
        table.refuse("a code is not confused with itself")
    return {"code": table.integer("code", 100, 599), "because": table.text("because")}


def name_record(table):
    """Puts the code behind the record's place, so that complaints have it."""
    if "code" in table.table:
        table.where += f" ({table.table['code']})"


def read_status(table, words):
    required = ["code", "iana_phrase", "phrase", "standing", "family", "iana_references", "defined_in", "facts",
                "keywords", *words["texts"], "rests_on"]
    optional = ["former_names", "sent_phrases", "expires", "methods", "response_fields", "request", "confused_with"]
    name_record(table)
    table.keys_are(required, optional)
    code = table.integer("code", 100, 599)
    check_rests_on(table, [*words["texts"], *(["confused_with"] if "confused_with" in table.table else [])])
    facts = table.texts("facts")
    for fact in facts:
        if fact not in words["facts"]:
            table.refuse(f'unknown fact "{fact}"')
    entry = {
        "code": code,
        "vendor": None,
        "phrase": table.text("phrase"),
        "iana_phrase": table.text("iana_phrase"),
        "standing": table.word("standing", words["standings"]),
        "family": table.word("family", words["families"]),
        "expires": table.optional_text("expires", DATE),
        "iana_references": table.texts("iana_references"),
        "facts": sum(1 << words["facts"].index(fact) for fact in facts),
        "methods": table.texts("methods"),
        "former_names": [read_former_name(t) for t in table.tables("former_names")],
        "sent_phrases": [read_sent_phrase(t) for t in table.tables("sent_phrases")],
        "keywords": read_keywords(table),
        "defined_in": [read_definition(t) for t in table.tables("defined_in")],
        "response_fields": [read_requirement(t, words["levels"]) for t in table.tables("response_fields")],
        "request": [read_requirement(t, words["levels"]) for t in table.tables("request")],
        "confused_with": [read_confusion(t, code) for t in table.tables("confused_with")],
        "texts": [table.text(text) for text in words["texts"]],
        "visibility": 0,
        "nearest": 0,
        "known_from": None,
    }
    for key in ("iana_references", "defined_in"):
        if not entry[key]:
            table.refuse(f'"{key}" is empty')
    if (table.table["standing"] == "temporary") != (entry["expires"] is not None):
        table.refuse('"expires" goes with the standing "temporary", and with no other')
    return entry


def refuse_duplicates(file, entries):
    codes, names = set(), {}
    for entry in entries:
        code = entry["code"]
        if code in codes:
            raise DataError(f"{file}: status {code}: the code is there twice")
        codes.add(code)
        own = {entry["phrase"], *(former["name"] for former in entry["former_names"])}
        if len(own) != 1 + len(entry["former_names"]):
            raise DataError(f"{file}: status {code}: a name is there twice")
        known = {squash(name) for name in own}
        for sent in entry["sent_phrases"]:
            if squash(sent["phrase"]) in known:
                raise DataError(f"{file}: status {code}: the phrase \"{sent['phrase']}\" is a name of it anyhow, or there twice")
            known.add(squash(sent["phrase"]))
            own.add(sent["phrase"])
        if entry["iana_phrase"] != IANA_PLACEHOLDER:
            own.add(entry["iana_phrase"])
        for name in sorted(own):
            other = names.setdefault(squash(name), code)
            if other != code:
                raise DataError(f'{file}: status {code}: the name "{name}" is also that of {other}')
    for entry in entries:
        for confusion in entry["confused_with"]:
            if confusion["code"] not in codes:
                raise DataError(f"{file}: status {entry['code']}: confused_with {confusion['code']}, which has no record")


def refuse_disorder(file, records, key):
    for before, after in zip(records, records[1:]):
        if key(before) > key(after):
            raise DataError(f"{file}: {key(after)} stands after {key(before)}")


def read_statuses(path):
    table = read_document(path)
    table.keys_are(("date", "status"))
    words = {key: header_words(enum) for key, enum in
             (("standings", "standing"), ("levels", "level"), ("texts", "text"), ("families", "family"), ("facts", "fact"), ("visibilities", "visibility"))}
    if len(words["facts"]) > 32:
        table.refuse("there are more than 32 facts; struct httpstatus_code holds 32")
    entries = [read_status(t, words) for t in table.tables("status")]
    refuse_duplicates(path.name, entries)
    refuse_disorder(path.name, entries, lambda entry: entry["code"])
    return table.text("date", DATE), words, entries


def read_nearest(table, code, iana):
    nearest = table.integer("nearest", 100, 599)
    if nearest not in iana:
        table.refuse(f'"nearest" is {nearest}, which IANA has not registered')
    if nearest < 200 <= code:
        table.refuse(f'"nearest" is {nearest}, after which a client waits for another response')
    return nearest


def read_vendor_code(table, words, vendors, iana):
    name_record(table)
    no_response = table.table.get("code") == 0
    required = ("code", "vendor", "phrase", "standing", "visibility", "known_from", "keywords", "meaning")
    table.keys_are(required if no_response else (*required, "nearest"), ("explanation", "first_because", "former_names", "sent_phrases"))
    code = 0 if no_response else table.integer("code", 100, 999)
    if no_response and table.table["visibility"] == "wire":
        table.refuse("0 is where no response came, so nothing sends it")
    nearest = 0 if no_response else read_nearest(table, code, iana)
    return {
        "code": code,
        "vendor": vendors[table.word("vendor", vendors)],
        "first_because": table.optional_text("first_because"),
        "phrase": table.text("phrase"),
        "iana_phrase": None,
        "standing": table.word("standing", words["standings"]),
        "family": words["families"].index("vendor"),
        "expires": None,
        "facts": 0,
        "iana_references": [], "methods": [], "defined_in": [], "response_fields": [], "request": [],
        "confused_with": [],
        "former_names": [read_former_name(t) for t in table.tables("former_names")],
        "sent_phrases": [read_sent_phrase(t) for t in table.tables("sent_phrases")],
        "keywords": read_keywords(table),
        "texts": [table.optional_text(text) if text in ("meaning", "explanation") else None for text in words["texts"]],
        "visibility": table.word("visibility", words["visibilities"]),
        "nearest": nearest,
        "known_from": table.text("known_from"),
    }


def refuse_first(file, entries):
    for code in {entry["code"] for entry in entries if entry["first_because"]}:
        meanings = [entry for entry in entries if entry["code"] == code]
        if len({entry["vendor"] for entry in meanings}) == 1:
            raise DataError(f"{file}: code {code}: is said to come first, and no other vendor uses the number")
        if sum(bool(entry["first_because"]) for entry in meanings) > 1:
            raise DataError(f"{file}: code {code}: two are said to come first")


def read_vendors(path, words, iana):
    table = read_document(path)
    table.keys_are(("date", "vendor", "code"))
    table.text("date", DATE)
    rows = table.tables("vendor")
    for row in rows:
        row.keys_are(("id", "name"))
    words["vendors"] = [row.text("id", WORD) for row in rows]
    words["vendor_titles"] = [row.text("name") for row in rows]
    if len(set(words["vendors"])) != len(rows):
        table.refuse("a vendor is there twice")
    if taken := {"iana", "everything"} & set(words["vendors"]):
        table.refuse(f"a vendor is called {min(taken)}, which is the name of another registry")
    entries = [read_vendor_code(t, words, words["vendors"], iana) for t in table.tables("code")]
    places = [(entry["code"], entry["vendor"], entry["phrase"]) for entry in entries]
    refuse_disorder(path.name, places, lambda place: place)
    for before, after in zip(places, places[1:]):
        if before == after:
            raise DataError(f"{path.name}: code {after[0]}: {after[1]} has the phrase {after[2]} twice")
    refuse_first(path.name, entries)
    unused = set(words["vendors"]) - {entry["vendor"] for entry in entries}
    if unused:
        raise DataError(f"{path.name}: no code is of the vendor {', '.join(sorted(unused))}")
    return entries


def read_mappings(path):
    table = read_document(path)
    table.keys_are(("date", "grpc", "http_to_grpc", "grpc_to_http", "proxy_error"))
    table.text("date", DATE)
    to_http, numbers = [], {}
    for place, row in enumerate(table.tables("grpc_to_http")):
        row.keys_are(("grpc", "number", "http"))
        if row.integer("number", 0, 255) != place:
            row.refuse(f'"number" is {row.table["number"]}, where {place} is next')
        numbers[row.text("grpc", GRPC_NAME)] = place
        to_http.append((row.text("grpc", GRPC_NAME), row.integer("http", 100, 599)))
    from_http = {}
    for row in table.tables("http_to_grpc"):
        row.keys_are(("http", "grpc"))
        code = row.integer("http", 100, 599)
        if code in from_http:
            row.refuse(f"{code} is there twice")
        from_http[code] = row.word("grpc", list(numbers))
    grpc = Table(f"{path.name}: grpc", table.table["grpc"])
    grpc.keys_are(("otherwise", "source"))
    errors = []
    for row in table.tables("proxy_error"):
        row.keys_are(("type", "http", "document", "section"), ("http_note",))
        row.reference()
        http = row.table["http"]
        if http != 0:
            row.integer("http", 100, 599)
        elif "http_note" not in row.table:
            row.refuse('"http" is 0 and no "http_note" says why')
        errors.append({"type": row.text("type", r"[a-z]+(_[a-z]+)*"), "http": http, "note": row.optional_text("http_note"),
                       "section": row.text("section", SECTION)})
    if len({error["type"] for error in errors}) != len(errors):
        table.refuse("a proxy error is there twice")
    return {"grpc_names": [name for name, _ in to_http], "grpc_to_http": [http for _, http in to_http], "http_to_grpc": from_http,
            "otherwise": grpc.word("otherwise", list(numbers)), "proxy_errors": errors}


def read(status_path, vendors_path, mappings_path):
    date, words, statuses = read_statuses(status_path)
    vendor_codes = read_vendors(vendors_path, words, {entry["code"] for entry in statuses})
    # IANA's meaning of a number first, then the one that people most often mean, then the other vendors' in the order of their names.
    entries = sorted([*statuses, *vendor_codes], key=lambda entry: (
        entry["code"], bool(entry["vendor"]), not entry.get("first_because"), entry["vendor"] or ""))
    return {"date": date, "words": words, "entries": entries, "mappings": read_mappings(mappings_path)}
