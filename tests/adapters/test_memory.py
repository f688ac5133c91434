"""Memory that was freed goes back to the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from cases.adapters import memory

HELD = """
import re
from pathlib import Path
from cases.adapters import memory

def held():
    told = Path("/proc/self/status").read_text()
    return int(re.findall(r"VmRSS:\\s+(\\d+)", told)[0]) // 1024

pieces = [bytes(9_000) for _no in range(12_000)]
last = bytes(9_000)
full = held()
del pieces
kept = held()
memory.give_back()
print(full, kept, held())
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel tells it here")
def test_what_was_freed_is_given_back():
    done = subprocess.run(
        [sys.executable, "-c", HELD], capture_output=True, text=True, check=True
    )
    full, _kept, after = map(int, done.stdout.split())

    assert after < full / 2


def test_a_c_library_without_the_call_keeps_what_it_has(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _name: object())
    memory._trim.cache_clear()

    memory.give_back()

    assert memory._trim()(0) is None  # the call of a C library tells a number
    memory._trim.cache_clear()
