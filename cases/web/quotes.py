"""A compared article, as its page shows it: each quotation beside what stands in the record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.domain.press import Compared
from cases.web.words import word


def shown(
    compared: Sequence[Compared], places: Mapping[int, Mapping[str, str]]
) -> dict[str, Any]:
    """What was found and what was not, in the order of the article.

    ``places`` tells by the key of a turn where it is printed: ``{place, address}``.
    """
    rows = [_row(no, one, places) for no, one in enumerate(compared)]
    return {
        "found": [row for row in rows if row["is_found"]],
        "missing": [row for row in rows if not row["is_found"]],
        "differing": sum(bool(row["differences"]) for row in rows),
    }


def _row(no: int, one: Compared, places: Mapping[int, Mapping[str, str]]) -> dict[str, Any]:
    match = one.match
    return {
        "no": str(no),
        "quote": one.quotation.text,
        "is_direct": one.quotation.is_direct,
        "speaker": one.speaker,
        "on": one.on,
        "is_found": match is not None,
        "score": match.score if match else 0,
        "said": match.said if match else None,
        "excerpt": match.excerpt if match else "",
        **(places.get(match.said.key, {}) if match else {}),
        "differences": [
            {
                "kind": word("quote_difference", each.kind),
                "reported": each.reported,
                "recorded": each.recorded,
            }
            for each in one.differences
        ],
    }
