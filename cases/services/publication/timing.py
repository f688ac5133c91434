"""When the printed lines of an edition begin, on the clock of the hearing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from cases.domain.transcripts import Timed, line_starts
from cases.models import Edition, Utterance, UtteranceRevision


def starts(
    edition: Edition, printed: Sequence[Mapping[str, Any]]
) -> dict[tuple[int, int], int]:
    """By page and line; lines of turns without a time, or closed ones, have none. Two queries.

    ``printed``: the lines in their order, each {page, line, char_from, text, utterance_id}.
    """
    turns = _timed(edition)
    found: dict[tuple[int, int], int] = {}
    for turn, run in groupby(printed, key=lambda line: line["utterance_id"]):
        if turn not in turns:
            continue
        lines = list(run)
        text = _whole(lines)
        places = [line["char_from"] for line in lines]
        told = line_starts(turns[turn], text, places)
        keys = ((line["page"], line["line"]) for line in lines)
        found.update(zip(keys, told, strict=True))
    return found


def _timed(edition: Edition) -> dict[int, Timed]:
    said = Utterance.objects.filter(hearing=edition.hearing_id, is_closed=False)
    words = {
        row["utterance_id"]: row["words"]
        for row in UtteranceRevision.objects.filter(
            utterance__in=said.filter(start_ms__isnull=False), words__isnull=False
        )
        .order_by("rev")
        .values("utterance_id", "words")
    }
    rows = said.values("pk", "start_ms", "end_ms", "captured__said_at", "hearing__opened_at")
    found = {}
    for row in rows:
        start = began_ms(row["start_ms"], row["captured__said_at"], row["hearing__opened_at"])
        if start is not None:
            heard = [(one["text"], one.get("start_ms")) for one in words.get(row["pk"]) or ()]
            found[row["pk"]] = Timed(start, row["end_ms"], tuple(heard))
    return found


def began_ms(
    start_ms: int | None, said_at: datetime | None, opened_at: datetime | None
) -> int | None:
    """When a turn began on the clock of the hearing; a keyed one began with its key."""
    if start_ms is not None or said_at is None or opened_at is None:
        return start_ms
    return max(0, (said_at - opened_at) // timedelta(milliseconds=1))


def _whole(lines: Sequence[Mapping[str, Any]]) -> str:
    """The words of a turn from its lines, each letter in its place."""
    text = ""
    for line in lines:
        text = f"{text.ljust(line['char_from'])}{line['text']}"
    return text
