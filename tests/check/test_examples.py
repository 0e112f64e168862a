"""The responses that the RFCs themselves show as examples break no rule: examples/rfcNNNN-SECTION-N.http. SPDX-License-Identifier: MIT

The files have what is printed, without its indentation and page breaks. These differ from what is printed:

- "Content-Length: xxxx" (RFC 4918) is left out; where a request lost its length so, `# request-content` says that it has content.
- Content that is shortened ("...binary data...", "[content here]") stays as printed, and `# content-seen` is its Content-Length.
- RFC 9110, 7.8: the remark in brackets behind the 101 is not there, for it stands for another protocol.

RFC 9111, 9112 and 8470 show fields and requests, but no response.
"""
from pathlib import Path

import pytest

from httpstatus import Checker, rules
from messages import read

EXAMPLES = {path.stem: path for path in sorted((Path(__file__).resolve().parent / "examples").glob("*.http"))}

# The rules that an example does break, and why the example is at fault.
FAULTS = {
    "rfc9110-14.6-1": {"last-modified-syntax": 'the example has "Tue, 14 July 04:58:08 GMT": no year, and a month of four letters'},
}

# The rules that are wrong about an example: false alarms, to be mended.
FALSE_ALARMS = {}


def broken(name, level):
    exchange, declared = read(EXAMPLES[name])
    return {finding.id for finding in Checker(level=level, declare=declared).check(exchange)}


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_of_an_rfc_breaks_no_requirement(name, request):
    if name in FALSE_ALARMS:
        request.applymarker(pytest.mark.xfail(strict=True, reason=FALSE_ALARMS[name]))
    assert broken(name, "should") == set(FAULTS.get(name, ()))


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_advice_is_against_an_example_of_an_rfc(name):
    assert {rule for rule in broken(name, "advice") if rules()[rule].level == "advice"} == set()


def test_every_example_is_named_after_where_it_stands():
    assert len(EXAMPLES) == 49 and set(FAULTS) | set(FALSE_ALARMS) <= set(EXAMPLES)
    for name in EXAMPLES:
        document, section, number = name.split("-")
        assert document.startswith("rfc") and section.replace(".", "").isdigit() and number.isdigit(), name
