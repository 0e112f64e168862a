"""Random exchanges of clients, a cache and a server: nothing that RFC 9111 forbids happens, nothing that it demands is left undone, and every decision is
one of those that the reference allows. HTTPSTATUS_CACHE_EXCHANGES says how many, 8000 unless said; simulate.py does a million.

SPDX-License-Identifier: MIT
"""
import os

import pytest

import simulate
from tables import subjects

EXCHANGES = int(os.environ.get("HTTPSTATUS_CACHE_EXCHANGES", 8000))


@pytest.mark.parametrize("subject", [pytest.param(case.values[0].__name__, id=case.id) for case in subjects()])
@pytest.mark.parametrize("seed", [1, 2])
def test_simulation(subject, seed):
    wrong, counts = simulate.worlds(subject, seed, EXCHANGES // 2)
    assert not wrong, f"{len(wrong)} are wrong, the first ones:\n" + "\n".join(wrong[:12])
    assert sum(times for action, times in counts.items() if not action.startswith("then")) == EXCHANGES // 2
    # Enough of everything happened for this to mean something.
    for action in ("serve", "serve-stale", "validate", "forward", "refuse", "then update", "then relay", "then serve-stale", "then repeat"):
        assert counts.get(action, 0) > 0, action
