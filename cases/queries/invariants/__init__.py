"""Rules that no single row can state, each checked over the whole record.

The database states what it can; the services refuse the rest. This reads what stands there, so
that a change by another hand is found as well. Each family of rules has a file of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cases.queries.invariants import (
    bookings,
    brought,
    editions,
    hearings,
    ledger,
    register,
    shelf,
    works,
)
from cases.queries.invariants.rule import Finding, Rule

SHOWN = 5  # so many offenders of a rule are named
RULES: Sequence[Rule] = (
    *register.RULES,
    *bookings.RULES,
    *brought.RULES,
    *hearings.RULES,
    *ledger.RULES,
    *editions.RULES,
    *works.RULES,
    *shelf.RULES,
)


def check() -> Iterator[Finding]:
    """Every rule with its count, in a fixed order."""
    for rule in RULES:
        checked, broken = 0, []
        for name, holds in rule.look():
            checked += 1
            if not holds:
                broken.append(name)
        yield Finding(rule.name, rule.says, checked, len(broken), tuple(broken[:SHOWN]))
