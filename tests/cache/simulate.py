"""Random clients, a cache and an origin server that changes, fails and breaks off.

A thin driver uses the library's lookup as a cache, as the example at the top of cache.h does; everything that it is told is held against the reference
(judging.py), and everything that goes to a client against a witness, who knows what the server really has. Both are deterministic by the seed.

    simulate.py --count 1000000 --subject library --seed 1 --jobs 2

SPDX-License-Identifier: MIT
"""
import argparse
import multiprocessing
import random
import sys
import time
from dataclasses import dataclass, replace

import reading
import reference as rfc
import validating
from judging import ASKS, Story
from origin import USERS, Origin
from reading import date_text, value
from reference import Cache, Exchange

ROOT = "https://example.com"
STEPS = 200  # exchanges in one world
BEGIN = 784111777


# ---- what clients want ----

LANGUAGES = [None, None, ["en"], ["de"], ["EN"], ["en, de"], ["de, en"], ["en,de"], ["de;q=0.5, en"], ["en", "de"], ["fr"]]
CODINGS = [None, None, [""], ["gzip"], ["GZip"], ["gzip, br"], ["br,gzip"], ["identity"], ["gzip;q=0"], ["gzip;q=1.0"]]
WISHES = ["no-cache", "no-store", "max-age=0", "max-age=5", "max-age=30", "min-fresh=5", "min-fresh=30", "max-stale", "max-stale=10", "only-if-cached",
          "stale-if-error=20", "no-transform"]
RANGES = ["bytes=0-9", "bytes=0-", "bytes=10-19", "bytes=10-29", "bytes=12-15", "bytes=14-", "bytes=5-", "bytes=-5",
          "bytes=-500", "bytes=15-40", "bytes=30-", "bytes=500-", "bytes=0-3,10-12", "bytes=9-0", "lines=1-2"]


def request_of(draw, origin, seen, habits):
    """A request; seen is what clients know of each target: validators that they got; habits are what the clients of this world have in common."""
    languages, codings, ranges = habits
    path = draw.choice(list(origin.resources))
    method = draw.choices(["GET", "HEAD", "POST", "PUT", "DELETE", "BREW", "OPTIONS"], [76, 8, 7, 3, 2, 2, 2])[0]
    fields = {"accept-language": draw.choice(languages), "accept-encoding": draw.choice(codings)}
    if draw.random() < 0.35:
        wishes = {wish.partition("=")[0]: wish for wish in draw.sample(WISHES, draw.choice([1, 1, 1, 2]))}
        fields["cache-control"] = [", ".join(wishes.values())]
    elif draw.random() < 0.04:
        fields["pragma"] = ["no-cache"]
    if draw.random() < 0.1:
        fields["authorization"] = ["Basic " + draw.choice(USERS)]
    if draw.random() < 0.2:
        fields["cookie"] = ["user=" + draw.choice(USERS)]
    tags, dates = seen.get(path, ([], []))
    if method in ("GET", "HEAD") and draw.random() < 0.15:
        if tags and draw.random() < 0.7:
            fields["if-none-match"] = [", ".join(draw.sample(tags, min(len(tags), draw.choice([1, 2]))))]
        if dates and draw.random() < 0.5:
            fields["if-modified-since"] = [draw.choice(dates)]
    elif tags and draw.random() < 0.04:
        fields["if-match"] = [draw.choice(tags)]
    elif dates and draw.random() < 0.03:
        fields["if-unmodified-since"] = [draw.choice(dates)]
    if method == "GET" and draw.random() < ranges:
        fields["range"] = [draw.choice(RANGES)]
        if draw.random() < 0.4 and tags + dates:
            fields["if-range"] = [draw.choice(tags + dates)]
    return Exchange(method=method, target=ROOT + path, request={name: lines for name, lines in fields.items() if lines is not None})


# ---- the cache that the driver makes of it ----

@dataclass
class Entry:
    """What is stored, and what the witness knows of it."""
    kept: object
    content: bytes
    truth: object
    known: dict  # the fields as they should be
    authorized: bool
    response_time: int
    delay: int  # between the request and the response, which counts as age
    born: int  # the step in which it came


class World:
    """One cache and one server, for some hundred exchanges."""

    def __init__(self, subject, seed):
        self.draw = draw = random.Random(seed)
        self.subject, self.seed, self.step, self.now = subject, seed, 0, BEGIN
        self.cache = Cache(shared=draw.random() < 0.5, parts=draw.choice([True, True, True, False, None]), serves_stale=draw.choice([True, False, None]),
                           percent=draw.choice([10, 10, 50, 0]), most=draw.choice([None, None, 5]),
                           targets=draw.choice([(), ("CDN-Cache-Control",)]), name=draw.choice([None, "Sim", "A sim"]))
        self.origin = Origin(draw, self.now)
        self.habits = draw.sample(LANGUAGES, 3), draw.sample(CODINGS, 3), draw.choice([0.1, 0.1, 0.9])
        self.store, self.seen, self.unsafe, self.counts = {}, {}, {}, {}
        self.wrong = []

    def run(self, steps=STEPS):
        for self.step in range(steps):
            self.now += self.draw.choice([0] * 8 + [1, 1, 1, 2, 5, 10, 40])
            self.origin.tick(self.now)
            self.exchange(request_of(self.draw, self.origin, self.seen, self.habits), cut_off=self.draw.random() < 0.05)
        return self.wrong

    def note(self, client, story, text):
        self.wrong.append(f"seed {self.seed}, step {self.step}: {client.method} {client.target} {client.request}: {story.asked}, {story.action}: {text}")

    # -- one exchange

    def exchange(self, client, cut_off):
        offers = list(self.store.get(client.target, []))
        foreign = [entry for target, entries in self.store.items() if target != client.target for entry in entries]
        if foreign and self.draw.random() < 0.1:
            offers.append(self.draw.choice(foreign))
        self.draw.shuffle(offers)
        story = Story(self.subject, self.cache, client, [entry.kept for entry in offers], self.now, cut_off)
        self.counts[story.action] = self.counts.get(story.action, 0) + 1
        asked, came, truth, content = [], None, None, b""
        if story.action in ASKS and story.action != "serve-and-validate":
            came, truth, content = self.ask(story, offers, asked)
        head = story.respond()
        if head is not None:
            body = self.body_of(story, offers, content)
            self.witness(client, story, offers, head, body, came, truth, cut_off, asked)
        if story.action == "serve-and-validate":
            came, truth, content = self.ask(story, offers, asked)
        if came is not None and came.status is not None:
            self.after(client, story, came, truth, content)
        self.wrong += [f"seed {self.seed}, step {self.step}: {client.method} {client.target} {client.request}: {text}" for text in story.wrong]
        story.close()

    def ask(self, story, offers, asked):
        """Asks the server, once or twice, and does what the lookup says."""
        for _ in range(3):
            sent = story.request()
            came, truth, content = self.server(sent)
            asked.append((sent, came, truth))
            before = [kept.view for kept in story.stored]
            action = story.receive(came, self.now)
            self.counts[f"then {action}"] = self.counts.get(f"then {action}", 0) + 1
            if action == "update":
                for i in story.lookup.selected():
                    self.vouched(story, offers[i], came, truth)
            elif action == "combine":
                self.put_together(story, offers[story.which], before[story.which], came, truth, content)
            if action != "repeat":
                return came, truth, content
            story.asked, story.validates = "repeat", None
        self.note(story.client, story, "it repeats for ever")
        return came, truth, content

    def server(self, sent):
        """What comes of a request: mostly what the origin server says. It may take some seconds."""
        asked, luck = self.now, self.draw.random()
        came, truth, content = self.luck(sent, luck)
        self.now += self.draw.choice([0] * 9 + [2])
        came.request_time, came.response_time = asked, self.now
        return came, truth, content

    def luck(self, sent, luck):
        if luck < 0.04:
            return replace(sent, status=None, ending=self.draw.choice(["closed", "timed-out", "refused", "never-sent"])), None, b""
        if luck < 0.09:
            fields, status = {"date": [date_text(self.now)], "content-length": ["5"]}, self.draw.choice([500, 501, 502, 503, 504])
            content = b"" if sent.method == "HEAD" else b"error"
            return replace(sent, status=status, response=fields, seen=len(content)), None, content
        status, fields, content, truth = self.origin.answer(sent, self.now)
        ending = "complete"
        if status in (200, 206) and content and self.draw.random() < 0.08:
            content, ending = content[:self.draw.randrange(len(content))], "cut"
        return replace(sent, status=status, response=fields, seen=len(content), ending=ending), truth, content

    def body_of(self, story, offers, content):
        if story.action == "relay":
            return content
        if story.content is None:
            return b""
        first, last = story.content
        stored = offers[story.which].content
        return stored[first:] if last is None else stored[first:last + 1]

    # -- what changes

    def after(self, client, story, came, truth, content):
        """What an answer of the server changes beside what was validated."""
        entries = self.store.get(client.target, [])
        if validating.is_unsafe(client):
            if validating.went_well(came):
                self.unsafe[client.target] = self.step
            self.invalidate(came)
        if client.method == "HEAD" and came.status == 200:
            for entry in list(entries):
                self.head(story, entry, came, truth)
        for name, place in (("etag", 0), ("last-modified", 1), ("date", 1)):
            if truth is not None and name in came.response:
                known = self.seen.setdefault(client.target.removeprefix(ROOT), ([], []))[place]
                if came.response[name][0] not in known:
                    known.append(came.response[name][0])
                    del known[:-4]
        if story.action == "relay" and truth is not None:
            may = self.subject.may_store(self.cache, came)
            if may not in rfc.storing_answers(self.cache, came) and not ("no-store" in (value(client.request, "cache-control") or "") and may is False):
                self.note(client, story, f"it may be stored: {may}, in spite of {rfc.obstacles(self.cache, came)}")
            if may:
                self.keep(client, came, truth, content)
        for entry in list(self.store.get(client.target, [])):
            # Updates may say no-store; then it is not to be kept. Half of them stay, and the lookup has to see it.
            if self.subject.may_store(self.cache, entry.kept.view) is False and self.draw.random() < 0.5:
                self.store[client.target].remove(entry)

    def keep(self, client, came, truth, content):
        entries = self.store.setdefault(client.target, [])
        part = rfc.is_incomplete(came)
        for entry in list(entries):
            same = (entry.kept.view.method == "HEAD") == (client.method == "HEAD") and rfc.vary_matches(entry.kept.view, came) != "no"
            if same and part and not rfc.is_incomplete(entry.kept.view) and entry.kept.view.response.get("etag") == came.response.get("etag"):
                return  # there is more of it already
            if same and self.draw.random() < 0.8:
                entries.remove(entry)
        kept = self.subject.keep(self.cache, came)
        must, may = rfc.left_out(self.cache, came)
        for name in set(came.response) | set(kept.view.response):
            right = [None] if name in must else [None, came.response[name]] if name in may else [came.response.get(name)]
            if kept.view.response.get(name) not in right:
                self.wrong.append(f"seed {self.seed}, step {self.step}: {name} was {came.response.get(name)}, is kept as {kept.view.response.get(name)}")
        entries.append(Entry(kept, content, truth, self.fields_kept(came.response), "authorization" in client.request, self.now,
                             came.response_time - came.request_time, self.step))
        del entries[:-4]

    def fields_kept(self, fields):
        """What the witness takes for granted of fields that are stored."""
        gone = {"connection", "x-hop", "keep-alive"} if "connection" in fields else set()
        return {name: lines for name, lines in fields.items() if name not in gone}

    def vouched(self, story, entry, came, truth):
        """The server said that a stored response is right."""
        old, tag = entry.truth, reading.entity_tag(value(came.response, "etag"))
        if tag and not tag[0] and (truth.version, truth.variant) != (old.version, old.variant):
            self.note(story.client, story, f"version {truth.version} {truth.variant} was validated for {old.version} {old.variant}, by a strong validator")
        if tag and tag[0] and (truth.version // 2, truth.variant) != (old.version // 2, old.variant):
            self.note(story.client, story, f"version {truth.version} {truth.variant} was validated for {old.version} {old.variant}, by a weak validator")
        fields = {name: lines for name, lines in self.fields_kept(came.response).items() if name != "content-length"}
        entry.known = {**{name: lines for name, lines in entry.known.items() if name != "age"}, **fields}
        self.validated(entry, came, truth)
        self.compare_fields(story, entry, fields)

    def validated(self, entry, came, truth):
        """The times are the new ones."""
        entry.truth, entry.response_time, entry.delay = replace(entry.truth, at=truth.at), self.now, came.response_time - came.request_time

    def compare_fields(self, story, entry, fields):
        """"A response that was updated equals what the origin would send at that moment in every field that 3.2 covers"."""
        left_out = rfc.left_out(self.cache, entry.kept.view)[0]
        for name, lines in fields.items():
            if name not in left_out | {"content-type", "set-cookie"} and entry.kept.view.response.get(name) != lines:
                self.note(story.client, story, f"{name} is {entry.kept.view.response.get(name)} after an update with {lines}")

    def head(self, story, entry, came, truth):
        """4.3.5"""
        before = entry.kept.view
        if before.method == "HEAD":
            return
        right, result = validating.head_result(self.cache, before, came), self.subject.update(self.cache, entry.kept, came)
        if result not in right:
            self.note(story.client, story, f"HEAD: the update gave {result}, not one of {right}")
        if result == -1:
            self.store[story.client.target].remove(entry)
        if result == 1:
            for text in validating.update_complaints(self.cache, before, came, entry.kept.view):
                self.note(story.client, story, f"HEAD: {text}")
            if truth is not None:
                tag = reading.entity_tag(value(came.response, "etag"))
                if tag and not tag[0] and truth.version != entry.truth.version:
                    self.note(story.client, story, "HEAD: another version was taken for this one")
                fields = {name: lines for name, lines in self.fields_kept(came.response).items() if name != "content-length"}
                entry.known = {**{name: lines for name, lines in entry.known.items() if name != "age"}, **fields}
                self.validated(entry, came, truth)

    def put_together(self, story, entry, before, came, truth, content):
        """Contents are combined as the numbers say."""
        have, (first, last, _) = rfc.held(before), reading.content_range(value(came.response, "content-range"))
        stored = entry.content
        begin = min(have.first, first)
        whole = bytearray(max(have.last, first + len(content) - 1) - begin + 1)
        whole[have.first - begin:have.first - begin + len(stored)] = stored
        whole[first - begin:first - begin + len(content)] = content
        entry.content = bytes(whole)
        old, after = entry.truth, rfc.held(entry.kept.view)
        if old.content[after.first:after.last + 1] != entry.content or truth.content != old.content:
            self.note(story.client, story, f"parts of different representations were combined: {old.version} and {truth.version}")
        fields = self.fields_kept(came.response)
        fields = {name: lines for name, lines in fields.items() if name not in ("content-length", "content-range")}
        entry.known = {**{name: lines for name, lines in entry.known.items() if name not in ("age", "content-length", "content-range")}, **fields}
        self.validated(entry, came, truth)

    def invalidate(self, came):
        """4.4, and RFC 9875"""
        for target, entries in self.store.items():
            for entry in list(entries):
                result, right = self.subject.invalidates(self.cache, came, entry.kept.view), validating.invalidates(came, entry.kept.view)
                if result not in right:
                    self.wrong.append(f"seed {self.seed}, step {self.step}: {came.method} {came.target} {came.status} {came.response} invalidates "
                                      f"{target}: {result}, not {right}")
                if result:
                    entries.remove(entry)

    # -- the witness: what goes to the client, by what is so

    def witness(self, client, story, offers, head, body, came, truth, cut_off, asked):
        def note(text):
            self.note(client, story, text)
        said = dict(reading.directives(value(client.request, "cache-control")))
        if validating.is_unsafe(client):
            if not asked and not (cut_off and head.status == 504):
                note("it was not written through to the server")
            if len(asked) > 1:
                note("an unsafe request was sent twice")
        elif "only-if-cached" in said and asked and client.method != "OPTIONS":
            note("the server was asked for what was wanted from the store only")
        elif cut_off and asked:
            note("the server was asked, which cannot be reached")
        if head.status == 504 and story.action == "refuse" and not cut_off and "only-if-cached" not in said and (came is None or came.status is not None):
            note("504 for nothing")
        for sent, _, _ in asked:
            tag = reading.entity_tag(value(sent.request, "if-range"))
            if tag and tag[0] and value(sent.request, "if-range") != value(client.request, "if-range"):
                note("a weak entity tag is in If-Range")
        if story.action in ("relay", "refuse"):
            return
        entry = offers[story.which]
        self.right_octets(note, client, entry, head, body)
        # What private="..." or no-cache="..." or Connection names
        if story.action not in ("update", "combine") or "set-cookie" not in came.response:
            policy = self.policy(entry.known)
            left_out = listed(policy, "no-cache") | (listed(policy, "private") if self.cache.shared else set())
            if "set-cookie" in set(head.response) & left_out:
                note("Set-Cookie went to another")
        if {"x-hop", "connection", "keep-alive"} & set(head.response):
            note("a field of the connection went on")
        if story.action in ("update", "combine"):
            return
        self.may_be_used(note, client, entry, head, said, cut_off or came is not None, came)

    def right_octets(self, note, client, entry, head, body):
        whole, length = entry.truth.content, len(entry.truth.content)
        if head.status == 304:
            tags, since = reading.entity_tags(value(client.request, "if-none-match")), reading.date(value(client.request, "if-modified-since"))
            mine = reading.entity_tag(value(entry.known, "etag"))
            if tags is not None and tags != "*" and not any(reading.weakly_equal(tag, mine) for tag in tags) or tags is None and since is None:
                note("304, and the client does not have it")
            if body:
                note("a 304 has content")
        elif client.method == "HEAD":
            if body:
                note("the answer to HEAD has content")
        elif head.status == 206:
            found = reading.content_range(value(head.response, "content-range"))
            if "range" not in client.request or found is None or whole[found[0]:found[1] + 1] != body or found[2] not in (None, length):
                note(f"206 {head.response.get('content-range')} has {body}, of {whole}")
        elif head.status == 416:
            if value(head.response, "content-range") != f"bytes */{length}" or body:
                note(f"416 {head.response.get('content-range')} of {length} octets")
        elif body != whole:
            note(f"the content is {body}, not {whole}")
        if head.status in (200, 206, 304) and "etag" in entry.known and head.response.get("etag") != entry.known["etag"]:
            note(f"ETag is {head.response.get('etag')}, not {entry.known['etag']}")

    def may_be_used(self, note, client, entry, head, said, failed, came):
        """What was not validated just now."""
        known, shared = entry.known, self.cache.shared
        directives = self.policy(known)
        policy = dict(reversed(directives))
        unqualified = {name for name, argument in directives if argument is None}
        age = self.now - entry.truth.at
        if "no-store" in policy and "must-understand" not in policy:
            note("it says no-store")
        if shared and "private" in unqualified:
            note("it is private")
        if "no-cache" in unqualified:
            note("it says no-cache")
        if shared and entry.authorized and not {"public", "must-revalidate", "s-maxage"} & set(policy):
            note("it is for who was authorized")
        if entry.born <= self.unsafe.get(client.target, -1) and entry.truth.at <= self.now and self.store.get(client.target, []).count(entry) == 0:
            note("it was invalidated")
        resource = self.origin.of(client.target)
        if "*" in resource.vary or entry.truth.variant != resource.variant(client.request):
            note(f"it is {entry.truth.variant}, and {resource.variant(client.request)} was wanted")
        if head.status != 416 and not age <= int(value(head.response, "age") or -1) <= age + entry.delay:
            note(f"Age is {value(head.response, 'age')}, not {age}")
        lifetime = self.lifetime(entry, policy) or 0  # where nothing says so, it was never fresh
        if age >= lifetime:
            stale, forbidden = age - lifetime, {"must-revalidate"} | ({"proxy-revalidate", "s-maxage"} if shared else set())
            if forbidden & set(policy):
                note(f"it is stale, and says {sorted(forbidden & set(policy))}")
            windows = [policy.get("stale-while-revalidate")]
            if failed:
                windows += [policy.get("stale-if-error"), said.get("stale-if-error")]
            permitted = any(window is not None and stale <= int(window) for window in windows)
            permitted = permitted or "max-stale" in said and (said["max-stale"] is None or stale <= int(said["max-stale"]))
            if not permitted and not (failed and self.cache.serves_stale):
                note(f"it has been stale for {stale} seconds")
            if came is not None and came.status is not None and came.status < 500:
                note(f"it took the place of a {came.status}")

    def policy(self, known):
        """The directives in force. An empty targeted field is none (RFC 9213, 2.1)."""
        targeted = value(known, "cdn-cache-control") if self.cache.targets else None
        if targeted:  # a Dictionary, of which the last value counts; here it has integers, strings and nothing else
            return [(name, None if content is True else str(content)) for name, (_, content) in reading.dictionary(targeted).items()]
        return reading.directives(value(known, "cache-control"))

    def lifetime(self, entry, policy):
        made = reading.date(value(entry.known, "date"))
        made = entry.response_time if made is None else made
        for name in (["s-maxage"] if self.cache.shared else []) + ["max-age"]:
            if name in policy:
                return int(policy[name])
        if "expires" in entry.known and not (self.cache.targets and value(entry.known, "cdn-cache-control")):
            return max(0, reading.date(value(entry.known, "expires")) - made)  # a response cannot have gone stale before it was made
        modified = reading.date(value(entry.known, "last-modified"))
        if modified is None or not self.cache.percent:
            return None
        guess = (made - modified) * self.cache.percent // 100
        return guess if self.cache.most is None else min(guess, self.cache.most)


def listed(directives, directive):
    return {name for found, argument in directives if found == directive for name in reading.names(argument)}


# ---- many worlds ----

def world(task):
    subject, seed, steps = task
    made = World(__import__(subject), seed)
    made.run(steps)
    return made.wrong, made.counts


def worlds(subject, seed, count, jobs=1):
    """What is wrong in so many exchanges, and how often each action was taken."""
    tasks = [(subject, seed * 1000003 + number, min(STEPS, count - number * STEPS)) for number in range((count + STEPS - 1) // STEPS)]
    wrong, counts = [], {}
    pool = multiprocessing.Pool(jobs) if jobs > 1 else None
    for found, taken in pool.imap(world, tasks, 8) if pool else map(world, tasks):
        wrong += found
        for action, times in taken.items():
            counts[action] = counts.get(action, 0) + times
    if pool:
        pool.close()
    return wrong, counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=20000, help="exchanges")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--subject", choices=["slow", "library"], default="library")
    given = parser.parse_args()
    began = time.monotonic()
    wrong, counts = worlds(given.subject, given.seed, given.count, given.jobs)
    for text in wrong[:20]:
        print(text)
    print(f"{given.count} exchanges in {time.monotonic() - began:.0f} s; {len(wrong)} things are wrong")
    print(", ".join(f"{action} {times}" for action, times in sorted(counts.items())))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
