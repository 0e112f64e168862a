"""What a cache may do: RFC 9111 and its companions, sentence by sentence, slow and obvious. Nothing is stored here.

An exchange is fields and integers. A verdict is the list of all outcomes that the specifications allow, since they mostly say what a cache must not do:
those that are promised (by cache.h, or because reuse "is the default behavior when no requirement or local configuration prevents it", RFC 9111, 2),
and those that would be allowed beside them. Where a sentence can be read in two ways, both are promised, and a comment says so.

SPDX-License-Identifier: MIT
"""
from dataclasses import dataclass

import reading
from keeping import *  # noqa: F403 (whoever asks the reference finds all of it here)
from matching import *  # noqa: F403
from reading import seconds, value


@dataclass(frozen=True)
class Outcome:
    action: str
    which: object = None  # the stored response that it is about; None: it does not matter
    reasons: tuple = ()  # sets of reasons; one of each has to be given
    promised: bool = True


def one_of(*reasons):
    return (frozenset(reasons),)


def permitted(action, which=None, reasons=()):
    """What the RFC allows, though the header or the default says something else."""
    return Outcome(action, which, reasons, promised=False)


def complaint(verdict, action, which=None, reasons=None):
    """What is wrong with an answer, in words; empty where nothing is. Where reasons is None, they are not looked at."""
    here = [outcome for outcome in verdict if outcome.action == action and (outcome.which is None or which is None or outcome.which == which)]
    if not here:
        return f"{action} {which if which is not None else ''} is forbidden"
    if not any(outcome.promised for outcome in here):
        return f"{action} is allowed by the RFC, but something else is promised"
    if reasons is not None and not any(all(group & set(reasons) for group in outcome.reasons) for outcome in here):
        return f"{action} for {sorted(reasons)} lacks one of {[sorted(group) for outcome in here for group in outcome.reasons]}"
    return ""


# ---- answering: RFC 9111, 4 ----

def request_directives(request):
    """Section 5.2.1, and 5.4: "no-cache" of Pragma counts where there is no Cache-Control, as it did (RFC 7234, 5.4)."""
    found = reading.directives(value(request.request, "cache-control"))
    if "cache-control" not in request.request:
        found += [("no-cache", None) for name, _ in reading.directives(value(request.request, "pragma")) if name == "no-cache"]
    return dict(reversed(found))


def wishes(cache, request, stored, now):
    """What the request's directives have against a stored response: a set of reasons, for sure; and another, perhaps.

    "They are advisory; caches MAY implement them, but are not required to." (5.2.1) cache.h promises them.
    """
    said, surely, perhaps = request_directives(request), set(), set()
    if "no-cache" in said:  # 5.2.1.4
        surely.add("request-no-cache")
    elif any(name == "no-cache" for name, _ in reading.directives(value(request.request, "pragma"))):
        perhaps.add("request-no-cache")  # Pragma beside Cache-Control
    if now is None:
        return surely, perhaps
    if "max-age" in said:  # 5.2.1.1: "prefers a response whose age is less than or equal to"
        limit = seconds(said["max-age"])
        if limit is None:
            perhaps.add("request-max-age")
        elif age(stored, now) > limit:
            # "Unless the max-stale request directive is also present, the client does not wish to receive a stale response." With both, either may win.
            (perhaps if "max-stale" in said and not is_fresh(cache, stored, now) else surely).add("request-max-age")
    if "min-fresh" in said:  # 5.2.1.3: "prefers a response whose freshness lifetime is no less than its current age plus"
        want = seconds(said["min-fresh"])
        if want is None:
            perhaps.add("request-min-fresh")
        elif (lifetime(cache, stored) or 0) < age(stored, now) + want:
            (perhaps if "max-stale" in said and not is_fresh(cache, stored, now) else surely).add("request-min-fresh")
        elif not is_fresh(cache, stored, now):  # min-fresh=0 in the second in which it went stale: enough by the sum, and no longer "still fresh"
            perhaps.add("request-min-fresh")
    return surely, perhaps


def wants_no_stale(request):
    """5.2.1.1: max-age without max-stale."""
    said = request_directives(request)
    return "max-age" in said and "max-stale" not in said


def client_takes_stale(cache, request, stored, now):
    """5.2.1.2: max-stale. A value that is none allows nothing for sure."""
    said = request_directives(request)
    if "max-stale" not in said:
        return False
    if said["max-stale"] is None:
        return True
    limit = seconds(said["max-stale"])
    return limit is not None and staleness(cache, stored, now) <= limit


def client_takes_less_stale(cache, request, stored, now):
    """max-stale with a value that this one exceeds."""
    return "max-stale" in request_directives(request) and not client_takes_stale(cache, request, stored, now)


def is_in_window(cache, stored, now, directive):
    """RFC 5861, 3 and 4: "up to the indicated number of seconds" after it became stale."""
    window = seconds(policy(cache, stored).first(directive))
    return window is not None and staleness(cache, stored, now) <= window


def error_allows(cache, request, stored, now):
    """RFC 5861, 4: stale-if-error of the response or the request."""
    window = seconds(request_directives(request).get("stale-if-error"))
    return is_in_window(cache, stored, now, "stale-if-error") or window is not None and staleness(cache, stored, now) <= window


def usable(cache, stored):
    """What is stored, but must not be used for another request: it must not have been stored (3), or no longer be used (5.2.2.5 and 3.5)."""
    return not obstacles(cache, stored) - {"no-freshness"}


def method_fits(request, stored):
    """Section 4: "the request method associated with the stored response allows it to be used". RFC 9110, 9.3.1 to 9.3.3."""
    return request.method == "HEAD" or stored.method != "HEAD"


def ask(request, stored, which, reasons):
    """Asking the server is always allowed. How: validate where there is a validator (4.3), complete where a part can be (3.4), else forward."""
    reasons = one_of(*reasons)
    have = held(stored)
    if only_the_server_can_tell(request) and not is_incomplete(stored):
        return [Outcome("forward", None, reasons), Outcome("validate", which, reasons)]
    if is_incomplete(stored) and not (have and have.is_whole):
        found = [Outcome("forward", None, reasons)]
        if request.method == "GET" and have is not None and has_strong_validator(stored):
            found.append(Outcome("complete", which, reasons))
        if has_validator(stored) and ranges_of(request, stored) is not None and within(ranges_of(request, stored), have):
            found.append(Outcome("validate", which, reasons))
        return found
    if has_validator(stored):
        return [Outcome("validate", which, reasons), permitted("forward", None, reasons)]
    return [Outcome("forward", None, reasons), Outcome("validate", which, reasons)]


def judge(cache, request, stored, which, now, cut_off):
    """All that may be done about a request with one stored response that is chosen for it."""
    rules, fresh = policy(cache, stored), is_fresh(cache, stored, now)
    surely, perhaps = wishes(cache, request, stored, now)
    found, why = [], set()
    own = condition_reason(request, stored)

    if rules.unqualified("no-cache"):
        # 4: "the stored response does not contain the no-cache directive ..., unless it is successfully validated"; 5.2.2.4: also by caches
        # "that have been configured to send stale responses"
        why.add("no-cache")
        if fresh is False:
            why.add("stale")
        found += ask(request, stored, which, why | surely)
    elif fresh is None:
        # 4: "A cache without a clock MUST revalidate stored responses upon every use."
        found += ask(request, stored, which, {"unknown"} | surely)
    elif fresh:
        found += judge_fresh(request, stored, which, rules, surely, perhaps, cut_off)
    else:
        why.add("stale")
        found += judge_stale(cache, request, stored, which, rules, surely, perhaps, now, cut_off)

    # RFC 9110, 13.1.1: "A cache or intermediary MAY ignore If-Match"; cache.h has other-condition for it.
    if only_the_server_can_tell(request):
        found = ([permitted(outcome.action, outcome.which) for outcome in found]
                 + [Outcome("forward", None, one_of("other-condition", *why, *surely))]
                 + ([] if is_incomplete(stored) else [permitted("validate", which)]))
    # 9110, 13.1.2: "*" asks whether the origin server has a current representation, of which a cache knows: both are right.
    if value(request.request, "if-none-match") == "*":
        reasons = {"other-condition", "own-condition"} | why | surely
        found += [*ask(request, stored, which, reasons), Outcome("forward", None, one_of(*reasons))]

    # Section 3.3: "A cache MUST NOT use an incomplete response to answer requests unless the response has been made complete, or the request is
    # partial and specifies a range wholly within the incomplete response."
    if not can_answer(cache, request, stored):
        found = ask(request, stored, which, {"incomplete"} | why | surely | ({"other-condition"} if only_the_server_can_tell(request) else set()))
    elif is_incomplete(stored) and (held(stored).is_whole or len(ranges_of(request, stored) or []) > 1):  # a part, or whole; several ranges, or one
        found += [*ask(request, stored, which, {"incomplete"} | why | surely), Outcome("forward", None, one_of("incomplete", *why, *surely))]
    elif is_incomplete(stored) and cache.parts is None:
        found += ask(request, stored, which, {"incomplete", "unknown"} | why | surely)
    if obstacles(cache, stored):  # no-freshness, which an update may have brought about: it must not have been stored, or is never fresh
        found.append(Outcome("forward", None, one_of("not-storable", "stale", *why, *surely)))
    if own:
        found = [Outcome(outcome.action, outcome.which, tuple(group | {own} for group in outcome.reasons), outcome.promised) for outcome in found]
    return limited(found, request, cut_off)


def condition_reason(request, stored):
    if stored.status // 100 == 2 and ("if-none-match" in request.request or "if-modified-since" in request.request):
        return "own-condition"
    return None


def judge_fresh(request, stored, which, rules, surely, perhaps, cut_off):
    if not surely:
        reason = {"fresh"} | ({"immutable"} if rules.has("immutable") else set())
        return [Outcome("serve", which, one_of(*reason))] + (ask(request, stored, which, perhaps) if perhaps else [])
    asked = ask(request, stored, which, surely)
    if not rules.has("immutable") or "request-no-cache" in surely:
        # RFC 8246, 2.1: "unless there is a signal from the client that a validation is necessary (e.g., a no-cache Cache-Control request directive"
        # Where there is nobody to ask, a wish that is advisory may yield, or not: both are right. It is not stale, but not as fresh as was wanted.
        served = [Outcome(action, which, one_of("fresh", "immutable", "cut-off")) for action in ("serve", "serve-stale")]
        return asked + (served if cut_off else [permitted("serve", which, one_of("fresh", "immutable"))])
    # RFC 8246, 2: "Clients SHOULD NOT issue a conditional request during the response's freshness lifetime (e.g., upon a reload)". A reload is
    # max-age=0. Another max-age or min-fresh may be taken for a signal that validation is necessary; so both are right. Section 3: SHOULD be ignored
    # without https, and where the content is delimited by the connection's end: both are right, too.
    reload = surely == {"request-max-age"} and seconds(request_directives(request)["max-age"]) == 0
    trusted = stored.target.startswith("https:") and "content-length" in stored.response
    served = [Outcome("serve", which, one_of("immutable", *(["fresh", "cut-off"] if cut_off else [])))]
    if reload and trusted:
        return served + [permitted(outcome.action, outcome.which, outcome.reasons) for outcome in asked]
    # A wish that is no reload may yield where there is nobody to ask, as above.
    return served + asked + ([Outcome(action, which, one_of("fresh", "immutable", "cut-off")) for action in ("serve", "serve-stale")] if cut_off else [])


def judge_stale(cache, request, stored, which, rules, surely, perhaps, now, cut_off):
    asked = ask(request, stored, which, {"stale", "stale-forbidden"} | surely)
    # 4.2.4: what has no "explicit expiry information", nor "is allowed to have heuristic expiry calculated", is not even stale, and not fresh
    if stale_is_forbidden(cache, stored) or freshness(cache, stored) == "none":
        # 4.2.4: MUST NOT; 5.2.2.2: "if a cache is disconnected, the cache MUST generate an error response rather than reuse the stale response"
        return asked
    # 4.2.4: "A cache MUST NOT generate a stale response unless it is disconnected or doing so is explicitly permitted by the client or origin server"
    found = []
    # The permissions stay, but the client wants otherwise; of max-stale with a lower value, that may be said or not.
    less, against = client_takes_less_stale(cache, request, stored, now), bool(surely)
    take = Outcome if not against else permitted
    if client_takes_stale(cache, request, stored, now):
        found.append(take("serve", which, one_of("request-max-stale")))
    if is_in_window(cache, stored, now, "stale-while-revalidate"):
        wanted = take is Outcome and not wants_no_stale(request)
        found.append((Outcome if wanted else permitted)("serve-and-validate", which, one_of("stale-while-revalidate", "request-max-stale")))
    if cut_off:
        if error_allows(cache, request, stored, now) or is_in_window(cache, stored, now, "stale-while-revalidate") or found:
            found.append(Outcome("serve-stale", which, one_of("cut-off", "stale-if-error", "stale-while-revalidate", "request-max-stale")))
        elif cache.serves_stale:
            found.append(Outcome("serve-stale", which, one_of("cut-off")))
        else:  # "disconnected" would be reason enough, but cache.h has a property for it
            found.append(permitted("serve-stale", which, one_of("cut-off")))
        if against or less or perhaps or wants_no_stale(request) or "only-if-cached" in request_directives(request):
            found.append(Outcome("refuse", None, one_of("cut-off", "only-if-cached")))
    # The permissions are MAY, and so asking is always allowed; it is promised where nothing permits anything, or the client may want otherwise.
    if not any(outcome.promised for outcome in found) or perhaps or less:
        return found + asked
    return found + [permitted(outcome.action, outcome.which, outcome.reasons) for outcome in asked]


def limited(found, request, cut_off):
    """only-if-cached (5.2.1.7), and no server to ask: then 504 takes the place of asking. The former is advisory."""
    asking = {"validate", "complete", "forward"}
    only = "only-if-cached" in request_directives(request)
    if not only and not cut_off:
        return found
    reasons = one_of(*(["only-if-cached"] if only else []), *(["cut-off"] if cut_off else []))
    refused = [Outcome("refuse", None, reasons, outcome.promised) for outcome in found if outcome.action in asking]
    # SERVE_AND_VALIDATE asks, too, which the client may not want.
    refused += [Outcome("refuse", None, reasons, outcome.promised and only) for outcome in found if outcome.action == "serve-and-validate"]
    kept_on = [outcome for outcome in found if outcome.action not in asking]
    return kept_on + refused + ([permitted(outcome.action, outcome.which, outcome.reasons) for outcome in found if outcome.action in asking]
                                if only and not cut_off else [])


def answer(cache, request, stored, now, cut_off=False):
    """Section 4. stored is a list; which is an index of it."""
    if request.method not in ("GET", "HEAD"):
        # "A cache MUST write through requests with methods that are unsafe"; the others are not defined to be answered from a cache.
        if request.method in SAFE:
            return limited([Outcome("forward", None, one_of("method"))], request, cut_off)
        return [Outcome("forward", None, one_of("method"))] + ([Outcome("refuse", None, one_of("cut-off", "method"))] if cut_off else [])
    # "the presented target URI ... and that of the stored response match"
    same = [i for i, one in enumerate(stored) if one.target == request.target]
    fit = [i for i in same if method_fits(request, stored[i]) and usable(cache, stored[i])]
    reasons = {"nothing-stored"} if not same else {"not-storable", "method", "nothing-stored", "unknown", "vary", "incomplete"}
    if not fit:
        return limited([Outcome("forward", None, one_of(*reasons))], request, cut_off)
    matches = {i: vary_matches(stored[i], request) for i in fit}
    unsure = [i for i in fit if matches[i] == "either"]
    verdict = []
    for taken in subsets(unsure):
        verdict += answer_selected(cache, request, stored, [i for i in fit if matches[i] == "yes" or i in taken], fit, now, cut_off)
    return verdict


def subsets(items):
    return [[item for bit, item in enumerate(items) if number >> bit & 1] for number in range(1 << len(items))]


def answer_selected(cache, request, stored, selected, fit, now, cut_off):
    """4.1 and 4: one of those that match."""
    if not selected:
        # "Typically, the request is forwarded to the origin server, potentially with preconditions added to describe what responses the cache has"
        found = [Outcome("forward", None, one_of("vary"))]
        found += [Outcome("validate", i, one_of("vary")) for i in fit if has_validator(stored[i]) and can_answer(cache, request, stored[i])]
        return limited(found, request, cut_off)
    verdict = []
    for which in sorted(choices(cache, request, stored, selected, now)):
        verdict += judge(cache, request, stored[which], which, now, cut_off)
    return verdict


def most_recent(stored, among):
    """"the most recent one (as determined by the Date header field)"; of equals, any."""
    last = max((date_of(stored[i]) for i in among), default=None)
    return {i for i in among if date_of(stored[i]) == last}


def choices(cache, request, stored, selected, now):
    """Which of several may be chosen. Section 4: "When more than one suitable response is stored, a cache MUST use the most recent one".

    "Suitable" may mean those that match, or those that can be used without asking. And 4.1: "When a cache has multiple stored responses for a target
    URI and one or more omits the Vary header field, the cache SHOULD choose the most recent ... with a valid Vary field value." All readings count.
    """
    found = most_recent(stored, selected)
    # 3.3: "MUST NOT use an incomplete response": one is suitable only where the request is within.
    whole = [i for i in selected if can_answer(cache, request, stored[i])]
    ready = [i for i in whole if is_fresh(cache, stored[i], now) and not policy(cache, stored[i]).unqualified("no-cache")]
    varying = [i for i in selected if "vary" in stored[i].response]
    for among in (whole, ready, varying, [i for i in varying if i in whole], [i for i in varying if i in ready]):
        found |= most_recent(stored, among)
    return found


def untrue(cache, request, stored, now, cut_off, reasons):
    """Those of the reasons given for an answer that are not so about any stored response."""
    same = [one for one in stored if one.target == request.target]
    rules = [policy(cache, one) for one in same]
    fresh = [is_fresh(cache, one, now) for one in same]
    wanted = [set.union(*wishes(cache, request, one, now)) for one in same]
    said = request_directives(request)
    truth = {
        "fresh": any(fresh),
        "immutable": any(fresh) and any(rule.has("immutable") for rule in rules),
        "method": request.method not in ("GET", "HEAD") or any(not method_fits(request, one) for one in same),
        "nothing-stored": not any(method_fits(request, one) and usable(cache, one) for one in same),
        "vary": any(vary_matches(one, request) != "yes" for one in same),
        "not-storable": any(obstacles(cache, one) for one in same),
        "stale": any(one is not True for one in fresh),
        "no-cache": any(rule.has("no-cache") for rule in rules),
        "request-no-cache": any("request-no-cache" in wish for wish in wanted),
        "request-max-age": any("request-max-age" in wish for wish in wanted) or "max-age" in said and not all(fresh),
        "request-min-fresh": any("request-min-fresh" in wish for wish in wanted),
        "request-max-stale": "max-stale" in said,
        "only-if-cached": "only-if-cached" in said,
        "stale-while-revalidate": any(rule.has("stale-while-revalidate") for rule in rules),
        "stale-if-error": "stale-if-error" in said or any(rule.has("stale-if-error") for rule in rules),
        "cut-off": cut_off,
        "stale-forbidden": any(stale_is_forbidden(cache, one) for one in same),
        "incomplete": any(map(is_incomplete, same)),
        "own-condition": any(name in request.request for name in ("if-none-match", "if-modified-since", "if-range", "range")),
        "other-condition": any(name in request.request for name in ("if-match", "if-unmodified-since", "if-none-match")),
        "unknown": now is None or not request.request_is_whole or any(
            may_store(cache, one) is None or lifetime(cache, one) is None or not one.request_is_whole for one in same),
    }
    return sorted(reason for reason in reasons if not truth.get(reason, False))
