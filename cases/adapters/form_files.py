"""Forms of the registry to edit, from the same fields as on paper."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from docx.shared import Pt

from cases.adapters import word_files
from cases.adapters.form_papers import made_at
from cases.domain import papers
from cases.domain.papers import (
    ApplicationForm,
    Fill,
    Hands,
    Listed,
    Pairs,
    PaperHead,
    SummonsLetter,
    Ticked,
    Ticks,
)
from cases.domain.wording import long_date, printable, weekday_date


def application(form: ApplicationForm) -> bytes:
    """The application form as a word-processor file."""
    head = form.head
    title = papers.TITLE if head.is_filed else f"{papers.NOT_FILED}: {papers.TITLE}"
    file = word_files.blank(title, head.code, made_at=made_at(head))
    _add_foot(file, form.head)
    word_files.add_text(file, head.commission)
    word_files.add_heading(file, papers.TITLE, level=1)
    if not head.is_filed:
        word_files.add_text(file, papers.NOT_FILED).runs[0].bold = True
    word_files.add_text(file, "Diisi kepaniteraan", style="Caption")
    word_files.add_pairs(file, papers.office_rows(form))
    for part in papers.parts(form):
        word_files.add_heading(file, part.title, level=2)
        for block in part.blocks:
            WRITERS[block.kind](file, block)
    if told := papers.origin(form):
        word_files.add_text(file, told)
    return word_files.content_of(file)


def summons(paper: SummonsLetter) -> bytes:
    """A summons as a word-processor file; its receipt slip is on the paper only."""
    head = paper.head
    title = f"Panggilan sidang {paper.ordinal}"
    file = word_files.blank(title, head.code, made_at=made_at(head))
    _add_foot(file, head)
    word_files.add_text(
        file, "\n".join(one for one in (head.commission, paper.office_address) if one)
    )
    word_files.add_heading(file, title, level=1)
    word_files.add_pairs(file, _register_of(paper))
    to = ("Kepada Yth.", paper.addressee, paper.attention, paper.address)
    word_files.add_text(file, "\n".join(one for one in to if one))
    word_files.add_text(file, paper.opening)
    word_files.add_pairs(file, _call_of(paper))
    word_files.add_text(file, "Dibawa:")
    for text in paper.bring:
        word_files.add_text(file, text, style="List Bullet")
    for text in paper.paragraphs:
        word_files.add_text(file, text)
    word_files.add_text(file, f"{long_date(head.made_on)}\n\n\n\n{paper.registrar}")
    return word_files.content_of(file)


def _register_of(paper: SummonsLetter) -> tuple[tuple[str, str], ...]:
    return (
        ("Nomor", paper.letter_number or "………………………………"),
        ("Register", paper.register_number),
        ("Panggilan", f"{paper.ordinal}, kepada {paper.side}"),
        ("Lampiran", paper.attachment or "–"),
    )


def _call_of(paper: SummonsLetter) -> tuple[tuple[str, str], ...]:
    place = ", ".join(part for part in (paper.room, paper.place) if part)
    link = (("Tautan", paper.link),) if paper.link else ()
    return (
        ("Hari", weekday_date(paper.held_on)),
        ("Pukul", paper.at),
        ("Tempat", place),
        *link,
        ("Sifat", paper.openness),
        ("Agenda", ". ".join(part for part in (paper.kind, paper.agenda) if part)),
    )


def _add_foot(file: Any, head: PaperHead) -> None:
    """What stands at the foot of every page: what the paper is, and where it is verified."""
    proof = (head.code, head.address) if head.is_filed else (papers.NOT_FILED,)
    told = [line for line in (*proof, head.demonstration) if line]
    foot = file.sections[0].footer.paragraphs[0]
    foot.add_run(printable("\n".join(told))).font.size = Pt(8)


def _pairs(file: Any, block: Pairs) -> None:
    word_files.add_pairs(
        file, tuple((asked, "\n".join(told) or papers.UNKNOWN) for asked, told in block.rows)
    )


def _fill(file: Any, block: Fill) -> None:
    word_files.add_text(file, block.text or papers.UNKNOWN)


def _listed(file: Any, block: Listed) -> None:
    word_files.add_pairs(file, tuple((one.label, one.text) for one in block.rows))


def _ticks(file: Any, block: Ticks) -> None:
    for one in block.rows:
        word_files.add_text(file, _tick(one))


def _tick(one: Ticked) -> str:
    if one.is_ticked is None:
        return f"☐ {one.text} ({papers.UNKNOWN})"
    return f"☒ {one.text} (ya)" if one.is_ticked else f"☐ {one.text}"


def _hands(file: Any, block: Hands) -> None:
    for one in block.rows:
        word_files.add_text(file, f"{one}\n\n\n\n………………………………")


WRITERS: Mapping[str, Callable[[Any, Any], None]] = {
    Pairs.kind: _pairs,
    Fill.kind: _fill,
    Listed.kind: _listed,
    Ticks.kind: _ticks,
    Hands.kind: _hands,
}
