"""Redacting: what lies under a box is gone from the copy; reading back finds what is not."""

from __future__ import annotations

import io
import json

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.adapters import inspection
from cases.adapters.inspection import redacting
from cases.domain.redactions import Box, Trace
from tests import foreign_files as made

SECRET = b"BT /F1 24 Tf 72 700 Td (RAHASIANIK tampak) Tj ET"
# Over the first word of that line: a page of 612 by 792 points, letters of 24.
OVER_SECRET = Box(1, 1000, 800, 2600, 500)


def written(folder, content):
    file = folder / "original.pdf"
    file.write_bytes(content)
    return file


def words_of(file):
    with pypdfium2.PdfDocument(file) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def redacted(file, folder, boxes, *, pages):
    """As the child does it, without a process of its own."""
    told = [[one.page, one.x, one.y, one.width, one.height] for one in boxes]
    plan = {"boxes": told, "pages": pages}
    (folder / redacting.PLAN).write_text(json.dumps(plan), encoding="utf-8")
    redacting.redact(file, folder)
    return folder / redacting.REDACTED


def traces_in(copy, folder):
    return tuple(Trace(one) for one in redacting.read_back(copy, folder)["traces"])


def laden(document):
    """Everything beside the page in which the word could live on."""
    made.armed(document)
    document.attachments["RAHASIANIK.txt"] = b"RAHASIANIK"
    document.docinfo["/Title"] = "RAHASIANIK"
    with document.open_metadata() as meta:
        meta["dc:title"] = "RAHASIANIK"
    hidden = pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="RAHASIANIK")
    group = document.make_indirect(hidden)
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[group], D=pikepdf.Dictionary(OFF=[group])
    )


def test_the_word_under_a_box_is_nowhere_in_the_copy(tmp_path):
    file = written(tmp_path, made.pdf(pages=2, text=SECRET, change=laden))

    copy = inspection.redacted(file, tmp_path, [OVER_SECRET], pages=2)

    assert inspection.traces_in(copy, tmp_path) == ()
    told = copy.read_bytes()
    assert b"RAHASIANIK" not in told
    with pikepdf.open(copy) as pdf:
        assert len(pdf.pages) == 2
        assert not pdf.attachments
        assert b"RAHASIANIK" not in b"".join(
            thing.read_bytes() for thing in pdf.objects if isinstance(thing, pikepdf.Stream)
        )
    assert "tampak" in inspection.words_left(tmp_path)[0]
    assert "RAHASIANIK" not in inspection.words_left(tmp_path)[0]
    assert "RAHASIANIK" in inspection.words_left(tmp_path)[1]


def test_a_turned_page_is_redacted_where_it_is_seen(tmp_path):
    turned = made.pdf(text=SECRET, change=lambda pdf: pdf.pages[0].rotate(90, relative=False))
    file = written(tmp_path, turned)

    # A quarter clockwise: what was at the top stands at the right.
    copy = redacted(file, tmp_path, [Box(1, 8700, 1000, 500, 2600)], pages=1)

    assert traces_in(copy, tmp_path) == ()
    assert inspection.words_left(tmp_path)[0].split() == ["tampak"]


def test_the_same_file_and_boxes_give_the_same_bytes(tmp_path):
    file = written(tmp_path, made.pdf(text=SECRET))

    first = redacted(file, tmp_path, [OVER_SECRET], pages=1).read_bytes()

    assert redacted(file, tmp_path, [OVER_SECRET], pages=1).read_bytes() == first


def test_what_is_outside_the_boxes_still_looks_as_it_did(tmp_path):
    file = written(tmp_path, made.pdf(text=SECRET))
    before = inspection.page_of(file, tmp_path, 1)

    copy = redacted(file, tmp_path, [Box(1, 0, 9000, 500, 500)], pages=1)
    after = inspection.page_of(copy, tmp_path, 1)

    was, now = (redacting.Image.open(io.BytesIO(png)).convert("L") for png in (before, after))
    assert was.size == now.size
    upper = (0, 0, was.width, was.height // 2)
    difference = redacting.ImageChops.difference(was.crop(upper), now.crop(upper))
    assert sum(difference.histogram()[128:]) < was.width * was.height // 500


# --- Reading back ---------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path):
    """As ``redact`` leaves it for the first page of the secret."""
    redacted(written(tmp_path, made.pdf(text=SECRET)), tmp_path, [OVER_SECRET], pages=1)
    return tmp_path


def black_over(document):
    """A box painted over a living word, as PACER had them."""
    page = document.pages[0]
    over = b"\nq 0 0 0 rg 61 680 180 50 re f Q"
    page.Contents = document.make_stream(SECRET + over)


def test_a_box_over_living_words_is_found_out(folder):
    copy = folder / "bad.pdf"
    copy.write_bytes(made.pdf(text=SECRET, change=black_over))

    assert Trace.TEXT in traces_in(copy, folder)
    assert Trace.STRUCTURE in traces_in(copy, folder)


def test_a_copy_without_its_box_is_found_out(folder):
    plain = redacted(folder / "original.pdf", folder, [], pages=1).rename(folder / "bad.pdf")
    redacted(folder / "original.pdf", folder, [OVER_SECRET], pages=1)

    assert traces_in(plain, folder) == (Trace.PIXELS,)


def test_a_copy_with_another_number_of_pages_is_found_out(folder):
    plan = folder / redacting.PLAN
    plan.write_text(json.dumps({**json.loads(plan.read_text()), "pages": 2}))

    assert traces_in(folder / redacting.REDACTED, folder) == (Trace.PAGES,)


@pytest.mark.parametrize(
    "change",
    [
        lambda pdf: pdf.attachments.__setitem__("a.txt", b"x"),
        lambda pdf: pdf.docinfo.__setitem__("/Title", "x"),
        lambda pdf: pdf.pages[0].obj.__setitem__("/Annots", pikepdf.Array()),
        lambda pdf: pdf.Root.__setitem__("/OCProperties", pikepdf.Dictionary()),
        lambda pdf: pdf.Root.__setitem__("/Metadata", pdf.make_stream(b"<x/>")),
    ],
)
def test_anything_beside_the_pictures_is_found_out(folder, change):
    with pikepdf.open(folder / redacting.REDACTED) as pdf:
        change(pdf)
        pdf.save(folder / "bad.pdf")

    assert Trace.STRUCTURE in traces_in(folder / "bad.pdf", folder)


@given(
    x=st.integers(0, 9_000),
    y=st.integers(0, 9_000),
    width=st.integers(20, 1_000),
    height=st.integers(20, 1_000),
)
@settings(max_examples=8, deadline=None)
def test_every_box_on_a_page_is_black_to_its_edge(tmp_path_factory, x, y, width, height):
    folder = tmp_path_factory.mktemp("box")
    file = written(folder, made.pdf(text=SECRET))
    (folder / redacting.PLAN).write_text(
        json.dumps({"boxes": [[1, x, y, width, height]], "pages": 1})
    )

    redacting.redact(file, folder)

    assert redacting.read_back(folder / redacting.REDACTED, folder) == {"traces": []}
