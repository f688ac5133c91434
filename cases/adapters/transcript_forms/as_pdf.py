"""The transcript on paper: cover, appearances, indexes, numbered lines, certificate, words.

Lines are rows and lie where they lie, so numbered pages are painted from them, portion by
portion (``portions``, ``paint``); WeasyPrint makes what stands around them (``frame``), and
both become one paper (``bind``).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from cases.adapters import fonts, pdf, qr, typesetting
from cases.adapters.transcript_forms import as_akn, as_json
from cases.adapters.typesetting import Frame, Framed, Painted
from cases.domain import transcripts as t
from cases.domain.transcripts import sheets
from cases.domain.wording import listing, long_date, ordinal, weekday_date

STATUS = {
    t.EditionKind.DRAFT: "DRAF",
    t.EditionKind.CERTIFIED: "Disahkan",
    t.EditionKind.RECONSTRUCTION: "Rekonstruksi dari pemberitaan pers",
}
PAINTED_AS = 1  # raised where the same sheet is painted differently
PORTION = 100  # pages
INSIDE = JSON, AKN = "risalah.json", "risalah.akn.xml"


Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index."""

    label: str
    text: str
    where: str
    number: int | None
    small: str = ""


@dataclass(frozen=True, slots=True)
class Portion:
    """Some numbered pages to be painted; ``key`` is the fingerprint of all that they show."""

    key: str
    pages: int
    content: bytes


def render(record: t.TranscriptRecord) -> bytes:
    """The record as an archival, accessible PDF with its JSON and Akoma Ntoso inside.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    painted = [paint(portion.content) for portion in portions(record)]
    return bind(frame(record), painted, attached(record))


def portions(record: t.TranscriptRecord, *, pages: int | None = None) -> Iterator[Portion]:
    """The numbered pages in portions of so many; the same pages have the same key."""
    told = sheets.sheets_of(record)
    size = pages or PORTION
    for start in range(0, len(told), size):
        some = told[start : start + size]
        plain = [PAINTED_AS, sheets.to_plain(some)]
        content = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
        key = hashlib.sha256(content).hexdigest()
        yield Portion(key, len(some), zlib.compress(content))


def paint(content: bytes) -> bytes:
    """The pages of a portion, painted; it needs nothing but its content.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    _version, told = json.loads(zlib.decompress(content))
    return typesetting.paint(sheets.from_plain(told)).as_bytes()


def attached(record: t.TranscriptRecord) -> Iterator[tuple[str, bytes]]:
    """What is in the files inside the paper: the same as the forms of those kinds."""
    yield JSON, as_json.as_bytes(record)
    yield AKN, as_akn.render(record)


def frame(record: t.TranscriptRecord) -> bytes:
    """All of the paper but its numbered pages and what is in the files inside, packed as it
    travels between workers.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    known = context(record)
    around = Frame(_paper(record, known), _furniture(record, known))
    words = typesetting.paint_words(t.word_index(record.lines), first=around.back_pages + 1)
    linked = (*known["sections"], *known["admissions"], *known["threads"], *known["orders"])
    targets = {one.number: f"Butir {one.number}, {one.where}" for one in linked if one.number}
    return Framed(around, words, targets).as_bytes()


def bind(
    framed: bytes, painted: Iterable[bytes], attached: Iterable[tuple[str, bytes]]
) -> bytes:
    """The whole paper of a frame, painted portions and the files inside; how pages were cut
    leaves no trace.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    told = Framed.from_bytes(framed)
    body = (Painted.from_bytes(content) for content in painted)
    return typesetting.bind(
        told.frame, body, told.words, targets=told.targets, attached=attached
    )


def layout() -> dict[str, object]:
    """What fixed the lines of an edition, kept with it."""
    return {
        "lines_per_page": t.LINES_PER_PAGE,
        "line_em": t.LINE_EM,
        "label_scale": t.LABEL_SCALE,
        "record_face": list(fonts.RECORD),
        "label_face": list(fonts.LABEL),
    }


def _paper(record: t.TranscriptRecord, known: Context) -> bytes:
    return pdf.render(
        "pdf/transcript.html",
        known,
        identity=f"{record.verification_code}:{record.edition}:{record.content_sha256}",
        made_at=_made_at(record),
        attachments=(
            pdf.Attached(
                JSON,
                JSON.encode(),
                "Catatan yang sama sebagai data (JSON)",
                "Data",
            ),
            pdf.Attached(
                AKN,
                AKN.encode(),
                "Catatan yang sama dalam Akoma Ntoso 3.0",
                "Alternative",
            ),
        ),
    )


def _furniture(record: t.TranscriptRecord, known: Context) -> bytes:
    return pdf.render(
        "pdf/transcript_furniture.html",
        known,
        identity=record.verification_code,
        made_at=_made_at(record),
        is_tagged=False,
    )


def _made_at(record: t.TranscriptRecord) -> datetime:
    return datetime.combine(record.frozen_on or record.held_on, time(0), tzinfo=UTC)


def context(record: t.TranscriptRecord) -> Context:
    """What the template shows; every place is read from the lines."""
    address = f"{record.base_url}/v/{record.verification_code}"
    return {
        "record": record,
        "status": STATUS[record.kind],
        "warning": _warning(record),
        "is_reconstruction": record.kind is t.EditionKind.RECONSTRUCTION,
        "is_draft": record.kind is t.EditionKind.DRAFT,
        "held": weekday_date(record.held_on),
        "frozen": long_date(record.frozen_on) if record.frozen_on else "",
        "ordinal": ordinal(record.ordinal),
        "registers": listing(record.registers),
        "address": address,
        "square": qr.square(address),
        "fingerprint": f"{record.content_sha256[:4]}…{record.content_sha256[-4:]}",
        "fingerprint_groups": _groups(record.content_sha256),
        "sections": tuple(_sections(record)),
        "admissions": tuple(_admissions(record)),
        "threads": tuple(_threads(record)),
        "orders": tuple(_orders(record)),
        "line_count": sum(line.kind == "text" for line in record.lines),
    }


def _warning(record: t.TranscriptRecord) -> str:
    is_plain = record.kind is t.EditionKind.CERTIFIED and not record.is_full
    return "" if is_plain else t.notice_of(record)


def _where(record: t.TranscriptRecord, *numbers: int) -> str:
    if record.edition is None:
        return f"butir {numbers[0]}"
    first, last = record.place_of(numbers[0])[0], record.place_of(numbers[-1])[1]
    return t.short_citation(first, last)


def _sections(record: t.TranscriptRecord) -> Iterator[Entry]:
    named = [turn for turn in record.turns if turn.section]
    for no, turn in enumerate(named, start=1):
        yield Entry(str(no), turn.section, _where(record, turn.number), turn.number)


def _admissions(record: t.TranscriptRecord) -> Iterator[Entry]:
    for p in record.propositions:
        items = f"butir {', '.join(p.items)}" if p.items else ""
        places = "; ".join(_where(record, number) for number in p.numbers)
        yield Entry(p.code, p.text, places, p.numbers[0] if p.numbers else None, items)


def _threads(record: t.TranscriptRecord) -> Iterator[Entry]:
    for no, thread in enumerate(record.threads, start=1):
        where = _where(record, thread.question, *thread.answers)
        yield Entry(f"T{no}", thread.label, where, thread.question)


def _orders(record: t.TranscriptRecord) -> Iterator[Entry]:
    for no, order in enumerate(record.orders, start=1):
        due = f"paling lambat {long_date(order.due_on)}" if order.due_on else ""
        where = _where(record, order.number) if order.number else "–"
        small = ". ".join(text for text in (order.given_by, due) if text)
        yield Entry(str(no), order.text, where, order.number, small)


def _groups(digest: str) -> tuple[str, ...]:
    fours = [digest[i : i + 4] for i in range(0, len(digest), 4)]
    return " ".join(fours[:8]), " ".join(fours[8:])
