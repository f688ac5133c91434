"""Painted pages, and how they are bound: every line in place, one structure, the same bytes."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.adapters import pdf, typesetting
from cases.adapters.transcript_forms import as_condensed, as_pdf, checks
from cases.adapters.transcript_forms.catalogue import FORMS
from cases.adapters.typesetting import Painted, faces
from cases.domain import sealing
from cases.domain import transcripts as t
from cases.domain.transcripts import sheets
from tests import papers

MM = 72 / 25.4
PAGES, PORTION = 120, 40
LIMIT_MIB = 256  # for 120 pages; a worker may have 512 for any number
OUTLINED = tuple(
    replace(turn, section=f"Pokok {turn.number}" if turn.number % 50 == 1 else "")
    for turn in papers.long_record(860).turns
)
WHOLE = papers.record(OUTLINED)
LONG = replace(WHOLE, threads=tuple(one for one in WHOLE.threads if one.question % 50 == 1))
LETTERS = st.characters(codec="latin-1", categories=["L", "N", "P", "Zs"])


@pytest.fixture(scope="module")
def bound() -> bytes:
    """More than 120 pages, painted in three portions and more, and bound."""
    painted = [as_pdf.paint(one.content) for one in as_pdf.portions(LONG, pages=PORTION)]
    assert LONG.pages >= PAGES
    assert len(painted) >= PAGES // PORTION
    return as_pdf.bind(as_pdf.frame(LONG), painted, as_pdf.attached(LONG))


def elements(node):
    """Every element below a node of the structure, in reading order."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def complaints_of(content: bytes, folder: Path) -> dict[str, list[str]]:
    """What veraPDF has against a paper, by the standard."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    command = [sys.executable, str(Path(__file__).with_name("verapdf.py")), str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, dict[str, list[str]]] = json.loads(done.stdout.strip().splitlines()[-1])
    return found[str(file)]


def test_every_line_of_every_page_is_where_its_row_says(bound):
    paper = pypdfium2.PdfDocument(bound)
    labels = {paper.get_page_label(no): no for no in range(len(paper))}

    astray = []
    for page in range(1, LONG.pages + 1):
        seen = paper[labels[str(page)]].get_textpage()
        for line in (one for one in LONG.lines if one.page == page):
            top = (297 - 30 - (line.line - 1) * 9) * MM
            told = seen.get_text_bounded(44 * MM, top - 9 * MM, 188 * MM, top)
            if "".join(told.split()) != "".join(line.text.split()):
                astray.append((page, line.line, told, line.text))
    assert astray == []


def test_two_builds_are_byte_identical_whatever_the_portions(bound):
    assert as_pdf.render(LONG) == bound
    again = [as_pdf.paint(one.content) for one in as_pdf.portions(LONG, pages=7)]
    assert as_pdf.bind(as_pdf.frame(LONG), again, as_pdf.attached(LONG)) == bound


@pytest.fixture(scope="module")
def condensed() -> bytes:
    """The same pages, four to a sheet, painted as those of a transcript of any length."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(as_condensed, "SET_WHOLE", 0)
        return as_condensed.render(LONG)


def test_every_line_is_in_its_place_in_its_quarter_of_a_sheet(condensed):
    paper = pypdfium2.PdfDocument(condensed)
    labels = {paper.get_page_label(no): no for no in range(len(paper))}
    corners = ((10, 22), (109, 22), (10, 148), (109, 148))  # millimetres, from above

    astray = []
    for page in range(1, LONG.pages + 1):
        seen = paper[labels[str((page + 3) // 4)]].get_textpage()
        left, upper = corners[(page - 1) % 4]
        for line in (one for one in LONG.lines if one.page == page):
            first = 297 - upper - 0.53 * (11 + (line.line - 1) * 9)
            box = (left + 0.53 * 22, first - 0.53 * 9, left + 0.53 * 166, first)
            told = seen.get_text_bounded(*(one * MM for one in box))
            if "".join(told.split()) != "".join(line.text.split()):
                astray.append((page, line.line, told, line.text))
    assert astray == []


def test_a_long_short_copy_says_what_the_rows_say_and_no_closed_word(monkeypatch):
    monkeypatch.setattr(as_condensed, "SET_WHOLE", 0)
    record = papers.sealed(papers.record(), 5)
    form = FORMS["condensed"]

    made = form.make(record)

    assert checks.faults(form, made, record) == ()
    assert "Iya" not in checks.text_of(form.mime, made)
    assert "dirahasiakan" in checks.text_of(form.mime, made)
    assert form.make(record) == made


def test_each_page_of_a_sheet_has_a_heading_and_a_bookmark(condensed):
    with pikepdf.open(io.BytesIO(condensed)) as made, made.open_outline() as outline:
        headings = [one for one in elements(made.Root.StructTreeRoot) if one.S == "/H2"]
        (body,) = (one for one in outline.root[0].children if one.title == "Isi risalah")
        told = [one.title for one in body.children if one.title.startswith("Halaman")]
    assert len(headings) >= LONG.pages
    assert told == [f"Halaman {no} dari {LONG.pages}" for no in range(1, LONG.pages + 1)]


@pytest.mark.paper
def test_a_long_short_copy_is_archival_and_accessible(condensed, tmp_path):
    assert complaints_of(condensed, tmp_path) == {"3a": [], "ua1": []}


@pytest.mark.paper
def test_the_bound_paper_is_archival_and_accessible(bound, tmp_path):
    assert complaints_of(bound, tmp_path) == {"3a": [], "ua1": []}


def test_a_turn_that_runs_over_pages_is_one_paragraph(bound):
    with pikepdf.open(io.BytesIO(bound)) as paper:
        body = paper.Root.StructTreeRoot.K[0].K[-3]
        turns = [one for one in elements(body) if one.S == "/P"]

    assert len(turns) == len(LONG.turns)


def test_every_marked_stretch_is_known_to_the_structure(bound):
    """The parent tree names, for each MCID of a page, the element that holds it."""
    with pikepdf.open(io.BytesIO(bound)) as paper:
        told = list(paper.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, told[::2]), told[1::2], strict=True))
        assert sorted(parents) == list(map(int, told[::2]))
        for page in paper.pages:
            marked = re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())
            assert sorted(map(int, marked)) == list(range(len(marked)))
            own = parents[int(page.obj.StructParents)]
            assert len(own) == len(marked)
            for mcid, parent in enumerate(own):
                assert holds(parent, page.obj, mcid)


def holds(element, page, mcid) -> bool:
    kids = element.K if isinstance(element.K, pikepdf.Array) else [element.K]
    for kid in kids:
        if isinstance(kid, pikepdf.Dictionary):
            if kid.get("/MCID") == mcid and kid.Pg.objgen == page.objgen:
                return True
        elif kid == mcid and element.Pg.objgen == page.objgen:
            return True
    return False


def test_links_of_the_indexes_lead_to_the_page_of_the_turn_and_say_so(bound):
    with pikepdf.open(io.BytesIO(bound)) as paper:
        pages = {page.obj.objgen: page.label for page in paper.pages}
        links = {
            str(note.Contents): pages[note.Dest[0].objgen]
            for page in paper.pages
            for note in page.obj.get("/Annots", ())
            if "/Dest" in note
        }

    wanted = {no: LONG.place_of(no)[0].page for no in (1, 401, 851)}
    for no, page in wanted.items():
        (label,) = {to for told, to in links.items() if told.startswith(f"Butir {no}, ")}
        assert label == str(page)


def test_pages_are_counted_as_the_paper_counts_them(bound):
    with pikepdf.open(io.BytesIO(bound)) as paper:
        labels = [page.label for page in paper.pages]

    body = labels.index("1")
    assert labels[:2] == ["i", "ii"]
    assert labels[body : body + LONG.pages] == [str(no + 1) for no in range(LONG.pages)]
    assert labels[body + LONG.pages] == "L-1"


def test_bookmarks_name_every_heading_in_order(bound):
    with pikepdf.open(io.BytesIO(bound)) as paper, paper.open_outline() as outline:
        told = outline.root[0].children

    titles = [one.title for one in told]
    body = told[titles.index("Isi risalah")]
    assert titles.index("Indeks") < titles.index("Isi risalah") < titles.index("Keterangan")
    assert titles[-1] == "Indeks kata"
    assert [one.title for one in body.children] == [
        turn.section for turn in OUTLINED if turn.section
    ]


def test_a_face_is_embedded_once_for_all_portions(bound):
    with pikepdf.open(io.BytesIO(bound)) as paper:
        body = [page for page in paper.pages if page.label.isdecimal()]
        shared = {page.Resources.Font.objgen for page in body}

    assert len(body) == LONG.pages
    assert len(shared) == 1


def test_a_portion_is_painted_within_the_memory_of_a_worker(tmp_path):
    """In a process of its own: painting 120 pages, and binding them."""
    (tmp_path / "record.json").write_text(as_pdf.as_json.render(LONG))
    told = subprocess.run(
        [sys.executable, "-c", MEASURED, str(tmp_path / "record.json")],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert float(told) <= LIMIT_MIB


MEASURED = """
import os, re, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings_test"
import django; django.setup()
from cases.adapters.transcript_forms import as_json, as_pdf
record = as_json.parse(open(sys.argv[1], encoding="utf-8").read())
as_pdf.render(record)
# The peak of this program alone: that of getrusage begins with the process that forked it.
told = open("/proc/self/status", encoding="utf-8").read()
print(int(re.search(r"VmHWM:\\s+(\\d+)", told)[1]) / 1024)
"""


def test_a_portion_tells_all_that_its_pages_show():
    told = [sheets.sheets_of(one) for one in (papers.record(), LONG)]

    for some in told:
        assert sheets.from_plain(json.loads(json.dumps(sheets.to_plain(some)))) == some


def test_the_same_pages_have_the_same_key_and_other_words_another():
    one, same = (next(as_pdf.portions(papers.record())).key for _ in range(2))
    turns = (replace(papers.TURNS[0], text="Lain."), *papers.TURNS[1:])
    other = next(as_pdf.portions(papers.record(turns))).key

    assert one == same != other


def test_painted_pages_travel_as_bytes_and_come_back_the_same():
    painted = typesetting.paint(t.sheets_of(papers.record()))

    assert Painted.from_bytes(painted.as_bytes()) == painted


@given(st.lists(st.text(LETTERS, min_size=1, max_size=300), min_size=1, max_size=5))
@settings(deadline=None, max_examples=40)
def test_the_letters_of_every_page_are_those_of_its_rows(texts):
    turns = tuple(
        t.Turn(no, t.UtteranceKind.SPEECH, t.Rendering.QUOTED, "A", "B", text)
        for no, text in enumerate(texts, start=1)
    )
    record = papers.record(turns)
    painted = typesetting.paint(t.sheets_of(record))

    shown = {text for _file, _glyph, text in painted.glyphs}
    wanted = {letter for line in record.lines for letter in line.text}
    assert {one for one in wanted if one.strip()} <= set("".join(shown)) | {"\xad"}


def test_closed_words_are_in_no_painted_page():
    record = sealing.without_closed(papers.sealed(papers.record(), 5))
    painted = typesetting.paint(t.sheets_of(record))

    marks = {mark.block for leaf in painted.leaves for mark in leaf.marks}
    assert "u5" in marks
    assert b"Iya" not in next(as_pdf.portions(record)).content
    assert all(row.pieces[0].text != "Iya" for row in t.sheets_of(record)[0].rows if row.pieces)


def test_a_letter_that_a_face_lacks_comes_from_the_next():
    runs = faces.shape("record", "Erdoğan")

    assert [run.file for run in runs] == [
        "source-serif-4-latin-400-normal",
        "source-serif-4-latin-ext-400-normal",
        "source-serif-4-latin-400-normal",
    ]


def test_pairs_of_letters_are_drawn_together_as_the_face_wants():
    (together,) = faces.shape("record", "AV")
    alone = [faces.shape("record", letter)[0].width for letter in "AV"]

    assert together.width < sum(alone)


def test_a_letter_that_no_face_has_refuses_the_portion():
    turns = (replace(papers.TURNS[1], number=1, text="Baik 😀"),)

    with pytest.raises(pdf.PaperRefused, match="U\\+1F600"):
        typesetting.paint(t.sheets_of(papers.record(turns)))


def test_an_index_entry_wider_than_its_column_is_cut_and_loses_nothing():
    word = "a" * 70
    painted = typesetting.paint_words([(word, 1, "1:2; " * 40 + "3:4")], first=2)
    empty = typesetting.paint_words([], first=1)

    assert {mark.tag for mark in painted.leaves[0].marks} == {"H2", "P"}
    assert len(empty.leaves) == 1
