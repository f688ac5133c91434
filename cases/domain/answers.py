"""The respondent's answer: where it stands on each thing asked for, and how that is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.domain import vocabulary
from cases.domain.errors import CaseError


class Position(StrEnum):
    """What the respondent says of one item."""

    GIVEN = "given"  # diberikan
    PARTLY = "partly"  # diberikan sebagian
    EXEMPT = "exempt"  # dikecualikan (Pasal 17)
    NOT_HELD = "not_held"  # tidak dikuasai
    NOT_YET = "not_yet"  # belum diberikan


class GroundNeeded(CaseError):
    """What is called exempt is called so on a ground of Pasal 17."""

    code = "ground_needed"


class GroundOutOfPlace(CaseError):
    """What is not called exempt has no ground of exemption."""

    code = "ground_out_of_place"


class AnsweredMeanwhile(CaseError):
    """Another answer came in since the page was opened: sent twice, or by a colleague."""

    code = "answered_meanwhile"


class NotInDispute(CaseError):
    """The item is not one of this dispute, or is named twice."""

    code = "not_in_dispute"


@dataclass(frozen=True, slots=True)
class Stated:
    """The position on one item, by its label. ``test``: what is told of a consequence test."""

    label: str
    position: Position
    grounds: Sequence[str] = ()  # "17a" …
    test: str = ""
    remark: str = ""


def check(stated: Sequence[Stated], labels: Iterable[str]) -> None:
    """Refuse positions that the law or the dispute does not know.

    Raises:
        NotInDispute, GroundNeeded, GroundOutOfPlace: as their names say.
    """
    known, named = set(labels), [one.label for one in stated]
    if not set(named) <= known or len(set(named)) < len(named):
        raise NotInDispute("Butir itu bukan bagian dari sengketa ini.")
    grounds = set(vocabulary.terms("exemption_ground"))
    for one in stated:
        if one.position is Position.EXEMPT:
            if not one.grounds or not set(one.grounds) <= grounds:
                raise GroundNeeded(
                    f"Butir {one.label}: sebutkan dasar pengecualian menurut Pasal 17."
                )
        elif one.grounds or one.test:
            raise GroundOutOfPlace(
                f"Butir {one.label}: dasar pengecualian dan uji konsekuensi hanya untuk "
                "informasi yang dikecualikan."
            )


def words(text: str, stated: Sequence[Stated]) -> str:
    """The answer as it is kept: what was written, then a paragraph for each item, in order."""
    parts = [text.strip(), *(_paragraph(one) for one in sorted(stated, key=_by_label))]
    return "\n\n".join(part for part in parts if part)


def claim(one: Stated) -> str:
    """An exemption in one sentence, without anything that was written freely."""
    return f"Butir {one.label}: menurut jawaban Termohon dikecualikan ({basis(one.grounds)})."


def claimed_test(one: Stated) -> str:
    """Whether a consequence test was made, without a word of what was written about it."""
    return "Menurut jawaban Termohon, uji konsekuensi sudah dibuat." if one.test else ""


def basis(grounds: Iterable[str]) -> str:
    """``Pasal 17 huruf a, huruf j``."""
    letters = ", ".join(f"huruf {ground.removeprefix('17')}" for ground in sorted(grounds))
    return f"UU 14/2008 Pasal 17 {letters}"


def _paragraph(one: Stated) -> str:
    label = vocabulary.label("answer_position", one.position)
    lines = [f"Butir {one.label}: {label}."]
    if one.position is Position.EXEMPT:
        grounds = "; ".join(
            f"{basis([ground])} ({vocabulary.label('exemption_ground', ground)})"
            for ground in sorted(one.grounds)
        )
        lines += [f"Dasar: {grounds}.", f"Uji konsekuensi: {one.test or 'tidak disebut.'}"]
    return "\n".join([*lines, *([one.remark] if one.remark else [])])


def _by_label(one: Stated) -> str:
    return one.label
