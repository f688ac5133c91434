"""The transcript as it is issued, against WeasyPrint's own plain run of the same text."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape

from cases.adapters import fonts
from cases.adapters.transcript_forms import as_pdf
from cases.domain import transcripts as t
from cases.management.bench import day
from cases.management.bench.measure import Result, Sizes, compared, side_by_side
from cases.models import Edition
from cases.queries import transcripts
from cases.services import long_papers

HEARD_ON = date(2024, 3, 13)
TEXT = (
    "majelis pemohon termohon informasi pengadaan sistem rekapitulasi dokumen kontrak anggaran "
    "kami sudah menyampaikan bahwa data tersebut berada pada pihak ketiga dan akan diserahkan "
    "setelah pemeriksaan selesai menurut ketentuan yang berlaku di lingkungan badan publik"
)
WORDS_A_TURN = 45
# The same sheet, faces and 25 lines to it; the lines are broken by WeasyPrint itself.
PLAIN = """<style>
@font-face {{ font-family: Record; src: url("{record}") }}
@font-face {{ font-family: Label; src: url("{label}") }}
@page {{ size: A4; margin: 30mm }}
p {{ margin: 0; font: 12pt/9.4mm Record }}
b {{ font-family: Label; font-weight: 400 }}
</style>{text}"""
FACES = (fonts.RECORD, fonts.LABEL)
MOST_ROUNDS = 3  # one round of a hundred pages takes many seconds


def measure(sizes: Sizes) -> Iterator[Result]:
    """CPU for a page, tagged, archival, with both attachments."""
    record = long_record(sizes.pages)
    html = _plain_html(record)
    pages = _pages_of(as_pdf.render(record)), _pages_of(_plain(html))
    is_long = sizes.pages >= long_papers.LONG
    sides = side_by_side(
        lambda: as_pdf.render(record),
        lambda: _plain(html),
        rounds=1 if is_long else min(sizes.rounds, MOST_ROUNDS),
        is_warm=is_long,
    )
    yield compared(
        f"risalah PDF, tiap halaman ({pages[0]} halaman)",
        sides,
        per=pages,
        floor_name=f"WeasyPrint polos, naskah yang sama ({pages[1]} halaman)",
        goal=1.0,
        note="sasaran untuk 100 dan 1.500 halaman",
    )
    yield compared(
        "risalah PDF, seluruh naskah",
        sides,
        floor_name="WeasyPrint polos, naskah yang sama",
    )
    if is_long:
        yield from day.measure(record.turns, record.pages)


def long_record(pages: int) -> t.TranscriptRecord:
    """The record of the hearing of 13 March 2024, with made-up words on so many pages."""
    edition = Edition.objects.filter(hearing__held_on=HEARD_ON).order_by("no")[0]
    turns = _turns(pages)
    lines = t.lay_out(turns, measure=fonts.measure)
    lines = tuple(line for line in lines if line.page <= pages)
    printed = {line.number for line in lines}
    turns = tuple(turn for turn in turns if turn.number in printed)
    return replace(
        transcripts.record_of(edition),
        turns=turns,
        lines=lines,
        threads=(),
        propositions=(),
        orders=(),
        open_questions=(),
        sources=(),
        discrepancies=(),
        content_sha256=t.content_digest(lines),
    )


def _turns(pages: int) -> tuple[t.Turn, ...]:
    """More words than the pages hold; the same ones in every run."""
    dice = random.Random(2024)  # noqa: S311 -- words, not secrets
    count = pages * t.LINES_PER_PAGE // 4
    return tuple(
        t.Turn(
            number=number,
            kind=t.UtteranceKind.SPEECH,
            rendering=t.Rendering.QUOTED,
            speaker="Majelis" if number % 2 else "Termohon",
            role="Majelis" if number % 2 else "Termohon",
            text=" ".join(dice.choices(TEXT.split(), k=WORDS_A_TURN)).capitalize() + ".",
        )
        for number in range(1, count + 1)
    )


def _plain_html(record: t.TranscriptRecord) -> str:
    """What stands on the numbered pages, as paragraphs."""
    printed = {line.number for line in record.lines}
    turns = [turn for turn in record.turns if turn.number in printed]
    told = (f"<p><b>{escape(turn.speaker)}:</b> {escape(turn.text)}</p>" for turn in turns)
    record_face, label_face = ((fonts.PAPER / face[0]).as_uri() for face in FACES)
    return PLAIN.format(record=record_face, label=label_face, text="".join(told))


def _plain(html: str) -> bytes:
    from weasyprint import HTML  # noqa: PLC0415 -- slow import

    made: bytes = HTML(string=html).write_pdf()
    return made


def _pages_of(pdf: bytes) -> int:
    from pypdf import PdfReader  # noqa: PLC0415 -- only to count

    return len(PdfReader(io.BytesIO(pdf)).pages)
