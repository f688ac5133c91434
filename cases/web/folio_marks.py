"""What stands beside the lines of a transcript: the way from a question to its answer and on,
the sound, and what was corrected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.urls import reverse

from cases.domain import wording
from cases.domain.publication.bodies import ErratumCopy
from cases.queries import public

Folios = Iterable[Mapping[str, Any]]
Place = Callable[[int, str], str]
"""The address of a page with an anchor on it."""


def lead(
    folios: Folios,
    dialogue: Sequence[public.Exchanged],
    codes: Mapping[int, str],
    place: Place,
) -> None:
    """Let questions lead to their answers and the next open one, answers back and on."""
    asked = [one for one in dialogue if one.is_question]
    answers: dict[int, list[public.Exchanged]] = {}
    for one in dialogue:
        if one.replies_to is not None:
            answers.setdefault(one.replies_to, []).append(one)
    by_number = {one.number: one for one in dialogue}

    def link(one: public.Exchanged | None) -> dict[str, str] | None:
        if one is None:
            return None
        return {
            "code": codes.get(one.number, ""),
            "address": place(one.page, f"#u{one.number}"),
        }

    def after(number: int, *, is_open: bool) -> public.Exchanged | None:
        rest = (one for one in asked if one.number > number)
        return next((one for one in rest if one.is_open or not is_open), None)

    for passage in _passages(folios):
        one = by_number.get(passage["number"] or 0)
        if one is None:
            continue
        passage["asked"] = link(by_number.get(one.replies_to or 0))
        passage["answers"] = [link(row) for row in answers.get(one.number, ())]
        passage["is_open"] = one.is_question and one.is_open
        passage["onward"] = None if one.is_question else link(after(one.number, is_open=False))
        passage["next_open"] = (
            link(after(one.number, is_open=True)) if one.is_question else None
        )


def open_questions(
    dialogue: Sequence[public.Exchanged], codes: Mapping[int, str], place: Place
) -> list[dict[str, Any]]:
    """Every question that was not answered, with its place."""
    return [
        {
            "code": codes[one.number],
            "place": {"page": one.page, "line": one.line},
            "address": place(one.page, f"#u{one.number}"),
        }
        for one in dialogue
        if one.is_question and one.is_open
    ]


def sound(folios: Folios, sounds: Sequence[public.Sound], code: str) -> None:
    """Let each line know where it is heard, and each turn where it begins to be."""
    for passage in _passages(folios):
        for line in passage["lines"]:
            heard = _heard(line["start_ms"], sounds)
            if heard is None:
                continue
            found, at = heard
            line["sound"], line["at"] = found.code, at
            if passage["place"] and "play" not in passage:
                file = reverse("public_sound", args=[code, found.code])
                passage["play"] = {"address": f"{file}#t={at}", "sound": found.code, "at": at}


def players(sounds: Sequence[public.Sound], code: str) -> list[dict[str, Any]]:
    """The sounds as a page offers them."""
    return [
        {
            "code": one.code,
            "address": reverse("public_sound", args=[code, one.code]),
            "length": wording.clock(one.duration_ms // 1000 * 1000),
            "silent": wording.clock(one.silenced_ms // 1000 * 1000) if one.silenced_ms else "",
            "size": f"{one.size // 1024 + 1} KB",
            "sha256": one.sha256,
        }
        for one in sounds
    ]


def corrected(folios: Folios, errata: Sequence[ErratumCopy], edition: int) -> None:
    """Let each line know by which errata it is read otherwise."""
    for passage in _passages(folios):
        for line in passage["lines"]:
            at = (line["page"], line["line"])
            line["errata"] = [
                {"number": f"R{edition}-{one.no}", "anchor": f"ralat-{one.no}"}
                for one in errata
                if (one.page, one.line) <= at <= (one.last_page, one.last_line)
            ]


def _heard(
    start_ms: int | None, sounds: Sequence[public.Sound]
) -> tuple[public.Sound, str] | None:
    """The sound in which an instant of the hearing lies, and its seconds there."""
    if start_ms is None:
        return None
    for one in sounds:
        at = start_ms - one.offset_ms
        if 0 <= at < one.duration_ms:
            return one, f"{at / 1000:.1f}"
    return None


def _passages(folios: Folios) -> Iterator[dict[str, Any]]:
    for folio in folios:
        yield from folio["passages"]
