"""The time limits, and one that was counted, for those who read files and programs."""

from __future__ import annotations

from typing import Any

from cases.domain.deadlines.counting import Computation
from cases.domain.deadlines.rules import RULES

WARNING = "angkanya tidak terbaca langsung dalam peraturannya, jadi hanya mengingatkan"


def table() -> str:
    """The rules as a Markdown table, for the architecture page."""
    lines = [
        "| rule | regime | length | from | article | confidence |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES.values():
        length = f"{rule.length} {rule.unit.value}" if rule.is_known else "not known"
        lines.append(
            f"| {rule.key} | {rule.regime} | {length} | {rule.direction.value}: {rule.trigger} "
            f"| {rule.article or '–'} | {rule.confidence} |"
        )
    return "\n".join(lines)


def as_json(computation: Computation) -> dict[str, Any]:
    """A computation as plain data, with what it rests on."""
    rule = computation.rule
    return {
        "rule": rule.key,
        "regime": rule.regime,
        "direction": rule.direction.value,
        "length": computation.length,
        "unit": computation.unit.value,
        "triggered_on": str(computation.triggered_on),
        "due_on": str(computation.due_on),
        "counted": [{"day": str(d.day), "number": d.number} for d in computation.counted],
        "skipped": [
            {"day": str(d.day), "kind": d.kind, "reason": d.name, "decree": d.decree}
            for d in computation.skipped
        ],
        "article": rule.article,
        "confidence": rule.confidence,
        "may_enforce": rule.may_enforce,
        "warning": "" if rule.may_enforce else WARNING,
        "effect": rule.effect.value,
        "note": rule.note,
        "convention": {
            "joint_leave_counts": computation.convention.joint_leave_counts,
            "clear": computation.convention.is_clear,
        },
        "provisional": computation.is_provisional,
        "calendar_version": computation.calendar_version,
    }
