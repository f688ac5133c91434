"""Pages of a transcript as ``_folio.html`` draws them, from the published lines.

The lines are those of the record; nothing is broken again and no word is changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.domain.transcripts import SEALED_BASIS, Rendering, UtteranceKind
from cases.queries import public
from cases.web import entries

Cited = tuple[tuple[int, int], tuple[int, int]]
NOTHING: Cited = ((0, 0), (0, 0))


def pages(
    transcript: public.Transcript,
    folios: Sequence[public.Folio],
    codes: Mapping[int, str],
    cited: Cited = NOTHING,
) -> list[dict[str, Any]]:
    """The contexts of ``_folio.html``; ``codes`` are T1, J1 … by turn.

    ``cited``: the first and the last line that the address points at, to be lit up.
    """
    register = transcript.body.registers[0] if transcript.body.registers else ""
    corrected = _corrected(transcript)
    is_last = {folio.page: folio.page == transcript.edition.pages for folio in folios}
    return [
        {
            "number": folio.page,
            "register": register,
            "held_on": transcript.body.held_on,
            "passages": [
                _lit(
                    _passage(
                        block, codes, is_rest=is_last[folio.page] and block is folio.blocks[-1]
                    ),
                    cited,
                    corrected,
                )
                for block in folio.blocks
            ],
        }
        for folio in folios
    ]


def codes_of(dialogue: Sequence[public.Exchanged]) -> dict[int, str]:
    """T1 for the first question, J1 for what answered it."""
    asked: dict[int, int] = {}
    found: dict[int, str] = {}
    for one in dialogue:
        if one.is_question:
            asked[one.number] = len(asked) + 1
            found[one.number] = f"T{asked[one.number]}"
        elif one.replies_to in asked:
            found[one.number] = f"J{asked[one.replies_to]}"
    return found


def _corrected(transcript: public.Transcript) -> dict[tuple[int, int], list[str]]:
    """The numbers of the errata that begin on each line."""
    found: dict[tuple[int, int], list[str]] = {}
    for one in transcript.body.errata:
        number = f"R{transcript.edition.no}-{one.no}"
        found.setdefault((one.page, one.line), []).append(number)
    return found


def _lit(
    passage: dict[str, Any], cited: Cited, corrected: Mapping[tuple[int, int], Sequence[str]]
) -> dict[str, Any]:
    """The passage with its cited and its corrected lines marked, so that they show without a
    script.
    """
    for line in passage["lines"]:
        line["errata"] = corrected.get((line["page"], line["line"]), ())
        line["is_cited"] = cited[0] <= (line["page"], line["line"]) <= cited[1]
    return passage


def _passage(block: public.Block, codes: Mapping[int, str], *, is_rest: bool) -> dict[str, Any]:
    if block.turn is None:
        return _unspoken(block, is_rest=is_rest and block.kind == "blank")
    turn = block.turn
    is_first = block.starts_here
    return {
        "kind": _kind(block),
        "lang": "" if block.kind == "sealed" else "id",
        "code": codes.get(turn.number, "") if is_first else "",
        "number": turn.number if is_first else None,
        "turn": turn.number,
        "place": _place(turn) if is_first else None,
        "sources": list(turn.refs) if is_first else [],
        "admissions": entries.ledger_marks(turn.admissions),
        "lines": [
            _line(line.page, line.line, _pieces(block, line), line.start_ms)
            for line in block.lines
        ],
    }


def _unspoken(block: public.Block, *, is_rest: bool) -> dict[str, Any]:
    """A heading, blank lines, or the unused rest of the last page told in one line."""
    lines = block.lines
    if is_rest:
        shown = f"{lines[0].line}–{lines[-1].line}" if len(lines) > 1 else str(lines[0].line)
        pieces = [{"voice": "end", "text": _("akhir risalah")}]
        rest = [f"p{line.page}l{line.line}" for line in lines[1:]]
        told = [{**_line(lines[0].page, lines[0].line, pieces), "shown": shown, "also": rest}]
    else:
        told = [
            _line(line.page, line.line, _shown(block, line, place))
            for place, line in enumerate(lines)
        ]
    return {
        "kind": "end" if is_rest else block.kind,
        "lang": "" if is_rest or block.kind == "sealed" else "id",
        "code": "",
        "number": None,
        "turn": None,
        "place": None,
        "admissions": [],
        "sources": [],
        "lines": told,
    }


def _kind(block: public.Block) -> str:
    if block.kind == "sealed" or block.turn is None:
        return "sealed"
    turn = block.turn
    if turn.rendering == Rendering.NOTE or turn.kind == UtteranceKind.SCENE:
        return "note"
    return "turn" if turn.rendering == Rendering.QUOTED else "para"


def _shown(block: public.Block, line: public.ReaderLine, place: int) -> list[dict[str, str]]:
    """A heading; the first of closed lines says which they are, the others stay blank."""
    if line.kind == "sealed":
        return [{"voice": "sealed", "text": _sealed(block)}] if place == 0 else []
    return [{"voice": "head", "text": line.text}] if line.text else []


def _pieces(block: public.Block, line: public.ReaderLine) -> list[dict[str, str]]:
    """The label in its own voice, then the words."""
    voice = "adm" if block.turn is not None and block.turn.admissions else "record"
    parts = (("label", line.label), (voice, line.text))
    return [{"voice": name, "text": text} for name, text in parts if text]


def _sealed(block: public.Block) -> str:
    """Which lines of the page are closed, and why."""
    first, last = block.lines[0].line, block.lines[-1].line
    which = str(first) if first == last else f"{first}–{last}"
    told = {"lines": which, "basis": SEALED_BASIS}
    return _("[baris %(lines)s dirahasiakan, %(basis)s]") % told


def _line(
    page: int, line: int, pieces: list[dict[str, str]], start_ms: int | None = None
) -> dict[str, Any]:
    return {
        "page": page,
        "line": line,
        "shown": str(line),
        "pieces": pieces,
        "also": [],
        "start_ms": start_ms,
    }


def _place(turn: Any) -> dict[str, int]:
    return {
        "page": turn.page,
        "line": turn.line,
        "to_page": turn.last_page,
        "to_line": turn.last_line,
    }
