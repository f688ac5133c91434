"""What every template, style sheet and script keeps, and how facts are written on a page."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.files.storage import FileSystemStorage
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from cases.adapters import statics
from cases.domain import calendars, deadlines, vocabulary
from cases.domain.transcripts import Rendering, UtteranceKind
from cases.models import PublicUtterance
from cases.queries import public
from cases.templatetags import case_format
from cases.web import context, folios, tape
from cases.web.entries import Listed
from tests.web import markup

ROOT = Path(settings.BASE_DIR)
PAPER = {"pdf", "email"}


def _files(folder: str, suffix: str) -> list[Path]:
    found = sorted((ROOT / folder).rglob(f"*{suffix}"))
    return [
        file for file in found if not PAPER & set(file.parts) and "vendor" not in file.parts
    ]


def _named(files: list[Path]) -> list:
    return [pytest.param(file, id=str(file.relative_to(ROOT))) for file in files]


TEMPLATES = _files("templates", ".html")
FRAGMENTS = [file for file in TEMPLATES if file.name.startswith("_")]
STYLES = _files("static/css", ".css")
SCRIPTS = _files("static/js", ".js")


# --- What the files keep --------------------------------------------------------------------


@pytest.mark.parametrize("file", _named(TEMPLATES))
def test_a_template_has_no_inline_style_or_script(file):
    text = file.read_text("utf-8")

    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=[\"']", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("file", _named([*TEMPLATES, *STYLES, *SCRIPTS]))
def test_nothing_is_fetched_from_another_host(file):
    text = file.read_text("utf-8")

    assert not re.search(
        r"""(?:src|href|url|import|fetch)\s*[=(\s]\s*["']?(?:https?:)?//""", text
    )


@pytest.mark.parametrize("file", _named(TEMPLATES))
def test_a_name_for_the_ear_is_given_to_what_has_a_role(file):
    # WAI-ARIA 1.2: a generic element may not be named; some screen readers say nothing of it.
    text = file.read_text("utf-8")
    named = re.findall(r"<(?:span|div|p|b|i|small)\b[^>]*aria-label[^>]*>", text)

    assert [tag for tag in named if "role=" not in tag] == []


@pytest.mark.parametrize("file", _named(FRAGMENTS))
def test_a_fragment_says_in_its_first_line_what_it_expects(file):
    first = file.read_text("utf-8").splitlines()[0]

    assert first.startswith("{# ")
    assert first.endswith(" #}")
    assert f"{file.parent.name}/{file.name} — " in first


@pytest.mark.parametrize("file", _named(STYLES))
def test_a_style_sheet_closes_what_it_opens(file):
    text = file.read_text("utf-8")

    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("file", _named([f for f in STYLES if f.name != "tokens.css"]))
def test_only_tokens_name_a_colour(file):
    text = re.sub(r"/\*.*?\*/", "", file.read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(", text)


@pytest.mark.parametrize("file", _named([f for f in STYLES if f.name != "tokens.css"]))
def test_a_style_sheet_names_no_id(file):
    text = re.sub(r"/\*.*?\*/|\{[^{}]*\}", "", file.read_text("utf-8"), flags=re.DOTALL)

    assert not re.search(r"(?<!&)#[a-zA-Z]", text)


def test_each_component_has_one_sheet_and_each_sheet_is_used():
    entries = "".join(
        (ROOT / f"static/css/{name}.css").read_text() for name in ("site", "workroom")
    )
    imported = re.findall(r"components/([a-z-]+)\.css", entries)
    written = [file.stem for file in STYLES if file.parent.name == "components"]

    assert sorted(imported) == sorted(written)


def test_every_class_of_a_template_has_a_style():
    styles = "".join(file.read_text("utf-8") for file in STYLES)
    known = set(re.findall(r"\.([a-z][\w-]*)", styles))
    used = {
        name
        for file in FRAGMENTS
        for names in re.findall(r'class="([^"{]*)"', file.read_text("utf-8"))
        for name in names.split()
    }

    assert used <= known


def test_every_icon_of_a_template_is_in_the_sprite():
    drawn = set(
        re.findall(r'<symbol id="([\w-]+)"', (ROOT / "static/img/icons.svg").read_text())
    )
    used = {
        name
        for file in TEMPLATES
        for name in re.findall(r'\{% icon "([\w-]+)" %\}', file.read_text("utf-8"))
    }

    assert used <= drawn
    assert {f"fate-{code}" for code in vocabulary.terms("fate")} <= drawn


def test_style_sheets_are_served_as_one_file_without_imports():
    files = FileSystemStorage(ROOT / "static")
    found = {str(file.relative_to(ROOT / "static")): (files, str(file)) for file in STYLES}

    flat = statics.flatten("css/site.css", found)

    assert "@import" not in flat
    assert flat.startswith("@layer reset, tokens, base, layout, components, print;")
    assert "@layer components {\n.tape {" in flat


def test_the_licences_lie_beside_the_fonts():
    fonts = ROOT / "static" / "fonts"

    assert {file.name for file in fonts.glob("OFL-*.txt")} >= {
        "OFL-PlusJakartaSans.txt",
        "OFL-RedHatMono.txt",
        "OFL-SourceSerif4.txt",
    }
    for name in re.findall(r"fonts/([\w.-]+)", (ROOT / "static/css/tokens.css").read_text()):
        assert finders.find(f"fonts/{name}")


# --- How facts are written ------------------------------------------------------------------


def _written(source: str, **values) -> str:
    return Template("{% load case_format %}" + source).render(Context(values))


@pytest.mark.parametrize(
    "day",
    [
        date(2024, 3, 13),
        "2024-03-13",
        datetime(2024, 3, 12, 20, 0, tzinfo=UTC),
        "2024-03-12T20:00:00+00:00",
    ],
)
def test_a_day_is_written_alike_from_whatever_holds_it(day):
    assert _written("{{ day|long_date }}", day=day) == "13 Maret 2024"


def test_a_day_is_written_in_english_on_an_english_page():
    with translation.override("en"):
        assert _written("{{ day|weekday_date }}", day=date(2024, 3, 13)) == (
            "Wednesday, 13 March 2024"
        )


def test_nothing_is_written_for_a_day_that_nobody_knows():
    assert _written("{{ day|long_date }}{% when day %}", day=None) == ""


def test_an_instant_is_told_to_machines_to_the_second():
    # HTML takes at most three digits of a second; 20:00 UTC is three in the morning in Jakarta.
    moment = datetime(2024, 3, 12, 20, 0, 1, 123456, tzinfo=UTC)

    assert _written("{{ at|iso_instant }}", at=moment) == "2024-03-13T03:00:01+07:00"
    assert _written("{{ at|iso_instant }}", at=None) == ""


@pytest.mark.parametrize(("told", "hour"), [
    ("09.00", "09:00"), ("14.46.25", "14:46:25"), ("09.00 WIB", "09:00"), ("", ""),
])  # fmt: skip
def test_an_hour_is_told_to_machines_with_colons(told, hour):
    assert _written("{{ at|iso_hour }}", at=told) == hour


@pytest.mark.parametrize(("page", "fault"), [
    ('<p id="a"><b id="a">', "id dua kali: a"),
    ('<label for="">x</label>', "label tanpa isian: ''"),
    ('<label class="x" for="b">x</label><i id="c">', "label tanpa isian: 'b'"),
    ('<time datetime="2024-03-13T09.00">9</time>', "waktu: '2024-03-13T09.00'"),
    ("<time>—</time>", "waktu: '—'"), ("<time></time>", "waktu: ''"),
])  # fmt: skip
def test_what_html_does_not_allow_is_found_on_a_page(page, fault):
    assert markup.faults(page) == [fault]


@pytest.mark.parametrize("page", [
    '<p id="a"><template><p id="a"></template>', '<label for="b">x</label><input id="b">',
    '<time datetime="2024-03-13T09:00:01+07:00">9</time>', "<time>09:00</time>",
    '<time datetime="2024-03">Maret</time>',
])  # fmt: skip
def test_what_html_allows_is_no_fault(page):
    assert markup.faults(page) == []


def test_a_register_number_breaks_after_slashes_only_and_is_escaped():
    assert _written("{{ n|reg }}", n="002/KIP/<b>") == (
        '<span class="reg">002/<wbr>KIP/<wbr>&lt;b&gt;</span>'
    )


@pytest.mark.parametrize(
    ("found", "told", "address"),
    [
        ({"page": 2, "line": 13}, "h. 2 b. 13", "p2l13"),
        ({"page": 2, "line": 11, "to_page": 2, "to_line": 13}, "h. 2 b. 11–13", "p2l11-13"),
        (
            {"page": 2, "line": 24, "to_page": 3, "to_line": 2},
            "h. 2 b. 24 – h. 3 b. 2",
            "p2l24",
        ),
    ],
)
def test_lines_are_cited_by_page_and_line(found, told, address):
    assert case_format.place(found) == told
    assert case_format.anchor(found) == address


def test_words_that_were_not_quoted_stand_in_brackets():
    assert case_format.quoted("Iya", "quoted") == "“Iya”"
    assert case_format.quoted("Sidang dibuka", "paraphrase") == "[Sidang dibuka]"


def test_a_field_is_said_in_english_only_where_it_was_translated():
    record = {"subject": "Kontrak", "subject_en": "Contract", "result": "Terbuka"}

    with translation.override("en"):
        told = _written("{% say r 'subject' %} {% say r 'result' %}", r=record)

    assert told == "Contract Terbuka"
    assert _written("{% say r 'subject' %}", r=record) == "Kontrak"


def test_words_of_a_record_are_escaped():
    assert "<b>" not in _written("{% say r 'subject' %}", r={"subject": "<b>"})


def test_a_source_number_leads_to_its_place_in_the_list():
    sources = Listed([{"key": "a", "publisher": "Tirto"}, {"key": "b", "publisher": "<KI>"}])

    told = _written("{% refs keys %}", keys=["b", "absent"], sources=sources)

    assert told == ('<a class="ref" href="#sumber-2" aria-label="Sumber 2: &lt;KI&gt;">2</a>')


# --- The tape -------------------------------------------------------------------------------

CALENDAR = calendars.shipped()
ELECTION = deadlines.compute(
    deadlines.find("pemilu_finish"), triggered_on=date(2024, 2, 28), calendar=CALENDAR
)


def test_the_tape_shows_each_day_from_filing_to_decision():
    frame = tape.Frame(
        calendar=CALENDAR,
        ended_on=date(2024, 4, 3),
        events={date(2024, 3, 13): "Sidang kedua"},
    )

    days = {cell["day"]: cell for cell in tape.tape(ELECTION, frame)["days"]}

    assert len(days) == 36
    assert days[date(2024, 2, 28)]["state"] == "start"
    assert days[date(2024, 3, 11)]["state"] == "off"  # Nyepi
    assert days[date(2024, 3, 13)]["words"] == "Rabu 13 Maret 2024, hari ke-8, Sidang kedua"
    assert days[date(2024, 3, 21)]["limit"]
    assert (days[date(2024, 4, 3)]["state"], days[date(2024, 4, 3)]["number"]) == ("over", 22)


def test_the_clock_says_how_far_over_the_limit_the_decision_came():
    clock = tape.clock(ELECTION, tape.Frame(calendar=CALENDAR, ended_on=date(2024, 4, 3)))

    assert (clock["state"], clock["figure"]) == ("overdue", "22")
    assert clock["under"] == "batas 14 hari kerja; lewat 8"


@pytest.mark.parametrize(
    ("today", "state", "strong"),
    [
        (date(2024, 3, 13), "running", "sisa 6"),
        (date(2024, 3, 20), "soon", "sisa 1"),
        (date(2024, 4, 3), "overdue", "lewat 8,"),
    ],
)
def test_the_gauge_says_what_is_left(today, state, strong):
    gauge = tape.gauge(ELECTION, tape.Frame(calendar=CALENDAR, today=today))

    assert (gauge["state"], gauge["strong"]) == (state, strong)
    assert "," not in gauge["used"]


def test_the_clock_is_drawn_with_its_working():
    clock = tape.clock(ELECTION, tape.Frame(calendar=CALENDAR, ended_on=date(2024, 4, 3)))

    page = render_to_string("components/_clock.html", {"clock": clock, "sources": []})

    assert page.count("<li ") == 36
    assert "Bagaimana dihitung" in page
    assert "sumber sekunder" in page


# --- The folios -----------------------------------------------------------------------------


def _said(number, kind, speaker, **fields):
    return PublicUtterance(
        number=number, kind=kind, rendering=Rendering.QUOTED, speaker=speaker,
        page=1, line=number, last_page=1, last_line=number, **fields,
    )  # fmt: skip


def _block(turn, kind, *lines):
    return public.Block(kind=kind, turn=turn, lines=lines, starts_here=True, ends_here=True)


def test_a_folio_marks_who_speaks_what_was_admitted_and_what_is_sealed():
    asked = _said(1, UtteranceKind.QUESTION, "Syawaludin")
    said = _said(
        2, UtteranceKind.ANSWER, "Luqman", replies_to=1, admissions=[["JKJVTTMW", "P-1"]]
    )
    line = public.ReaderLine
    printed = public.Folio(
        1,
        (
            _block(asked, "text", line(1, 1, "Syawaludin, Ketua:", "Alibaba?", "text")),
            _block(said, "text", line(1, 2, "Luqman, Termohon:", "Iya.", "text")),
            _block(None, "sealed", line(1, 3, "", "", "sealed")),
            _block(None, "blank", line(1, 4, "", "", "blank"), line(1, 5, "", "", "blank")),
        ),
    )
    transcript = SimpleNamespace(
        body=SimpleNamespace(
            registers=("002/KIP-PSIP/II/2024",), held_on=date(2024, 3, 13), errata=()
        ),
        edition=SimpleNamespace(pages=1),
    )

    (folio,) = folios.pages(transcript, [printed], {1: "T1", 2: "J1"})
    question, answer, sealed, end = folio["passages"]
    page = render_to_string("components/_folio.html", {"folio": folio})

    assert (question["code"], answer["code"]) == ("T1", "J1")
    assert answer["lines"][0]["pieces"] == [
        {"voice": "label", "text": "Luqman, Termohon:"},
        {"voice": "adm", "text": "Iya."},
    ]
    assert answer["admissions"][0]["address"] == "/pengakuan/#jkjvttmw-p-1"
    assert sealed["kind"] == "sealed"
    assert end["lines"][0]["shown"] == "4–5"
    assert 'id="p1l2"' in page
    assert 'id="u2"' in page


# --- The frame ------------------------------------------------------------------------------


def test_the_language_link_keeps_the_page_and_what_was_asked():
    request = RequestFactory().get("/perkara/", {"q": "kontrak"})
    request.LANGUAGE_CODE = "id"

    english = context.site(request)["languages"][1]

    assert english["address"] == "?q=kontrak&bahasa=en"
    assert not english["is_current"]


def test_the_page_of_a_fault_needs_nothing():
    page = render_to_string("500.html")

    assert "Sidang diskors sebentar." in page
