"""How much of OWASP ASVS 5.0 is true here: ``config/security/asvs.toml``, and its counts.

Run as ``python -m config.asvs``, or by ``make asvs``: writes the counts into
``cases/ARCHITECTURE.md``. ``tests/test_asvs.py`` holds the table to the sources.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
TABLE = BASE / "config" / "security" / "asvs.toml"
HOUSE = BASE / "cases" / "ARCHITECTURE.md"
BLOCK = re.compile(r"(?<=<!-- asvs:begin -->\n).*?(?=\n<!-- asvs:end -->)", re.DOTALL)
LEVELS = ("L1", "L2", "L3")
CHAPTERS = {
    1: "encoding and sanitization",
    2: "validation and business logic",
    3: "web frontend",
    4: "API and web service",
    5: "files",
    6: "authentication",
    7: "sessions",
    8: "authorization",
    9: "self-contained tokens",
    10: "OAuth and OIDC",
    11: "cryptography",
    12: "secure communication",
    13: "configuration",
    14: "data protection",
    15: "coding and architecture",
    16: "logging and errors",
    17: "WebRTC",
}


class State(StrEnum):
    """What is true of a requirement."""

    MET = "met"
    PARTLY = "partly"
    OPEN = "open"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement: ``where`` are paths of the project, ``tests`` names of pytest."""

    code: str
    state: State
    how: str
    where: tuple[str, ...]
    tests: tuple[str, ...]

    @property
    def chapter(self) -> int:
        """The number of its chapter, 1 to 17."""
        return int(self.code[1:].partition(".")[0])


@cache
def ids() -> Mapping[str, tuple[str, ...]]:
    """By level the codes of the standard that this house answers for."""
    return {level: tuple(codes) for level, codes in _read()["ids"].items()}


@cache
def requirements() -> tuple[Requirement, ...]:
    """Every row of the table, in its order.

    Raises:
        ValueError: a state that is none.
        KeyError: a row without one of its fields.
    """
    rows = {code: row for code, row in _read().items() if code != "ids"}
    return tuple(
        Requirement(
            code, State(row["state"]), row["how"], tuple(row["where"]), tuple(row["tests"])
        )
        for code, row in rows.items()
    )


def counts() -> str:
    """By chapter how many are in which state, as a table in Markdown."""
    lines = [
        "| chapter | " + " | ".join(state.replace("_", " ") for state in State) + " |",
        "| --- |" + " ---: |" * len(State),
    ]
    for number, name in CHAPTERS.items():
        found = Counter(one.state for one in requirements() if one.chapter == number)
        lines.append(_line(f"V{number} {name}", found))
    return "\n".join([*lines, _line("all", Counter(one.state for one in requirements()))])


def _line(name: str, found: Mapping[State, int]) -> str:
    return f"| {name} | " + " | ".join(str(found.get(state, 0) or "") for state in State) + " |"


def _read() -> dict[str, dict[str, list[str]]]:
    with TABLE.open("rb") as file:
        return tomllib.load(file)


def main() -> int:
    """Write the counts where they are read; say what is not met."""
    text = HOUSE.read_text("utf-8")
    HOUSE.write_text(BLOCK.sub(lambda _old: counts(), text), "utf-8")
    for one in requirements():
        if one.state in {State.OPEN, State.PARTLY}:
            print(f"{one.code} {one.state}: {one.how}")  # noqa: T201 -- for who asked
    return 0


if __name__ == "__main__":
    sys.exit(main())
