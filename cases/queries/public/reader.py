"""Published transcripts: their head, windows of their pages, and citations of their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any

from django.db.models import F, Max, Min, QuerySet

from cases.domain import transcripts as rules
from cases.domain.publication.bodies import EditionBody, ErratumCopy
from cases.domain.publication.folding import restore
from cases.domain.transcripts.iri import Iri
from cases.models import PublicEdition, PublicHearing, PublicLine, PublicUtterance
from cases.queries.public.engine import Later, Written, among_places, later
from cases.queries.public.shelves import shelf

MOST = 32_767  # editions that the base could number
AT = F("page") * rules.LINES_PER_PAGE + F("line")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A published edition with its head and its hearing."""

    edition: PublicEdition
    body: EditionBody
    hearing: PublicHearing


@dataclass(frozen=True, slots=True)
class ReaderLine:
    """A printed line; ``label`` is the part of it that names the speaker.

    ``start_ms``: when it begins on the clock of the hearing, where that is known.
    """

    page: int
    line: int
    label: str
    text: str
    kind: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The lines of one turn on one page, or a run of headings, blanks or sealed lines."""

    kind: str
    turn: PublicUtterance | None
    lines: tuple[ReaderLine, ...]
    starts_here: bool
    ends_here: bool


@dataclass(frozen=True, slots=True)
class Folio:
    """One page of the transcript."""

    page: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """Cited lines. ``is_exact`` is False when the citation pointed outside the record and the
    nearest lines stand here instead.
    """

    transcript: Transcript
    first: tuple[int, int]
    last: tuple[int, int]
    text: str
    turns: tuple[PublicUtterance, ...]
    place: str
    citation: str
    address: str
    is_exact: bool


def edition(hearing_code: str, no: int | None = None) -> Transcript:
    """A published edition; None asks for the latest.

    Raises:
        PublicEdition.DoesNotExist: there is none that the public may read.
    """
    told = _edition(is_latest=no is None)
    rows = told.rows(hearing_code, no) if no is None or no <= MOST else []
    if not rows:
        raise PublicEdition.DoesNotExist
    (row,), (hearing,) = told.objects(PublicEdition, rows), told.objects(PublicHearing, rows)
    row.hearing = hearing
    return Transcript(row, restore(EditionBody, row.body), hearing)


def has_edition(hearing_code: str, no: int) -> bool:
    """Whether there is that edition, without reading it. One query."""
    return no <= MOST and bool(_numbered().rows(hearing_code, no))


@cache
def _numbered() -> Written:
    return Written(shelf(PublicEdition).filter(hearing=later(0), no=later(1, int)).values("no"))


@cache
def _edition(*, is_latest: bool) -> Written:
    rows = shelf(PublicEdition).select_related("hearing").defer("hearing__body")
    wanted: dict[str, Any] = {"is_latest": True} if is_latest else {"no": later(1, int)}
    return Written(rows.filter(hearing=later(0), **wanted))


def edition_named(name: Iri) -> Transcript:
    """The published edition of that name; of a work, and of a day with two, the latest.

    Raises:
        PublicEdition.DoesNotExist: there is none that the public may read.
    """
    rows = shelf(PublicEdition).filter(hearing=name.hearing_code, hearing__held_on=name.held_on)
    if name.frozen_on is not None:
        rows = rows.filter(frozen_on=name.frozen_on)
    no = rows.order_by("-no").values_list("no", flat=True).first()
    if no is None:
        raise PublicEdition.DoesNotExist
    return edition(name.hearing_code, no)


def folios(transcript: Transcript, first: int, last: int) -> tuple[Folio, ...]:
    """The pages from ``first`` to ``last``, both included, with their turns. Two queries."""
    told = _lines_of_pages()
    printed = told.objects(PublicLine, told.rows(transcript.edition.pk, first, last))
    turns = _turns(transcript, printed)
    return tuple(
        Folio(page, tuple(_blocks(list(lines), turns)))
        for page, lines in groupby(printed, key=lambda line: line.page)
    )


@cache
def _lines_of_pages() -> Written:
    rows = shelf(PublicLine).filter(edition=later(0))
    rows = rows.filter(page__gte=later(1, int), page__lte=later(2, int))
    return Written(rows.order_by("page", "line"))


def utterances(transcript: Transcript) -> QuerySet[PublicUtterance]:
    """Every released turn of the hearing, in order."""
    return shelf(PublicUtterance).filter(hearing=transcript.hearing).order_by("number")


def concordance(older: Transcript, newer: Transcript) -> tuple[rules.Match, ...]:
    """Where the lines of one edition stand in another. Two queries."""
    return rules.concordance(*(_printed(one) for one in (older, newer)))


def _printed(transcript: Transcript) -> list[rules.Line]:
    told = ("page", "line", "number", "char_from", "char_to", "text", "kind")
    rows = _lines(transcript).order_by("page", "line").values_list(*told)
    return [rules.Line(*row) for row in rows]


def passage(hearing_code: str, no: int, told: str) -> Passage:
    """The lines of a citation such as ``2:11-2:13``, ``2:11-13`` or ``2:11``.

    Lines that do not exist lead to the nearest that do.

    Raises:
        PublicEdition.DoesNotExist: the edition is not published.
        ValueError: the words are no citation at all.
    """
    transcript = edition(hearing_code, no)
    asked = _asked(told)
    pages = transcript.edition.pages
    first, last = sorted((_nearest(asked[0], pages), _nearest(asked[1], pages)))
    bounds = [page * rules.LINES_PER_PAGE + line for page, line in (first, last)]
    cited = _lines(transcript).annotate(at=AT).filter(at__range=tuple(bounds))
    printed = list(cited.order_by("page", "line"))
    turns = tuple(_turns(transcript, printed).values())
    place = rules.short_citation(_line(first), _line(last))
    return Passage(
        transcript=transcript,
        first=first,
        last=last,
        text=" ".join(line.text for line in printed if line.text),
        turns=turns,
        place=place,
        citation=_citation(transcript, place, turns, errata_at(transcript, first, last)),
        address=_address(hearing_code, no, first, last),
        is_exact=(first, last) == asked,
    )


def _asked(told: str) -> tuple[tuple[int, int], tuple[int, int]]:
    found = re.fullmatch(r"(\d{1,6}):(\d{1,6})(?:[-–](?:(\d{1,6}):)?(\d{1,6}))?", told.strip())
    if found is None:
        raise ValueError(told)
    page, line = int(found[1]), int(found[2])
    if found[4] is None:
        return (page, line), (page, line)
    return (page, line), (int(found[3] or page), int(found[4]))


def _nearest(place: tuple[int, int], pages: int) -> tuple[int, int]:
    page, line = place
    if page > pages:
        return pages, rules.LINES_PER_PAGE
    if page < 1:
        return 1, 1
    return page, min(max(line, 1), rules.LINES_PER_PAGE)


def errata_at(
    transcript: Transcript, first: tuple[int, int], last: tuple[int, int]
) -> tuple[ErratumCopy, ...]:
    """The errata that touch lines between two places."""
    return tuple(
        one
        for one in transcript.body.errata
        if (one.page, one.line) <= last and (one.last_page, one.last_line) >= first
    )


def _citation(
    transcript: Transcript,
    place: str,
    turns: Sequence[PublicUtterance],
    errata: Sequence[ErratumCopy],
) -> str:
    body, row = transcript.body, transcript.edition
    register = body.registers[0] if body.registers else transcript.hearing.code
    ordinal = rules.roman(body.ordinal)
    told = f"Risalah {register}, Sidang {ordinal}, ed. {row.no}, hlm. {place}"
    told += "".join(f" jo. R{row.no}-{one.no}" for one in errata)
    if not turns:
        return told
    first, last = turns[0].number, turns[-1].number
    return f"{told} (butir {first})" if first == last else f"{told} (butir {first}–{last})"


def _address(hearing_code: str, no: int, first: tuple[int, int], last: tuple[int, int]) -> str:
    start = f"/r/{hearing_code}/{no}/{first[0]}:{first[1]}"
    return start if first == last else f"{start}-{last[0]}:{last[1]}"


def _lines(transcript: Transcript) -> QuerySet[PublicLine]:
    return shelf(PublicLine).filter(edition=transcript.edition)


def _turns(transcript: Transcript, printed: Sequence[PublicLine]) -> dict[int, PublicUtterance]:
    numbers = sorted({line.number for line in printed if line.number is not None})
    told, hearing = _turns_there(), transcript.hearing.pk
    rows = told.rows([(hearing, number) for number in numbers]) if numbers else []
    turns = {turn.number: turn for turn in told.objects(PublicUtterance, rows)}
    if not transcript.edition.is_latest:
        _put_back(transcript, turns)
    return turns


@cache
def _turns_there() -> Written:
    there = among_places("hearing", "number", Later(0))
    return Written(shelf(PublicUtterance).filter(there).order_by("number"))


def _put_back(transcript: Transcript, turns: dict[int, PublicUtterance]) -> None:
    """Turns know their place in the latest edition; in an earlier one its lines tell it."""
    rows = _lines(transcript).filter(number__in=list(turns)).annotate(at=AT)
    for row in rows.values("number").annotate(first=Min("at"), last=Max("at")):
        turn = turns[row["number"] or 0]
        turn.page, turn.line = _at(row["first"])
        turn.last_page, turn.last_line = _at(row["last"])


def _at(place: int) -> tuple[int, int]:
    page, line = divmod(place - 1, rules.LINES_PER_PAGE)
    return page, line + 1


def _blocks(printed: Sequence[PublicLine], turns: dict[int, PublicUtterance]) -> list[Block]:
    found = []
    for (number, kind), run in groupby(printed, key=lambda line: (line.number, line.kind)):
        lines = list(run)
        turn = turns.get(number) if number is not None else None
        found.append(
            Block(
                kind=kind,
                turn=turn,
                lines=tuple(_told(line, turn) for line in lines),
                starts_here=turn is None or _place(lines[0]) == (turn.page, turn.line),
                ends_here=turn is None or _place(lines[-1]) == (turn.last_page, turn.last_line),
            )
        )
    return found


def _told(line: PublicLine, turn: PublicUtterance | None) -> ReaderLine:
    """The line, with the speaker's name apart where it stands on it."""
    label = _label(turn) if turn is not None else ""
    rest = label[line.char_from :]
    cut = len(rest) if rest and line.text.startswith(rest[: len(line.text)]) else 0
    return ReaderLine(
        page=line.page,
        line=line.line,
        label=line.text[:cut],
        text=line.text[cut:].lstrip() if cut else line.text,
        kind=line.kind,
        start_ms=line.start_ms,
    )


def _label(turn: PublicUtterance) -> str:
    return rules.label_of(
        rules.Turn(
            number=turn.number,
            kind=rules.UtteranceKind(turn.kind),
            rendering=rules.Rendering(turn.rendering),
            speaker=turn.speaker,
            role=turn.role,
            text=turn.text,
        )
    )


def _place(line: PublicLine) -> tuple[int, int]:
    return line.page, line.line


def _line(place: tuple[int, int]) -> rules.Line:
    return rules.Line(*place, number=None, char_from=0, char_to=0, text="", kind="text")
