"""A file for word processors: the lines of the edition, each behind its page:line.

A page of the transcript is a page of the file: 25 lines of 9 mm. The face is one that every
word processor has, narrower than that of the paper, so that no line runs over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, time
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Mm, Pt, RGBColor

from cases.adapters import errata_sheet, word_files
from cases.adapters.errata_sheet import Printed
from cases.domain import transcripts as t
from cases.domain.letters import Table
from cases.domain.wording import listing, long_date, printable, weekday_date

HEAD, LINE, NUMERAL = "Heading 2", "Baris risalah", "Nomor baris"
FACE, SIZE = "Times New Roman", Pt(11)
PLACE_WIDTH, WORDS_AT = Mm(13), Mm(22)
ERRATA = ("Tempat", "Tertulis", "Dibaca", "Alasan dan perintah")
UNCHANGED = "Edisi itu sendiri tidak berubah. Setiap ralat menyebut halaman dan baris."
# What LINE says of its height and its stops, as a heading has to say it itself.
AS_A_LINE = (
    '<w:tabs><w:tab w:pos="737" w:val="left"/><w:tab w:pos="1247" w:val="left"/></w:tabs>'
    '<w:spacing w:before="0" w:after="0" w:lineRule="exact" w:line="510"/>'
    '<w:ind w:left="1247" w:hanging="1247"/>'
)
GREY = RGBColor(0x5B, 0x62, 0x6C)


def render(record: t.TranscriptRecord, errata: Sequence[Printed] = ()) -> bytes:
    """The record as DOCX, with its errata in a table; the same gives the same bytes."""
    made_at = datetime.combine(record.frozen_on or record.held_on, time(0), tzinfo=UTC)
    title = f"Risalah sidang {weekday_date(record.held_on)}, {record.main_register}"
    file = word_files.blank(title, record.verification_code, made_at=made_at)
    _dress(file)
    word_files.add_heading(file, "Risalah sidang", level=1)
    word_files.add_text(file, t.notice_of(record))
    word_files.add_pairs(file, tuple(_head(record)))
    word_files.add_place(file)
    _add_end(file, record)
    if errata:
        _add_errata(file, record, errata)
    file.sections[0].footer.paragraphs[0].text = printable(_foot(record))
    return word_files.content_of(file, _lines(file, record))


def _dress(file: Any) -> None:
    """Margins and styles with which 25 lines fill a page."""
    section = file.sections[0]
    section.top_margin, section.bottom_margin = Mm(30), Mm(34)
    line = file.styles.add_style(LINE, WD_STYLE_TYPE.PARAGRAPH)
    line.base_style = file.styles["Normal"]
    line.font.name, line.font.size = FACE, SIZE
    told = line.paragraph_format
    told.space_before = told.space_after = Pt(0)
    told.line_spacing_rule, told.line_spacing = WD_LINE_SPACING.EXACTLY, Mm(9)
    told.left_indent, told.first_line_indent = WORDS_AT, -WORDS_AT
    told.tab_stops.add_tab_stop(PLACE_WIDTH)
    told.tab_stops.add_tab_stop(WORDS_AT)
    told.widow_control = False
    numeral = file.styles.add_style(NUMERAL, WD_STYLE_TYPE.CHARACTER)
    numeral.font.size, numeral.font.color.rgb = Pt(8), GREY


def _head(record: t.TranscriptRecord) -> Iterator[tuple[str, str]]:
    yield "Komisi", record.commission
    yield "Register", listing(record.registers)
    yield "Hari sidang", weekday_date(record.held_on)
    yield "Acara", record.agenda
    for name, role in record.panel:
        yield role, name
    yield "Panitera Pengganti", record.registrar or "tidak dilaporkan"
    yield "Pemohon", record.applicant
    yield "Termohon", record.respondent
    for person in record.appearances:
        yield person.side, ", ".join(filter(None, (person.name, person.capacity)))
    if record.edition:
        yield "Edisi", f"{record.edition}, {long_date(record.frozen_on or record.held_on)}"
    yield "Kode", record.verification_code
    yield "Sidik jari isi (SHA-256)", record.content_sha256


def _lines(file: Any, record: t.TranscriptRecord) -> Iterator[str]:
    turns = {turn.number: turn for turn in record.turns}
    begun: set[int] = set()
    hidden = t.sealed_words(record.lines)
    styles = {name: file.styles[name].style_id for name in (HEAD, LINE, NUMERAL)}
    for line in record.lines:
        turn = turns.get(line.number) if line.number is not None else None
        is_first = turn is not None and turn.number not in begun
        number = f"{turn.number}." if turn and is_first else ""
        place = f"{line.page}:{line.line}\t{number}\t"
        runs = [word_files.run(place, style_id=styles[NUMERAL])]
        if line.kind == "sealed":
            words = hidden.get((line.page, line.line), "")
            runs.append(word_files.run(words, look="i"))
        else:
            runs += _words(line, turn)
        yield word_files.paragraph(_style(styles, line), runs)
        if turn:
            begun.add(turn.number)


def _style(styles: Mapping[str, str], line: t.Line) -> str:
    """Each page begins as one; a heading takes up one line like any other."""
    breaks = "<w:pageBreakBefore/>" if line.line == 1 else ""
    if line.kind != "head":
        return word_files.style_told(styles[LINE], breaks)
    return word_files.style_told(styles[HEAD], f'<w:keepNext w:val="0"/>{breaks}{AS_A_LINE}')


def _words(line: t.Line, turn: t.Turn | None) -> Iterator[str]:
    """The label of the speaker stands out."""
    label = len(t.label_of(turn)) if turn else 0
    cut = max(0, min(label - line.char_from, len(line.text)))
    if cut:
        yield word_files.run(printable(line.text[:cut]), look="b")
    is_note = turn is not None and turn.rendering is t.Rendering.NOTE
    yield word_files.run(printable(line.text[cut:]), look="i" if is_note else "")


def _add_end(file: Any, record: t.TranscriptRecord) -> None:
    if record.discrepancies or record.sources:
        file.add_page_break()
    if record.discrepancies:
        word_files.add_heading(file, "Sumber yang berbeda", level=2)
        for text in record.discrepancies:
            word_files.add_text(file, text, style="List Bullet")
    if record.sources:
        word_files.add_heading(file, "Sumber", level=2)
        for source in record.sources:
            told = (source.publisher, source.title, source.dated)
            word_files.add_text(file, ", ".join(filter(None, told)), style="List Number")


def _add_errata(file: Any, record: t.TranscriptRecord, errata: Sequence[Printed]) -> None:
    """Both readings beside their place: the lines above stay as they were certified."""
    file.add_page_break()
    word_files.add_heading(file, "Ralat", level=2)
    word_files.add_text(file, UNCHANGED)
    rows = (errata_sheet.told(one, record) for one in errata)
    told = tuple(
        (
            one["cite"],
            one["reads"],
            one["correct"],
            f"{one['reason']}. {one['ordered_by']}, {one['on']}",
        )
        for one in rows
    )
    title = f"Ralat atas edisi {record.edition}"
    word_files.add_table(file, Table(title, ERRATA, (16, 28, 28, 28), told))


def _foot(record: t.TranscriptRecord) -> str:
    edition = f"edisi {record.edition}" if record.edition else "DRAF"
    address = f"{record.base_url}/v/{record.verification_code}"
    return f"{record.verification_code}, {edition}, {address}. {t.notice_of(record)}"
