"""The properties by which the public disputes are divided: the facets of the register.

They are kept as one text, a line for each: thousands of them are divided and counted without
being taken apart.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cases.domain.parties import PartyRole
from cases.domain.publication.bodies import DisputeBody
from cases.domain.publication.rows import Trait

Count = tuple[str, str, int]  # a value, its label, and how many have it
MARK, GAP = "\n", "\t"  # before each property; between its name, value and label

# The longest of each class, in calendar days from receipt to decision.
DAYS = ((90, "90"), (180, "180"), (365, "365"))
LONGER = "longer"


def traits(
    body: DisputeBody, *, plain: dict[str, str], commission: tuple[str, str], days: int | None
) -> tuple[Trait, ...]:
    """Every property of a dispute that has a value, each once.

    ``plain``: codes by name; ``commission``: its code and short name; ``days``: from receipt to
    decision, None where it was not decided.
    """
    told = [("commission", *commission)]
    told += [(name, value, "") for name, value in plain.items() if value]
    told += _sides(body)
    told += [("ground", letter, "") for letter in _grounds(body)]
    told += [("exemption", code, "") for one in body.exemptions for code in one.grounds]
    if days is not None:
        told.append(("days", days_class(days), ""))
    return tuple(dict.fromkeys(told))


def written(told: Iterable[Trait]) -> str:
    """Properties as they are kept."""
    return "".join(MARK + GAP.join(" ".join(part.split()) for part in one) for one in told)


def read(kept: str) -> tuple[Trait, ...]:
    """The properties that were kept."""
    lines = kept.split(MARK)[1:]
    return tuple(
        (name, value, label) for name, value, label in (line.split(GAP) for line in lines)
    )


def stretch(name: str, value: str) -> str:
    """What stands in a text of properties exactly where this one is among them."""
    return f"{MARK}{name}{GAP}{value}{GAP}"


def counted(kept: str, name: str = "") -> dict[str, list[Count]]:
    """Of the texts of many, joined: every property with its values, or ``name`` alone."""
    return by_name(Counter(_of(name, kept)) if name else tallied(kept))


def tallied(kept: str) -> Counter[str]:
    """Of the texts of many, joined: how many have each property, as it is kept."""
    told = Counter(kept.split(MARK))
    del told[""]
    return told


def by_name(told: Mapping[str, int]) -> dict[str, list[Count]]:
    """Each property, as it is kept and counted, under its name."""
    counts: dict[str, dict[str, Count]] = {}
    for one, count in told.items():
        of, value, label = one.split(GAP)
        of_name = counts.setdefault(of, {})
        before = of_name[value][2] if value in of_name else 0
        of_name[value] = (value, label, count + before)
    return {of: list(values.values()) for of, values in counts.items()}


def _of(name: str, kept: str) -> list[str]:
    return re.findall(rf"{MARK}({re.escape(name)}{GAP}[^{MARK}]*)", kept)


def days_class(days: int) -> str:
    """In which class of length a dispute falls."""
    return next((code for most, code in DAYS if days <= most), LONGER)


def days_between(began: date | None, decided: date | None) -> int | None:
    """Calendar days, where both ends are known and in order."""
    if began is None or decided is None or decided < began:
        return None
    return (decided - began).days


def _sides(body: DisputeBody) -> Iterator[Trait]:
    names = {PartyRole.RESPONDENT: "respondent", PartyRole.APPLICANT: "applicant"}
    for party in body.parties:
        if party.slug and party.role in names:
            yield names[PartyRole(party.role)], party.slug, party.short


def _grounds(body: DisputeBody) -> Iterator[str]:
    for asked in body.requests:
        for objection in asked.objections:
            yield from objection.grounds
