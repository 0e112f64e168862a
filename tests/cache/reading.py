"""Field values, read slowly and by the letter: lists, directives, structured fields, dates, entity tags and ranges.

Fields are a dict from a name in lower case to the list of its lines. What cannot be read is None.

SPDX-License-Identifier: MIT
"""
import calendar
import re
import time

TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()


def value(fields, name):
    """RFC 9110, 5.3: the lines of a field, joined by a comma and a space; None where there is no such field."""
    lines = fields.get(name)
    return None if lines is None else ", ".join(lines)


def members(text):
    """RFC 9110, 5.6.1: the members of a list, of which empty ones do not count."""
    return [member for member in elements(text) if member]


def elements(text):
    """What stands between the commas of a list, without white space around it. Commas inside of quotes divide nothing."""
    found, now, quoted, escaped = [], "", False, False
    for character in text or "":
        if character == "," and not quoted:
            found, now = found + [now], ""
            continue
        now += character
        if escaped:
            escaped = False
        elif quoted and character == "\\":
            escaped = True
        elif character == '"':
            quoted = not quoted
    return [member.strip(" \t") for member in found + [now]]


def names(text):
    """The field names of a list, in lower case."""
    return [member.lower() for member in members(text)]


def unquoted(text):
    """RFC 9110, 5.6.4: the value of a quoted-string; None where it is none."""
    if not re.fullmatch(r'"(?:[^"\\]|\\.)*"', text, re.DOTALL):
        return None
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def directives(text):
    """RFC 9111, 5.2: (name, argument) for each directive; the argument is None where there is no "=", and "" where nothing readable is behind it."""
    found = []
    for member in members(text):
        matched = re.fullmatch(rf"({TOKEN})(?:=(.*))?", member, re.DOTALL)
        if not matched:
            continue
        name, argument = matched[1].lower(), matched[2]
        if argument is not None and argument.startswith('"'):
            argument = unquoted(argument) or ""
        elif argument is not None and not re.fullmatch(TOKEN, argument):
            argument = ""
        found.append((name, argument))
    return found


def seconds(argument):
    """RFC 9111, 1.2.2: delta-seconds; None where it is none."""
    return int(argument) if argument is not None and re.fullmatch("[0-9]+", argument) else None


def number(text):
    return int(text) if text is not None and re.fullmatch("[0-9]+", text) else None


def date(text):
    """RFC 9110, 5.6.7, in any case (RFC 9111, 4.2): seconds since 1970; None where it is no HTTP-date."""
    clock = r"(\d\d):(\d\d):(\d\d)"
    text = (text or "").lower()
    if matched := re.fullmatch(rf"(?:mon|tue|wed|thu|fri|sat|sun), (\d\d) ([a-z]{{3}}) (\d{{4}}) {clock} gmt", text):
        day, month, year, *of_day = matched.groups()
    elif matched := re.fullmatch(rf"[a-z]+day, (\d\d)-([a-z]{{3}})-(\d\d) {clock} gmt", text):
        day, month, year, *of_day = matched.groups()
        year = int(year) + (1900 if int(year) >= 70 else 2000)
    elif matched := re.fullmatch(rf"(?:mon|tue|wed|thu|fri|sat|sun) ([a-z]{{3}}) ([ \d]\d) {clock} (\d{{4}})", text):
        month, day, *of_day, year = matched.groups()
    else:
        return None
    if month not in MONTHS:
        return None
    hour, minute, second = map(int, of_day)
    day, month, year = int(day), MONTHS.index(month) + 1, int(year)
    if not 1 <= day <= calendar.monthrange(year, month)[1] or hour > 23 or minute > 59 or second > 60:
        return None
    return calendar.timegm((year, month, day, hour, minute, second))


def date_text(at):
    """An IMF-fixdate."""
    year, month, day, hour, minute, second, weekday, *_ = time.gmtime(at)
    return f"{DAYS[weekday]}, {day:02} {MONTHS[month - 1].capitalize()} {year:04} {hour:02}:{minute:02}:{second:02} GMT"


# ---- entity tags: RFC 9110, 8.8.3 ----

TAG = r'(W/)?"([\x21\x23-\x7e\x80-\xff]*)"'


def entity_tag(text):
    """(weak, opaque); None where it is none."""
    matched = re.fullmatch(TAG, text or "")
    return matched and (matched[1] is not None, matched[2])


def entity_tags(text):
    """RFC 9110, 13.1.2: "*", or the tags of a list; None where it is neither."""
    if text is None or text.strip(" \t") == "*":
        return text and "*"
    tags = [entity_tag(member.strip(" \t")) for member in re.findall(r'(?:[^,"]|"[^"]*"?)+', text) if member.strip(" \t")]
    return None if None in tags else tags


def tag_text(tag):
    return ("W/" if tag[0] else "") + f'"{tag[1]}"'


def strongly_equal(one, other):
    """RFC 9110, 8.8.3.2"""
    return one is not None and one == other and not one[0]


def weakly_equal(one, other):
    """RFC 9110, 8.8.3.2"""
    return one is not None and other is not None and one[1] == other[1]


# ---- ranges: RFC 9110, 14 ----

def byte_ranges(text):
    """RFC 9110, 14.1: the specifiers (first, last), (first, None) or (None, length) of a Range in bytes; None where it is invalid, or of another unit."""
    matched = re.fullmatch(r"bytes=(.*)", text or "", re.IGNORECASE | re.DOTALL)
    if not matched:
        return None
    found = []
    for member in members(matched[1]):
        parts = re.fullmatch(r"(\d*)-(\d*)", member)
        if not parts or member == "-":
            return None
        first, last = number(parts[1] or None), number(parts[2] or None)
        if first is not None and last is not None and last < first:
            return None
        found.append((first, last))
    return found or None


def satisfiable(specifiers, complete):
    """RFC 9110, 14.1.2: those that can be sent of a representation, with their ends where they are."""
    found = []
    for first, last in specifiers:
        if first is None:
            if last > 0 and complete > 0:
                found.append((max(0, complete - last), complete - 1))
        elif first < complete:
            found.append((first, complete - 1 if last is None else min(last, complete - 1)))
    return found


def content_range(text):
    """RFC 9110, 14.4: (first, last, complete length or None); None where it is invalid, of another unit, or unsatisfied."""
    matched = re.fullmatch(r"bytes +(\d+)-(\d+)/(\d+|\*)", text or "", re.IGNORECASE)
    if not matched:
        return None
    first, last, complete = int(matched[1]), int(matched[2]), None if matched[3] == "*" else int(matched[3])
    return None if last < first or complete is not None and complete <= last else (first, last, complete)


# ---- structured fields: RFC 8941, 4.2 ----

class NotStructured(Exception):
    """Parsing fails."""


class Structured:
    """The algorithms of RFC 8941, 4.2, each over what is left of the text. Values are (type, value)."""

    def __init__(self, text):
        if not text.isascii():
            raise NotStructured
        self.text = text.strip(" ")

    def take(self, pattern):
        matched = re.match(pattern, self.text)
        if not matched:
            raise NotStructured
        self.text = self.text[matched.end():]
        return matched

    def sees(self, text):
        return self.text.startswith(text)

    def bare_item(self):
        """4.2.3.1"""
        if re.match("[-0-9]", self.text):
            digits = self.take(r"-?(\d+)(?:\.(\d*))?")
            if digits[2] is None:
                if len(digits[1]) > 15:
                    raise NotStructured
                return ("integer", int(digits[0]))
            if len(digits[1]) > 12 or not 1 <= len(digits[2]) <= 3:
                raise NotStructured
            return ("decimal", digits[0])
        if self.sees('"'):
            return ("string", re.sub(r"\\(.)", r"\1", self.take(r'"((?:[ !#-\[\]-~]|\\["\\])*)"')[1]))
        if self.sees(":"):
            return ("bytes", self.take(r":([A-Za-z0-9+/=]*):")[1])
        if self.sees("?"):
            return ("boolean", self.take(r"\?([01])")[1] == "1")
        return ("token", self.take(r"[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*")[0])

    def key(self):
        """4.2.3.3"""
        return self.take(r"[a-z*][a-z0-9_.*-]*")[0]

    def parameters(self):
        """4.2.3.2; what they are is of no interest here."""
        while self.sees(";"):
            self.take("; *")
            self.key()
            if self.sees("="):
                self.take("=")
                self.bare_item()

    def item(self):
        """4.2.3 and 4.2.1.2"""
        if not self.sees("("):
            found = self.bare_item()
            self.parameters()
            return found
        self.take(r"\(")
        inner = []
        while True:
            self.take(" *")
            if self.sees(")"):
                self.take(r"\)")
                self.parameters()
                return ("inner list", inner)
            inner.append(self.item())
            if not re.match("[ )]", self.text):
                raise NotStructured

    def separated(self, member):
        """4.2.1 and 4.2.2: members with commas between, and none behind the last."""
        while self.text:
            member()
            self.take("[ \t]*")
            if self.text:
                self.take(",[ \t]*")
                if not self.text:
                    raise NotStructured

    def dictionary(self):
        """4.2.2: of a key that comes twice, the last value counts."""
        found = {}

        def member():
            key = self.key()
            found.pop(key, None)
            if self.sees("="):
                self.take("=")
                found[key] = self.item()
            else:
                found[key] = ("boolean", True)
                self.parameters()

        self.separated(member)
        return found

    def list(self):
        """4.2.1"""
        found = []
        self.separated(lambda: found.append(self.item()))
        return found


def dictionary(text):
    """The members of a dictionary; None where parsing fails."""
    try:
        return Structured(text).dictionary()
    except NotStructured:
        return None


def strings(text):
    """The members of a List of Strings; None where parsing fails, or a member is no String."""
    try:
        found = Structured(text or "").list()
    except NotStructured:
        return None
    return [text for _, text in found] if all(kind == "string" for kind, _ in found) else None
