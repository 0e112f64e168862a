"""Everybody's codes: nothing of the collected list is lost, and nothing is merged. SPDX-License-Identifier: MIT"""
import csv
import pickle
import tomllib
from collections import Counter
from pathlib import Path

import pytest

import httpstatus

DATA = Path(__file__).resolve().parents[1] / "data"

# The vendors of vendor.csv, by the words that the library has for them.
VENDORS = {
    "resumable-requests proposal": ["google"], "Google resumable upload": ["google"], "Microsoft IE7 (attributed)": ["informal"],
    '"Apache" (unsourced)': ["informal"], "Laravel": ["laravel"], "ASP.NET Core": ["aspnet"], "Twitter v1": ["twitter"],
    "WebDAV draft / Apache HttpClient": ["webdav-drafts"], "WebDAV draft / Spring / HttpClient": ["webdav-drafts"],
    "WebDAV ordered collections draft": ["webdav-drafts"], "Shopify": ["shopify"], "Microsoft IIS": ["exchange"], "nginx": ["nginx"],
    "Microsoft (MS-WDV 2.2.6)": ["microsoft"], "Microsoft": ["microsoft"], "Exchange ActiveSync": ["exchange-activesync"],
    "Exchange ActiveSync (MS-ASHTTP 3.1.5.2.2)": ["exchange-activesync"],
    "Exchange ActiveSync (MS-ASHTTP 2.2.2.1.1)": ["exchange-activesync"], "AWS ALB": ["aws"], "Alibaba Cloud ALB": ["alibaba"],
    "Esri ArcGIS": ["esri"], "cPanel/CloudLinux": ["cpanel"], "Apache bw modules/cPanel": ["cpanel"], "Cloudflare": ["cloudflare"],
    "Cloud Foundry gorouter": ["gorouter"], "Qualys SSL Labs": ["qualys"], "Anthropic API": ["anthropic"], "Pantheon": ["pantheon"],
    "Fastly VCL": ["fastly"], "informal proxies": ["informal"], "informal proxies / Tornado": ["informal", "tornado"],
    "Squid": ["squid"], "LinkedIn": ["linkedin"], "AWS ELB/ALB": ["aws"],
    "Akamai": ["akamai"], "Alibaba Cloud EdgeRoutine": ["alibaba"], "Apple iCloud": ["apple"],
    "Azure Front Door and Application Gateway": ["azure"], "Amazon CloudFront": ["cloudfront"], "Azure Cosmos DB": ["cosmos-db"],
    "curl": ["curl"], "Tencent Cloud EdgeOne": ["edgeone"], "Envoy and Istio": ["envoy"],
    "Browsers: Fetch and XMLHttpRequest": ["fetch"], "Kong Gateway": ["kong"],
    "Microsoft Graph and OneDrive": ["microsoft-graph"], "Supabase": ["supabase"], "Tencent Cloud CDN": ["tencent"],
    "Vercel": ["vercel"], "DeepL API": ["deepl"],
    "Braid draft": ["internet-drafts"], "httpbis draft": ["internet-drafts"], "WebDAV draft / Spring": ["webdav-drafts"],
    "pipelining draft": ["internet-drafts"],
}


def rows():
    with (DATA / "vendor.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def vendor_statuses():
    return [status for status in httpstatus.everything() if status.vendor]


def test_every_collected_row_is_there_or_left_out_with_a_reason():
    left_out = tomllib.loads((DATA / "vendors-left-out.toml").read_text())["left_out"]
    reasons = {(row["code"], row["vendor"]): row["because"] for row in left_out}
    assert len(reasons) == len(left_out) and all(reasons.values())
    wanted = Counter()
    for row in rows():
        if (row["code"], row["vendor"]) in reasons:
            del reasons[row["code"], row["vendor"]]
        else:
            wanted.update((int(row["code"]), vendor) for vendor in VENDORS[row["vendor"]])
    assert reasons == {}, "left out, but never collected"
    assert Counter((int(status), status.vendor) for status in vendor_statuses()) == wanted


@pytest.mark.parametrize("code, meanings", [
    (0, ["akamai Client Abort", "aws No Response Code", "azure Origin Timed Out", "cloudfront Viewer Closed Connection", "curl No Response",
         "envoy No Response Begun", "fetch Network Error", "squid No Response Received", "tencent Ended Before a Status"]),
    (103, ["IANA Early Hints", "google Checkpoint"]),
    (308, ["IANA Permanent Redirect", "google Resume Incomplete"]),
    (418, ["IANA I'm a teapot", "edgeone Domain Configuration Not Found"]),
    (419, ["laravel Page Expired", "aspnet Authentication Timeout", "internet-drafts Purpose Declined",
           "webdav-drafts Insufficient Space on Resource"]),
    (420, ["twitter Enhance Your Calm", "shopify Store Locked", "webdav-drafts Method Failure"]),
    (421, ["IANA Misdirected Request", "webdav-drafts Destination Locked"]),
    (423, ["IANA Locked", "edgeone Request Loop", "tencent Request Loop"]),
    (425, ["IANA Too Early", "webdav-drafts Unordered Collection"]),
    (430, ["shopify Shopify Security Rejection", "internet-drafts Would Block", "shopify Request Header Fields Too Large"]),
    (449, ["microsoft Retry With", "cosmos-db Retry With", "exchange-activesync Retry after sending a PROVISION command"]),
    (451, ["IANA Unavailable For Legal Reasons", "exchange-activesync Redirect"]),
    (456, ["deepl Quota Exceeded", "exchange-activesync Blocked"]),
    (463, ["aws Too Many IP Addresses in X-Forwarded-For", "alibaba Loop Detected"]),
    (494, ["nginx Request Header Too Large", "kong Request Header or Cookie Too Large", "vercel Request Header Too Large"]),
    (496, ["nginx SSL Certificate Required", "gorouter SSL Certificate Required"]),
    (498, ["esri Invalid Token", "nginx Invalid Host Name"]),
    (499, ["nginx Client Closed Request", "esri Token Required"]),
    (508, ["IANA Loop Detected", "cpanel Resource Limit Is Reached"]),
    (509, ["cpanel Bandwidth Limit Exceeded", "microsoft-graph Bandwidth Limit Exceeded", "tencent Blocked for a CC Attack"]),
    (520, ["cloudflare Web Server Returns an Unknown Error", "edgeone Origin Reset the Request"]),
    (521, ["cloudflare Web Server Is Down", "edgeone Origin Refused the Connection"]),
    (522, ["cloudflare Connection Timed Out", "edgeone Origin Connection Timed Out"]),
    (523, ["cloudflare Origin Is Unreachable", "edgeone Origin DNS Error"]),
    (524, ["cloudflare A Timeout Occurred", "edgeone Origin Response Timed Out", "tencent Platform Overloaded"]),
    (525, ["cloudflare SSL Handshake Failed", "edgeone Origin TLS Handshake Failed", "gorouter SSL Handshake Failed"]),
    (526, ["cloudflare Invalid SSL Certificate", "gorouter Invalid SSL Certificate"]),
    (529, ["anthropic Overloaded", "qualys Service Is Overloaded"]),
    (530, ["cloudflare Origin DNS Error", "pantheon Site Frozen", "shopify Origin DNS Error"]),
    (540, ["shopify Temporarily Disabled", "supabase Project Paused", "tencent Origin Certificate Name Mismatch"]),
    (550, ["edgeone Origin Reset the Request", "fastly Passed Through vcl_error"]),
    (562, ["aws JWKS Request Failed", "tencent HTTPS Connection Failed"]),
    (567, ["edgeone Blocked by Security Policy", "tencent Response Timed Out"]),
    (598, ["informal Network Read Timeout Error", "alibaba EdgeRoutine Not Run"]),
    (599, ["informal Network Connect Timeout Error", "alibaba EdgeRoutine Exception", "tornado No Response Received"]),
])
def test_meanings_of_one_number_stay_apart(code, meanings):
    found = httpstatus.everything().all(code)
    assert [f"{status.vendor or 'IANA'} {status.phrase}" for status in found] == meanings
    for status in found:
        if status.vendor:
            assert status in httpstatus.vendor(status.vendor).all(code)
            assert httpstatus.vendor(status.vendor)[code].vendor == status.vendor
    iana = httpstatus.get(code)
    assert (iana is not None) == (meanings[0].startswith("IANA"))
    if iana:
        assert httpstatus.everything()[code] is iana


def test_no_other_number_has_two_meanings():
    shared = {code for code, count in Counter(map(int, httpstatus.everything())).items() if count > 1}
    assert shared == {0, 103, 308, 418, 419, 420, 421, 423, 425, 430, 449, 451, 456, 463, 494, 496, 498, 499, 508, 509, 520, 521, 522, 523, 524, 525,
                      526, 529, 530, 540, 550, 562, 567, 598, 599}


def test_iana_never_shows_a_vendors_code():
    assert [status for status in httpstatus.IANA if status.vendor] == []
    for status in vendor_statuses():
        iana = httpstatus.get(int(status))
        assert iana is None or iana.phrase != status.phrase
        assert httpstatus.find(status.phrase) is None or httpstatus.find(status.phrase).vendor is None


def test_a_vendors_registry_is_iana_and_that_vendor():
    for vendor in httpstatus.vendors():
        registry = httpstatus.vendor(vendor)
        assert registry.name == vendor
        assert {status.vendor for status in registry} == {None, vendor}
        assert [int(s) for s in registry] == sorted(int(s) for s in registry)
        assert sum(1 for status in registry if not status.vendor) == 64


def test_one_name_can_be_two_codes():
    found = httpstatus.everything().find_all("unauthorized")
    assert [(int(status), status.vendor) for status in found] == [(401, None), (561, "aws")]
    assert httpstatus.vendor("aws").find("Unauthorized").vendor is None  # the first in the order of codes
    assert [int(status) for status in httpstatus.everything().find_all("loop detected")] == [463, 508]
    assert httpstatus.find("client closed request") is None


def test_every_vendor_code_says_what_it_is():
    for status in vendor_statuses():
        assert status.standing in ("nonstandard", "historic", "folklore", "proposed") and status.family == "vendor"
        assert status.visibility in ("wire", "log", "internal")
        assert status.nearest is None if status == 0 else httpstatus.get(status.nearest) is not None
        assert status.known_from and status.meaning and status.iana_phrase is None and status.references == ()
        assert 1 <= len(status.meaning.split()) <= 25 and len((status.explanation or "").split()) <= 60
    for status in httpstatus.IANA:
        assert (status.vendor, status.visibility, status.nearest, status.known_from) == (None, "wire", None, None)


@pytest.mark.parametrize("vendor, code, visibility, nearest, standing", [
    ("nginx", 499, "log", 400, "nonstandard"), ("nginx", 494, "internal", 431, "nonstandard"), ("nginx", 444, "log", 400, "nonstandard"),
    ("cloudflare", 522, "wire", 504, "nonstandard"), ("cloudflare", 527, "wire", 502, "historic"),
    ("informal", 218, "wire", 200, "folklore"), ("squid", 600, "log", 502, "nonstandard"), ("linkedin", 999, "wire", 403, "nonstandard"),
    ("curl", 0, "internal", None, "nonstandard"), ("envoy", 0, "log", None, "nonstandard"), ("vercel", 494, "wire", 431, "nonstandard"),
    ("microsoft", 450, "wire", 403, "folklore"), ("supabase", 540, "wire", 503, "nonstandard"), ("edgeone", 567, "wire", 403, "nonstandard"),
])
def test_known_vendor_codes(vendor, code, visibility, nearest, standing):
    status = httpstatus.vendor(vendor)[code]
    assert (status.visibility, status.nearest, status.standing) == (visibility, nearest, standing)


def test_nought_is_no_status_and_comes_from_nowhere():
    """0, or 000, is what some write where no response came."""
    meanings = httpstatus.everything().all(0)
    assert meanings and all(status == 0 and status.class_ == 0 and status.visibility != "wire" for status in meanings)
    assert httpstatus.get(0) is None and 0 not in httpstatus.IANA and 0 in httpstatus.vendor("curl")
    assert httpstatus.vendor("curl").treat_as(0) == httpstatus.treat_as(0) == 500


def test_a_final_response_is_not_treated_as_an_interim_one():
    for vendor in httpstatus.vendors():
        assert all(httpstatus.vendor(vendor).treat_as(status) >= 200 for status in httpstatus.vendor(vendor) if status >= 200)


def test_vendors_by_name():
    assert httpstatus.vendors()["aws"] == "Amazon Web Services load balancers"
    with pytest.raises(ValueError, match="vendor is 'acme', which is none of: akamai, "):
        httpstatus.vendor("acme")


# ---- registries of one's own ----

def test_a_registry_of_ones_own_is_used_like_any_other():
    mine = httpstatus.Registry(httpstatus.vendor("nginx"), name="mine")
    added = mine.add(599, "Custom Thing", meaning="A test.", explanation="More.", facts=["fetch-ok", "interim"], nearest=500)
    assert (int(added), added.name, added.phrase, added.meaning, added.nearest) == (599, "CUSTOM_THING", "Custom Thing", "A test.", 500)
    assert added.fetch_ok and added.interim and not added.no_content and added.vendor is None and added.iana_phrase is None
    assert mine[599] is added is mine.find("custom-thing") and 599 in mine and mine[404] is httpstatus.Status(404)
    assert mine[499].phrase == "Client Closed Request" and mine.name == "mine"
    assert [int(s) for s in mine][-1] == 599 and len(mine) == len(httpstatus.vendor("nginx")) + 1
    assert [int(s) for s in mine.select(family="vendor", fact="fetch_ok")] == [599] == [int(s) for s in mine.search("custom")]
    assert httpstatus.get(599) is None and 599 not in httpstatus.vendor("nginx")


@pytest.mark.parametrize("code, phrase, more, reason", [
    (99, "Low", {}, "a code is out of the range"), (1000, "High", {}, "a code is out of the range"),
    (-2**40, "Far", {}, "a code is out of the range"),
    (598, "Other", {}, "an entry of its own with this code already"), (599, "first", {}, "an entry of its own with this name already"),
    (599, "Fi/rst", {}, "of its own with this name already"), (599, "FIRST", {}, "of its own with this name already"),
    (599, "", {}, "a text is empty"), (599, "--", {}, "a text is empty"), (599, " Padded", {}, "a space at its end"),
    (599, "Padded ", {}, "a space at its end"), (599, "Two\nLines", {}, "a control character"), (599, "x" * 256, {}, "a text"),
    (599, "Nul\0", {}, "has a NUL in it"), (599, "Half\ud800", {}, "has a lone surrogate"), (599, "Good", {"meaning": ""}, "a text is empty"),
    (599, "Good", {"meaning": "A.", "history": " "}, "a space at its end"), (599, "Good", {"explanation": "x" * 65536}, "too long"),
    (599, "Good", {"client": "tab\t"}, "control character"),
    (599, "Good", {"nearest": 499}, "a value is not of the form"), (599, "Good", {"nearest": 99}, "a value is not of the form"),
    (599, "Good", {"facts": ["fast"]}, "fact is 'fast', which is none of: interim, "),
    (404, "Good", {"meaning": "A.", "nearest": 1}, "a value is not of the form"),
])
def test_an_invalid_or_clashing_entry_changes_nothing(code, phrase, more, reason):
    mine = httpstatus.Registry()
    mine.add(598, "First")
    before = list(mine)
    with pytest.raises(ValueError, match=reason):
        mine.add(code, phrase, **more)
    assert list(mine) == before and mine[598].phrase == "First"
    assert mine.add(599, "Good").phrase == "Good"


def test_ones_own_entry_comes_before_that_of_iana():
    mine = httpstatus.Registry()
    added = mine.add(404, "Lost", nearest=410)
    assert mine[404] is added is mine.all(404)[0] and added.phrase == "Lost" and mine.all(404)[1] is httpstatus.Status(404)
    assert len(mine) == 65 and httpstatus.get(404).phrase == "Not Found" and mine.find("not found") is httpstatus.Status(404)


def test_a_name_of_ianas_can_be_taken_for_another_code():
    mine = httpstatus.Registry()
    added = mine.add(599, "Not Found")
    assert mine.find("not-found") is added and mine.find_all("NotFound") == [404, 599]


def test_ones_own_entry_comes_before_a_vendors_and_is_that_of_a_copy_too():
    base = httpstatus.Registry(httpstatus.vendor("nginx"))
    assert base.add(499, "Hung Up") is base[499]
    mine = httpstatus.Registry(base)
    assert [status.phrase for status in mine.all(499)] == ["Hung Up", "Client Closed Request"]
    with pytest.raises(ValueError, match="an entry of its own with this code already"):
        mine.add(499, "Gone Home")


def test_a_registry_treats_a_code_as_the_nearest_that_it_names():
    mine = httpstatus.Registry()
    mine.add(599, "Custom Thing", nearest=503)
    mine.add(598, "Nothing Near")
    assert [mine.treat_as(code) for code in (599, 598, 404, 499, 600)] == [503, 500, 404, 400, 500]
    assert mine.treat_as(599) is httpstatus.Status(503) and httpstatus.treat_as(599) is httpstatus.Status(500)
    assert httpstatus.vendor("cloudflare").treat_as(520) is httpstatus.Status(httpstatus.vendor("cloudflare")[520].nearest)


def test_an_entry_of_ones_own_is_told_as_json_as_well():
    mine = httpstatus.Registry()
    added = mine.add(599, "Custom Thing", meaning="A test.", nearest=503, facts="fetch_ok")
    del mine
    told = added.json()
    assert (told["code"], told["phrase"], told["meaning"], told["nearest"], told["vendor"]) == (599, "Custom Thing", "A test.", 503, None)
    assert told["facts"]["fetch_ok"] is True and told["facts"]["interim"] is False and told == pickle.loads(pickle.dumps(added)).json()


def test_only_a_registry_of_ones_own_changes():
    for registry in (httpstatus.IANA, httpstatus.everything(), httpstatus.vendor("nginx")):
        with pytest.raises(ValueError, match="a registry that comes with the library does not change"):
            registry.add(700, "Seven Hundred")


def test_what_is_no_text_or_code_is_a_type_error():
    mine = httpstatus.Registry()
    for arguments, more in (((599, None), {}), ((599, "x"), {"meaning": 3}), ((599, "x"), {"joke": "x"}), (("599", "x"), {})):
        with pytest.raises(TypeError):
            mine.add(*arguments, **more)
    with pytest.raises(TypeError, match="a base is a Registry, not str"):
        httpstatus.Registry("iana")
    with pytest.raises(TypeError, match="a fact is 3, not a text"):
        mine.add(599, "x", facts=[3])
    with pytest.raises(TypeError):
        mine.treat_as("404")
    assert len(mine) == 64


def test_a_registry_outlives_its_base_and_a_status_outlives_both():
    base = httpstatus.Registry()
    base.add(599, "Custom Thing", meaning="A test.")
    mine = httpstatus.Registry(base)
    walk = iter(mine)
    del base
    status = mine[599]
    assert status.meaning == "A test."
    del mine
    assert next(walk) == 100 and status.phrase == "Custom Thing" and [int(s) for s in walk][-1] == 599


def test_many_codes_of_ones_own():
    mine = httpstatus.Registry(name="many")
    free = [code for code in range(999, 99, -1) if code not in mine]
    for code in free:
        mine.add(code, f"Number {code}")
    assert [int(s) for s in mine] == list(range(100, 1000)) and all(mine[code].phrase == f"Number {code}" for code in free)


# ---- mappings, by tables copied by hand from their sources ----

def test_what_a_grpc_client_makes_of_a_status():
    table = {400: "INTERNAL", 401: "UNAUTHENTICATED", 403: "PERMISSION_DENIED", 404: "UNIMPLEMENTED", 429: "UNAVAILABLE",
             431: "INTERNAL", 502: "UNAVAILABLE", 503: "UNAVAILABLE", 504: "UNAVAILABLE"}
    for code in range(-10, 1100):
        assert httpstatus.grpc_client_code(code) == table.get(code, "UNKNOWN")


def test_what_a_gateway_sends_for_a_grpc_status():
    table = ("OK 200, CANCELLED 499, UNKNOWN 500, INVALID_ARGUMENT 400, DEADLINE_EXCEEDED 504, NOT_FOUND 404, ALREADY_EXISTS 409, "
             "PERMISSION_DENIED 403, RESOURCE_EXHAUSTED 429, FAILED_PRECONDITION 400, ABORTED 409, OUT_OF_RANGE 400, "
             "UNIMPLEMENTED 501, INTERNAL 500, UNAVAILABLE 503, DATA_LOSS 500, UNAUTHENTICATED 401")
    for number, row in enumerate(table.split(", ")):
        name, code = row.split()
        assert httpstatus.grpc_gateway_status(number) == httpstatus.grpc_gateway_status(name) == int(code)
    assert [httpstatus.grpc_gateway_status(odd) for odd in (-1, 17, 10**20)] == [500, 500, 500]
    with pytest.raises(ValueError, match="grpc is 'LOST'"):
        httpstatus.grpc_gateway_status("LOST")


def test_proxy_errors():
    table = """dns_timeout 504, dns_error 502, destination_not_found 500, destination_unavailable 503, destination_ip_prohibited 502,
        destination_ip_unroutable 502, connection_refused 502, connection_terminated 502, connection_timeout 504,
        connection_read_timeout 504, connection_write_timeout 504, connection_limit_reached 503, tls_protocol_error 502,
        tls_certificate_error 502, tls_alert_received 502, http_request_error None, http_request_denied 403,
        http_response_incomplete 502, http_response_header_section_size 502, http_response_header_size 502,
        http_response_body_size 502, http_response_trailer_section_size 502, http_response_trailer_size 502,
        http_response_transfer_coding 502, http_response_content_coding 502, http_response_timeout 504, http_upgrade_failed 502,
        http_protocol_error 502, proxy_internal_response None, proxy_internal_error 500, proxy_configuration_error 500,
        proxy_loop_detected 502"""
    errors = httpstatus.proxy_errors()
    assert [f"{error.type} {error.status}" for error in errors] == [" ".join(row.split()) for row in table.split(",")]
    assert [error.section for error in errors] == [f"2.3.{i}" for i in range(1, 33)]
    assert all((error.status is None) == (error.note is not None) for error in errors)


# ---- words ----

def test_search_finds_codes_by_their_words():
    assert 429 in httpstatus.search("rate limit") and 429 in httpstatus.search("RATE-LIMIT!")
    assert [int(s) for s in httpstatus.search("teapot")] == [418]
    assert 511 in httpstatus.search("captive portal")
    for nothing in ("", "  ", "!?", "zzzz", "eapot", "rate zzzz"):
        assert httpstatus.search(nothing) == []
    assert any(status.vendor == "nginx" for status in httpstatus.everything().search("hung up"))


def test_vendors_codes_are_among_what_is_found_and_marked_as_theirs():
    assert [(int(s), s.vendor) for s in httpstatus.search("client closed")][:2] == [(499, "nginx"), (460, "aws")]
    assert [(int(s), s.vendor) for s in httpstatus.search("maintenance")] == [(503, None), (540, "shopify"), (410, None)]
    assert all(status.vendor is None for status in httpstatus.IANA.search("timeout"))
    assert [int(s) for s in httpstatus.vendor("cloudflare").search("timeout")][:4] == [408, 504, 522, 524]


def test_what_servers_send_is_a_name():
    assert (httpstatus.find("Not Allowed"), httpstatus.find("SERVICE_TEMPORARILY_UNAVAILABLE")) == (405, 503)
    assert httpstatus.Status(405).sent_phrases[0] == "Not Allowed" and "nginx" in httpstatus.Status(405).sent_phrase_sources[0]
    assert "maintenance" in httpstatus.Status(503).keywords
    assert httpstatus.find("Client Closed Request") is None


def test_a_code_that_is_proposed_says_so():
    declined = httpstatus.everything().find("Preliminary Request Denied")
    assert (int(declined), declined.phrase, declined.standing, declined.vendor) == (419, "Purpose Declined", "proposed", "internet-drafts")
    assert declined.former_names == ("Preliminary Request Denied",) and declined.nearest == 403
    assert "draft-ietf-httpbis-pre-denied" in declined.known_from
    assert [int(s) for s in httpstatus.everything().select(standing="proposed")] == [209, 419]
    assert httpstatus.find("Preliminary Request Denied") is None and httpstatus.get(419) is None
