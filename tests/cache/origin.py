"""A simulated origin server: resources whose representations change over time, with validators, Vary and directives; it answers conditions and ranges.

What it says is also known as it really is: each answer has its Truth beside it, by which a witness can tell whether a cache did right.

SPDX-License-Identifier: MIT
"""
from dataclasses import dataclass, field, replace

import reading
from reading import date_text, value

LANGUAGES, CODINGS = ("en", "de"), ("gzip", "identity")
USERS = ("joe", "ann")


@dataclass
class Truth:
    """What an answer is about: the representation, and when the server vouched for it."""
    path: str
    variant: str
    version: int
    at: int  # when the server made it, or said that it is still right
    fields: dict = field(default_factory=dict)  # what the message said
    content: bytes = b""  # of the whole representation


class Resource:
    """One path; draw makes it what it is."""

    def __init__(self, path, draw, now):
        self.path, self.draw = path, draw
        self.vary = draw.choice([(), (), (), (), ("Accept-Language",), ("Accept-Encoding",), ("Accept-Language", "Accept-Encoding"), ("*",)])
        self.marks = draw.choice(["strong", "strong", "both", "both", "weak", "date", "none"])
        self.ranges, self.chunked, self.sloppy = draw.random() < 0.8, draw.random() < 0.2, draw.random() < 0.05
        self.group = draw.choice(["g", "G", "h", None])
        self.version, self.starts = 0, []
        self.change(now - draw.randrange(200), True)

    def change(self, now, policy_too):
        self.version += 1
        self.starts.append(now)
        self.length = self.draw.randrange(20, 80)
        self.status = self.draw.choice([200] * 10 + [203, 404, 410, 301, 302])
        if policy_too:
            self.policy, self.expires = policy_of(self.draw)
            self.targeted = policy_of(self.draw)[0] if self.draw.random() < 0.3 else None

    def variant(self, request):
        """What the fields that Vary names select: the best language, of equals the first; gzip where it is welcome."""
        found = []
        if "Accept-Language" in self.vary:
            weights = weighted(value(request, "accept-language"))
            found.append(max(LANGUAGES, key=lambda one: (weights.get(one, 0), -list(weights).index(one) if one in weights else -99)))
        if "Accept-Encoding" in self.vary:
            weights = weighted(value(request, "accept-encoding"))
            found.append("gzip" if weights.get("gzip", 0) > 0 else "identity")
        return "-".join(found)

    def content(self, variant):
        text = f"{self.path} {variant} {self.version} "
        return (text * (self.length // len(text) + 1))[:self.length].encode()

    def tag(self, variant):
        if self.marks in ("strong", "both"):
            return f'"{self.path}-{variant}-{self.version}"'
        # Two versions that follow each other are as good as one another to whoever made them.
        return f'W/"{variant}-{self.version // 2}"' if self.marks == "weak" else None

    def modified(self):
        return self.starts[-1] if self.marks in ("both", "date") else None

    def changed_once(self):
        """RFC 9110, 8.8.2.2: "did not change twice during the second"."""
        return self.starts.count(self.starts[-1]) == 1


def weighted(text):
    """{member in lower case: weight}"""
    found = {}
    for member in reading.members(text):
        name, *parameters = [part.strip().lower() for part in member.split(";")]
        weight = [part[2:] for part in parameters if part.startswith("q=")]
        found.setdefault(name, float(weight[0]) if weight else 1.0)
    return found


def policy_of(draw):
    """Directives, and for how long Expires says it is fresh."""
    lifetime = draw.choice([0, 5, 20, 60, 60, 200, 200])
    policy = draw.choice([(f"max-age={lifetime}",), (f"max-age={lifetime}",), (f"s-maxage={lifetime}",),
                          (f"max-age={lifetime // 2}", f"s-maxage={lifetime}"), ("public",), ()])
    extra = ["no-cache", "no-store", "must-revalidate", "proxy-revalidate", "private", "public", "immutable", "must-understand", 'private="Set-Cookie"',
             'no-cache="Set-Cookie"', "stale-while-revalidate=15", "stale-while-revalidate=15", "stale-if-error=30", "stale-if-error=30"]
    policy += tuple(draw.sample(extra, draw.choice([0, 0, 0, 1, 1, 2])))
    return policy, draw.choice([None, None, None, lifetime])


class Origin:
    """All resources of https://example.com."""

    def __init__(self, draw, now, paths=3):
        self.draw = draw
        self.resources = {f"/{number}": Resource(f"/{number}", draw, now) for number in range(paths)}
        self.serial = 0

    def tick(self, now):
        """Time goes by, and things change."""
        for resource in self.resources.values():
            if self.draw.random() < 0.03:
                resource.change(now, self.draw.random() < 0.5)

    def of(self, target):
        return self.resources["/" + target.split("/", 3)[3]]

    def answer(self, sent, now):
        """(status, fields, content, Truth) of a request."""
        resource = self.of(sent.target)
        self.serial += 1
        if sent.method in ("GET", "HEAD"):
            return self.get(resource, sent, now)
        if sent.method == "OPTIONS":
            return 204, {"date": [date_text(now)], "allow": ["GET"]}, b"", None
        return self.change(resource, sent, now)

    def change(self, resource, sent, now):
        """An unsafe method."""
        status = self.draw.choice([200, 201, 204, 303, 400, 404, 500])
        fields = {"date": [date_text(now)]}
        other = self.draw.choice(list(self.resources))
        if status < 400:
            resource.change(now, False)
            if self.draw.random() < 0.3:
                fields[self.draw.choice(["location", "content-location"])] = [self.draw.choice([other, "https://example.org" + other])]
        if self.draw.random() < 0.3:
            fields["cache-group-invalidation"] = [self.draw.choice(['"g"', '"h"', '"G", "x"', "g"])]
        return status, fields, b"" if status in (204, 303) else b"done", None

    def fields(self, resource, sent, now, variant, content):
        """The fields of a 200 now."""
        age = self.draw.choice([0] * 9 + [3, 8])
        age = age if now - age > resource.starts[-1] else 0
        made = now - age
        fields = {"date": [date_text(made)], "x-serial": [str(self.serial)], "content-type": ["text/plain"]}
        if age:
            fields["age"] = [str(age)]
        if resource.tag(variant):
            fields["etag"] = [resource.tag(variant)]
        if resource.modified() is not None:
            fields["last-modified"] = [date_text(resource.modified())]
        if resource.policy:
            fields["cache-control"] = [", ".join(resource.policy)] if self.draw.random() < 0.8 else list(resource.policy)
        if resource.targeted is not None:
            fields["cdn-cache-control"] = [", ".join(resource.targeted)]  # empty where it has no directive
        if resource.expires is not None:
            fields["expires"] = [date_text(made + resource.expires)]
        if resource.vary:
            fields["vary"] = [", ".join(resource.vary)]
        if resource.group:
            fields["cache-groups"] = [f'"{resource.group}"']
        if not resource.chunked:
            fields["content-length"] = [str(len(content))]
        if "cookie" in sent.request:
            fields["set-cookie"] = [value(sent.request, "cookie")]
        if self.draw.random() < 0.1:
            fields |= {"connection": ["X-Hop"], "x-hop": [str(self.serial)], "keep-alive": ["timeout=5"]}
        if resource.status in (301, 302):
            fields["location"] = ["/0"]
        truth = Truth(resource.path, variant, resource.version, made, fields, content)
        return fields, truth

    def get(self, resource, sent, now):
        variant = resource.variant(sent.request)
        content = resource.content(variant)
        fields, truth = self.fields(resource, sent, now, variant, content)
        if resource.status not in (200, 203):
            return resource.status, fields, content if sent.method == "GET" else b"", truth
        verdict = self.precondition(resource, sent, variant)
        if verdict == 412:
            return 412, {"date": fields["date"], "content-length": ["4"]}, b"fail" if sent.method == "GET" else b"", None
        if verdict == 304:
            left = ("date", "age", "etag", "vary", "cache-control", "cdn-cache-control", "expires", "x-serial", "connection", "x-hop",
                    "keep-alive", "set-cookie")
            if resource.marks == "date":
                left += ("last-modified",)
            if self.draw.random() < 0.2:  # RFC 9110, 8.6: the length of the 200 that it is in place of
                left += ("content-length",)
            if resource.sloppy:
                left = tuple(name for name in left if name not in ("etag", "last-modified"))
            fields = {name: lines for name, lines in fields.items() if name in left}
            return 304, fields, b"", replace(truth, fields=fields)
        if sent.method == "GET" and resource.ranges and resource.status == 200:
            specifiers = reading.byte_ranges(value(sent.request, "range"))
            if specifiers and self.if_range(resource, sent, variant):
                return self.part(specifiers, fields, content, truth)
        return resource.status, fields, content if sent.method == "GET" else b"", truth

    def part(self, specifiers, fields, content, truth):
        can = reading.satisfiable(specifiers, len(content))
        if not can:
            return 416, {"date": fields["date"], "content-range": [f"bytes */{len(content)}"]}, b"", None
        first, last = can[0]  # "it may only be possible (or efficient) to send a portion of the requested ranges first"
        complete = len(content) if self.draw.random() < 0.9 else "*"
        fields = {**fields, "content-range": [f"bytes {first}-{last}/{complete}"], "content-length": [str(last - first + 1)]}
        return 206, fields, content[first:last + 1], replace(truth, fields=fields)

    def precondition(self, resource, sent, variant):
        """RFC 9110, 13.2.2, at the origin server."""
        mine, modified = reading.entity_tag(resource.tag(variant)), resource.modified()
        tags = reading.entity_tags(value(sent.request, "if-match"))
        if tags is not None:
            if tags != "*" and not any(reading.strongly_equal(tag, mine) for tag in tags):
                return 412
        elif modified is not None and (since := reading.date(value(sent.request, "if-unmodified-since"))) is not None and modified > since:
            return 412
        tags = reading.entity_tags(value(sent.request, "if-none-match"))
        if tags is not None:
            return 304 if tags == "*" or any(reading.weakly_equal(tag, mine) for tag in tags) else None
        since = reading.date(value(sent.request, "if-modified-since"))
        return 304 if since is not None and modified is not None and modified <= since else None

    def if_range(self, resource, sent, variant):
        text = value(sent.request, "if-range")
        if text is None:
            return True
        if reading.entity_tag(text):
            return reading.strongly_equal(reading.entity_tag(text), reading.entity_tag(resource.tag(variant)))
        return reading.date(text) is not None and reading.date(text) == resource.modified() and resource.changed_once()
