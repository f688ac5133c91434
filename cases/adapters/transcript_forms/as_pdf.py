"""The transcript on paper: cover, appearances, indexes, numbered lines, certificate, words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from cases.adapters import fonts, pdf, qr
from cases.adapters.transcript_forms import as_akn, as_json
from cases.domain import transcripts as t
from cases.domain.wording import listing, long_date, ordinal, weekday_date

# Words that carry no meaning alone are left out of the word index.
STOP_WORDS = frozenset(
    [
        "ada",
        "adalah",
        "agar",
        "akan",
        "apa",
        "atas",
        "atau",
        "bahwa",
        "bagi",
        "belum",
        "bila",
        "bukan",
        "dalam",
        "dan",
        "dapat",
        "dari",
        "dengan",
        "di",
        "hal",
        "ia",
        "ini",
        "itu",
        "jadi",
        "juga",
        "kalau",
        "kami",
        "kan",
        "karena",
        "ke",
        "kepada",
        "kita",
        "lagi",
        "maka",
        "masih",
        "merupakan",
        "mereka",
        "namun",
        "nah",
        "oleh",
        "pada",
        "para",
        "saja",
        "sampai",
        "saya",
        "sebagai",
        "sedang",
        "semua",
        "seperti",
        "serta",
        "sih",
        "sudah",
        "supaya",
        "tapi",
        "telah",
        "tentang",
        "terkait",
        "tersebut",
        "tetapi",
        "tidak",
        "untuk",
        "yang",
    ]
)
WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

STATUS = {
    t.EditionKind.DRAFT: "DRAF",
    t.EditionKind.CERTIFIED: "Disahkan",
    t.EditionKind.RECONSTRUCTION: "Rekonstruksi dari pemberitaan pers",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of one painted line: the speaker's label, or words, admitted or not."""

    text: str
    kind: str  # label | words | admitted


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a blank line, or one turn with its lines, as the body paints them."""

    kind: str  # head | blank | rest | quoted | paraphrase | note | sealed
    number: int | None
    code: str
    mark: str
    lines: tuple[tuple[Piece, ...], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of an index."""

    label: str
    text: str
    where: str
    number: int | None
    small: str = ""


def render(record: t.TranscriptRecord) -> bytes:
    """The record as an archival, accessible PDF with its JSON and Akoma Ntoso inside.

    Raises:
        PaperRefused: a letter that no shipped face has.
    """
    made_at = datetime.combine(record.frozen_on or record.held_on, time(0), tzinfo=UTC)
    return pdf.render(
        "pdf/transcript.html",
        context(record),
        identity=f"{record.verification_code}:{record.edition}:{record.content_sha256}",
        made_at=made_at,
        attachments=(
            pdf.Attached(
                "risalah.json",
                as_json.render(record).encode(),
                "Catatan yang sama sebagai data (JSON)",
                "Data",
            ),
            pdf.Attached(
                "risalah.akn.xml",
                as_akn.render(record),
                "Catatan yang sama dalam Akoma Ntoso 3.0",
                "Alternative",
            ),
        ),
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


def context(record: t.TranscriptRecord) -> dict[str, object]:
    """What the template shows; every place is read from the lines."""
    address = f"{record.base_url}/v/{record.verification_code}"
    return {
        "record": record,
        "status": STATUS[record.kind],
        "warning": "" if record.kind is t.EditionKind.CERTIFIED else t.NOTICES[record.kind],
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
        "blocks": tuple(_blocks(record)),
        "sections": tuple(_sections(record)),
        "admissions": tuple(_admissions(record)),
        "threads": tuple(_threads(record)),
        "orders": tuple(_orders(record)),
        "words": tuple(_word_index(record.lines)),
        "line_count": sum(line.kind == "text" for line in record.lines),
    }


def _blocks(record: t.TranscriptRecord) -> Iterator[Block]:
    codes = _codes(record)
    admitted = {n for p in record.propositions for n in p.numbers}
    lines = list(record.lines)
    rest = _unused(lines)
    lines = lines[: len(lines) - rest]
    while lines:
        line = lines.pop(0)
        number = line.number
        if number is None and line.kind != "sealed":
            yield Block(line.kind, None, "", "", ((Piece(line.text, "words"),),))
            continue
        same = [line]
        while lines and (lines[0].number, lines[0].kind) == (number, line.kind):
            same.append(lines.pop(0))
        if number is None or line.kind == "sealed":
            yield Block("sealed", number, "", "", _covered(len(same)))
            continue
        turn = record.turn(number)
        label = len(t.label_of(turn))
        painted = tuple(_pieces(row, label, number in admitted) for row in same)
        mark = ", ".join(turn.admissions)
        yield Block(turn.rendering.value, number, codes.get(number, ""), mark, painted)
    if rest:
        yield Block("rest", rest, "", "", ())


def _covered(height: int) -> tuple[tuple[Piece, ...], ...]:
    """Closed lines: their height, and on the first of them a word for who cannot see it."""
    told = Piece(f"[{height} baris tertutup]", "words")
    return ((told,), *(((),) * (height - 1)))


def _unused(lines: Sequence[t.Line]) -> int:
    """How many lines of the last page carry nothing; they are struck through."""
    count = 0
    while count < len(lines) and lines[-1 - count].kind == "blank":
        count += 1
    return count


def _pieces(line: t.Line, label: int, is_admitted: bool) -> tuple[Piece, ...]:
    """Cut one line where the label ends; positions are those of the painted words."""
    cut = max(0, min(label - line.char_from, len(line.text)))
    head, tail = line.text[:cut], line.text[cut:]
    gap = tail[: len(tail) - len(tail.lstrip())]
    words = tail[len(gap) :]
    pieces = [Piece(head, "label")] if head else []
    pieces += [Piece(gap, "words")] if gap else []
    pieces += [Piece(words, "admitted" if is_admitted else "words")] if words else []
    return tuple(pieces)


def _codes(record: t.TranscriptRecord) -> dict[int, str]:
    """T1 for the first question and J1 for its answers, in the order of the record."""
    codes: dict[int, str] = {}
    for no, thread in enumerate(record.threads, start=1):
        codes[thread.question] = f"T{no}"
        codes.update(dict.fromkeys(thread.answers, f"J{no}"))
    return codes


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


def _word_index(lines: Sequence[t.Line]) -> Iterator[tuple[str, int, str]]:
    """``kontrak (14) 3:12, 14; 5:2``; numbers come last."""
    places: dict[str, list[tuple[int, int]]] = {}
    for line in lines:
        for word in WORD.findall(line.text.lower()) if line.kind == "text" else ():
            if word not in STOP_WORDS and (len(word) > 1 or word.isdigit()):
                places.setdefault(word, []).append((line.page, line.line))
    for word in sorted(places, key=lambda w: (w[0].isdigit(), w)):
        yield word, len(places[word]), _spread(places[word])


def _spread(places: Sequence[tuple[int, int]]) -> str:
    told: list[str] = []
    page = 0
    for here, line in dict.fromkeys(places):
        if here != page:
            told.append(f"{'; ' if told else ''}{here}:{line}")
            page = here
        else:
            told.append(f", {line}")
    return "".join(told)


def _groups(digest: str) -> tuple[str, ...]:
    fours = [digest[i : i + 4] for i in range(0, len(digest), 4)]
    return " ".join(fours[:8]), " ".join(fours[8:])
