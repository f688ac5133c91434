"""Papers as they leave the house: archival, accessible, ours alone, and the same every time."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pytest
from docx import Document as WordFile

from cases.adapters import form_files, form_papers, letters, pdf, qr
from cases.adapters.transcript_forms import as_condensed, as_json, as_pdf
from cases.domain import letters as rules
from cases.domain import sealing
from cases.domain import transcripts as t
from cases.domain.papers import (
    ApplicationForm,
    CancellationDeed,
    Dated,
    IncompletenessNotice,
    PanelAppointment,
    PaperHead,
    PartyBlock,
    Receipt,
    RegistrationDeed,
    SummonsLetter,
    Ticked,
    WantedItem,
)
from tests import papers
from tests.domain.test_letters import DAY, FACTS, LISTED

HEAD = PaperHead(
    "BCDFGHJK", "Komisi Informasi Pusat", date(2024, 2, 28), "https://x.test", True
)
NGO = PartyBlock("Yayasan Advokasi", "Badan hukum Indonesia", "", ("Ted Hilbert, Ketua",))
BODY = PartyBlock("Komisi Pemilihan Umum", "Badan Publik negara")
FORM = ApplicationForm(
    HEAD, "002/KIP-PSIP/II/2024", "Pemilu", date(2024, 2, 28), NGO, BODY,
    (Dated("Permintaan informasi", date(2024, 2, 16)), Dated("Keberatan", None, "tidak jelas")),
    "Rincian infrastruktur TI", (WantedItem("002-h", "Kontrak"),), "",
    (Ticked("Atasan PPID tidak menanggapi", True), Ticked("Biaya", False)),
    (Ticked("Wajib menanggapi", True),), (Ticked("Identitas", None),), ("Medcom.id",),
)  # fmt: skip
DEED = RegistrationDeed(
    HEAD, "002/KIP-PSIP/II/2024", None, "Februari 2024", date(2024, 2, 28), "Pemilu", NGO, BODY,
    "Rincian infrastruktur TI", ("Permohonan",),
)  # fmt: skip

LACKING = IncompletenessNotice(
    HEAD, "BCDFGHJK", date(2024, 2, 28), NGO, BODY,
    ("Bukti identitas Pemohon", "Surat kuasa"), "Bawa akta pendirian.\nYang lama sudah lewat.",
    date(2024, 3, 8), 7, "Bu Ratna",
)  # fmt: skip
CANCELLED = CancellationDeed(
    HEAD, "002/KIP-PSIP/II/2024", date(2024, 2, 28), date(2024, 3, 6), "Sudah dijawab.",
    NGO, BODY, "Rincian infrastruktur TI", "Bu Ratna",
)  # fmt: skip
APPOINTED = PanelAppointment(
    HEAD, "002/KIP-PSIP/II/2024", NGO, BODY,
    (("Ketua Majelis Komisioner", "Arya Sandhi"), ("Anggota Majelis Komisioner", "Rospita"),
     ("Anggota Majelis Komisioner", "Handoko"), ("Mediator", "Gede Narayana")),
)  # fmt: skip
SUMMONED = SummonsLetter(
    head=HEAD,
    office_address="Wisma BSG, Jalan Abdul Muis, Jakarta Pusat",
    letter_number="12/PG/II/2024",
    register_number="002/KIP-PSIP/II/2024",
    ordinal="pertama",
    side="Termohon",
    addressee="Komisi Pemilihan Umum Republik Indonesia",
    attention="u.p. PPID KPU",
    address="Jalan Imam Bonjol 29, Jakarta",
    applicant="Yayasan Advokasi",
    respondent="Komisi Pemilihan Umum",
    held_on=date(2024, 3, 5),
    at="14.00 WIB",
    room="Ruang sidang utama",
    place="Wisma BSG, Jalan Abdul Muis",
    link="https://rapat.test/sidang-2",
    openness="Terbuka untuk umum",
    kind="Pemeriksaan awal",
    agenda="kewenangan, kedudukan hukum para pihak, dan jangka waktu",
    opening="Dalam sengketa informasi publik antara Yayasan Advokasi sebagai Pemohon dan "
    "Komisi Pemilihan Umum sebagai Termohon, Saudara dipanggil hadir pada sidang berikut:",
    bring=("surat tugas atau surat kuasa", "identitas", "jawaban"),
    paragraphs=(
        "Bila berhalangan hadir, beri tahu Panitera paling lambat 2 hari kerja sebelum sidang.",
        "Bila diwakilkan, penerima kuasa membawa surat kuasa.",
        "Bila Termohon tidak hadir, majelis dapat memeriksa dan memutus tanpa Termohon.",
    ),
    attachment="Salinan permohonan",
    registrar="Indra Hasby",
)
DRAFT = replace(
    FORM, head=replace(HEAD, is_filed=False), register_number="", received_on=None,
    problem="Sudah {{ 7*7 }} kali\n{% load x %}", sources=(),
)  # fmt: skip
RECEIPT = Receipt(
    HEAD, date(2024, 5, 30), "06.30 WIB", "Yayasan Advokasi", "Ted Hilbert", "KPU", 2, "0a" * 32
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    folder = tmp_path_factory.mktemp("papers")
    files = {
        "transcript": as_pdf.render(papers.record()),
        "long": as_pdf.render(papers.long_record(60)),
        "condensed": as_condensed.render(papers.long_record(60)),
        "condensed_sealed": as_condensed.render(
            sealing.without_closed(papers.sealed(papers.record(), 5))
        ),
        "draft": as_pdf.render(papers.record(kind=t.EditionKind.DRAFT)),
        "sealed": as_pdf.render(sealing.without_closed(papers.sealed(papers.record(), 5))),
        "application": form_papers.application(FORM),
        "draft_form": form_papers.application(DRAFT),
        "deed": form_papers.registration_deed(DEED),
        "receipt": form_papers.receipt(RECEIPT),
        "lacking": form_papers.incompleteness_notice(LACKING),
        "cancelled": form_papers.cancellation_deed(CANCELLED),
        "summoned": form_papers.summons(SUMMONED),
        "appointed": form_papers.panel_appointment(APPOINTED),
        "letter": letters.render(
            rules.objection(FACTS, dated_on=DAY), letters.PDF, identity="BCDFGHJK"
        ),
        "evidence": letters.render(
            rules.evidence_list(LISTED, dated_on=DAY), letters.PDF, identity="BCDFGHJK"
        ),
    }
    for name, content in files.items():
        (folder / f"{name}.pdf").write_bytes(content)
    return folder


def text_of(file: Path, *options: str) -> str:
    command = ["pdftotext", *options, str(file), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.paper
def test_every_paper_is_archival_and_accessible(made):
    files = [str(file) for file in sorted(made.glob("*.pdf"))]
    command = [sys.executable, str(Path(__file__).with_name("verapdf.py")), *files]

    done = subprocess.run(command, capture_output=True, text=True, check=True)

    found = json.loads(done.stdout.strip().splitlines()[-1])
    assert found == {file: {"3a": [], "ua1": []} for file in files}


@pytest.mark.paper
@pytest.mark.parametrize(
    "name",
    [
        "transcript",
        "long",
        "draft",
        "condensed",
        "application",
        "draft_form",
        "deed",
        "receipt",
        "lacking",
        "cancelled",
        "appointed",
        "summoned",
        "letter",
        "evidence",
    ],
)
def test_a_paper_is_tagged_and_shows_only_our_faces(made, name):
    file = str(made / f"{name}.pdf")
    told = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(
        ["pdffonts", file], capture_output=True, text=True, check=True
    ).stdout

    assert re.search(r"Tagged:\s+yes", told)
    names = [line.split()[0] for line in fonts.splitlines()[2:]]
    assert names
    assert all(re.search(r"\+(Plus-Jakarta|Source-Serif|Red-Hat-Mono)", name) for name in names)


@pytest.mark.paper
@pytest.mark.parametrize("name", ["transcript", "long"])
def test_every_line_of_the_paper_is_where_its_row_says(made, name):
    record = papers.record() if name == "transcript" else papers.long_record(60)
    layout = text_of(made / f"{name}.pdf", "-bbox-layout")
    pages = re.findall(r"<page .*?</page>", layout, re.DOTALL)
    body = [page for page in pages if ">Halaman</word>" in page]

    assert len(body) == record.pages
    for number, page in enumerate(body, start=1):
        assert lines_of(page) == {
            line.line: squeezed(line.text)
            for line in record.lines
            if line.page == number and line.text
        }


def lines_of(page: str) -> dict[int, str]:
    """The words of a page by the printed line on which their middle lies (9 mm a line)."""
    found: dict[int, list[tuple[float, str]]] = {}
    pattern = (
        r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
    )
    for x, top, bottom, word in re.findall(pattern, page):
        middle = (float(top) + float(bottom)) / 2
        line = int((middle - 30 * 72 / 25.4) / (9 * 72 / 25.4)) + 1
        is_margin = float(x) < 44 * 72 / 25.4 or re.fullmatch(r"P-\d+", word)
        if 1 <= line <= 25 and middle > 30 * 72 / 25.4 and not is_margin:
            found.setdefault(line, []).append((float(x), word))
    return {line: squeezed("".join(w for _x, w in sorted(row))) for line, row in found.items()}


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.paper
def test_four_pages_stand_on_a_sheet_with_their_own_lines(made):
    record = papers.long_record(60)
    pages = text_of(made / "condensed.pdf", "-raw").split("\f")[:-1]
    text = squeezed("".join(pages))

    sheets = [page for page in pages if "Halaman" in page]
    assert len(sheets) == -(-record.pages // 4)
    for number in range(1, record.pages + 1):
        head = squeezed(f"Halaman {number} dari {record.pages}")
        foot = squeezed(f"Halaman {number + 1} dari {record.pages}")
        page = text.split(head)[1].split(foot)[0]
        told = [x.text for x in record.lines if x.page == number and x.text]
        assert squeezed("".join(told)) in re.sub(r"[TJ]\d+(?=[A-Z])", "", page)


@pytest.mark.paper
def test_closed_words_are_not_on_the_short_copy_and_their_height_is_kept(made):
    text = text_of(made / "condensed_sealed.pdf", "-raw")

    assert "Iya" not in text
    assert "dirahasiakan" in text


@pytest.mark.paper
def test_the_text_of_the_paper_has_every_utterance(made):
    text = squeezed(text_of(made / "transcript.pdf", "-raw"))

    for turn in papers.TURNS:
        assert squeezed(turn.text) in text


@pytest.mark.paper
def test_every_page_of_a_reconstruction_says_so(made):
    pages = text_of(made / "long.pdf", "-raw").split("\f")[:-1]

    assert len(pages) > 5
    for page in pages:
        assert "bukan risalah resmi" in page.lower().replace("\n", " ")


def test_the_metadata_of_a_reconstruction_says_so_too(made):
    with pikepdf.open(made / "transcript.pdf") as file:
        assert str(file.docinfo["/Author"]) == "Komisi Informasi Pusat (rekonstruksi)"


@pytest.mark.paper
def test_a_draft_says_so_and_has_no_edition(made):
    text = text_of(made / "draft.pdf", "-raw")

    assert "DRAF" in text
    assert "edisi" not in text.lower()


@pytest.mark.paper
def test_closed_words_are_nowhere_in_the_file(made):
    open_words = text_of(made / "transcript.pdf", "-raw")
    told = text_of(made / "sealed.pdf", "-raw")
    with pikepdf.open(made / "sealed.pdf") as file:
        inside = b"".join(one.get_file().read_bytes() for one in file.attachments.values())

    assert "Iya" in open_words
    assert "Iya" not in told
    assert b"Iya" not in inside


def test_two_renderings_are_the_same_bytes(made):
    assert as_pdf.render(papers.record()) == (made / "transcript.pdf").read_bytes()
    assert form_papers.application(FORM) == (made / "application.pdf").read_bytes()


def test_json_and_akoma_ntoso_travel_inside(made):
    with pikepdf.open(made / "transcript.pdf") as file:
        found = {name: one.get_file().read_bytes() for name, one in file.attachments.items()}

    assert as_json.parse(found["risalah.json"].decode()) == papers.record()
    assert b"akomaNtoso" in found["risalah.akn.xml"]


@pytest.mark.paper
def test_a_notice_of_incompleteness_names_what_is_missing_and_the_last_day(made):
    text = " ".join(text_of(made / "lacking.pdf", "-raw").split())

    assert "Bukti identitas Pemohon" in text
    assert "Jumat, 8 Maret 2024" in text
    assert "Pasal 18" in text


@pytest.mark.paper
def test_without_a_known_limit_the_notice_says_so_and_names_no_day(tmp_path):
    """Of the election track no figure is known."""
    paper = tmp_path / "pemilu.pdf"
    paper.write_bytes(form_papers.incompleteness_notice(replace(LACKING, complete_by=None)))

    text = " ".join(text_of(paper, "-raw").split())

    assert "belum dapat dipastikan" in text
    assert "8 Maret" not in text


@pytest.mark.paper
def test_a_cancelled_registration_says_that_the_dispute_is_not_brought_again(made):
    text = " ".join(text_of(made / "cancelled.pdf", "-raw").split())

    assert "tidak dapat diajukan kembali (Perki 1/2013 Pasal 15 ayat (4))" in text
    assert "6 Maret 2024" in text


@pytest.mark.paper
def test_unknown_fields_of_a_form_are_told_as_unknown(made):
    text = text_of(made / "application.pdf", "-raw")

    assert "tidak dilaporkan" in text
    assert "tidak jelas" in text
    assert "002-h" in text


@pytest.mark.paper
def test_a_form_that_is_not_filed_says_so_on_every_page_and_has_no_code(made):
    pages = text_of(made / "draft_form.pdf", "-raw").split("\f")[:-1]
    filed = text_of(made / "application.pdf", "-raw")

    assert all("Konsep, belum diajukan" in page for page in pages)
    assert "BCDFGHJK" not in "".join(pages)
    assert "BCDFGHJK" in filed
    assert "Konsep" not in filed


@pytest.mark.paper
@pytest.mark.parametrize(("name", "form"), [("application", FORM), ("draft_form", DRAFT)])
def test_the_form_to_edit_says_the_same_in_the_same_order_as_the_paper(made, name, form):
    command = ["pdfinfo", "-struct-text", str(made / f"{name}.pdf")]
    read = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    paper = squeezed("".join(re.findall(r'^ *"(.*)"$', read, re.MULTILINE)))
    file = WordFile(io.BytesIO(form_files.application(form)))
    foot = file.sections[0].footer.paragraphs[0].text

    edited = squeezed(re.sub("[☐☒…]", "", "".join(blocks_of(file))))

    assert edited == paper
    assert ("https://x.test/v/BCDFGHJK" in foot) == form.head.is_filed
    assert ("Konsep, belum diajukan" in foot) != form.head.is_filed


def blocks_of(file) -> list[str]:
    """The text of a word-processor file, paragraphs and cells in their order."""
    return [
        "".join(node.text or "\n" for node in one.xpath(".//w:t | .//w:br"))
        for one in file.element.body.xpath(".//w:p")
    ]


def test_what_people_typed_is_never_a_pattern(made):
    file = WordFile(io.BytesIO(form_files.application(DRAFT)))

    assert "Sudah {{ 7*7 }} kali\n{% load x %}" in [one.text for one in file.paragraphs]
    assert "49" not in "".join(blocks_of(file))


def test_what_no_page_can_show_spoils_no_paper():
    """A form feed comes along when text is copied out of another file."""
    form = replace(DRAFT, problem="Baris\x0c satu\x01\nBaris\ufffe dua")

    file = WordFile(io.BytesIO(form_files.application(form)))

    assert "Baris satu\nBaris dua" in [one.text for one in file.paragraphs]
    assert form_papers.application(form).startswith(b"%PDF-")


@pytest.mark.paper
def test_what_people_typed_is_no_pattern_on_paper_either(made):
    text = text_of(made / "draft_form.pdf", "-raw")

    assert "{{ 7*7 }}" in text
    assert "{% load x %}" in text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:9/x.css",
        "http://static.invalid/../config/settings.py",
        "http://static.invalid/css/none.css",
        "ftp://example.test/x",
    ],
)
def test_a_paper_fetches_nothing_but_our_own_files(monkeypatch, address):
    reaching = f'<html lang="id"><title>x</title><img src="{address}" alt="x"><p>x</p></html>'
    monkeypatch.setattr(pdf, "render_to_string", lambda *_given: reaching)

    with pytest.raises(pdf.PaperRefused):
        pdf.render("reaching.html", {}, identity="x", made_at=datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "text",
    [
        '<img src="file:///etc/passwd">',
        "{{ settings.SECRET_KEY }}{% include 'x' %}",
        "</p><script>alert(1)</script>",
        "é ğ ß – “kutip” … ½",
        "kata " * 1444,
        "panjangsekali" * 40,
    ],
)
def test_odd_words_are_printed_as_they_are(text):
    turns = (replace(papers.TURNS[1], number=1, text=text),)

    content = as_pdf.render(papers.record(turns))

    assert content.startswith(b"%PDF-")


def test_a_letter_that_no_face_has_refuses_the_paper_by_name():
    turns = (replace(papers.TURNS[1], number=1, text="Baik 😀 majelis"),)

    with pytest.raises(pdf.PaperRefused, match="huruf"):
        as_pdf.render(papers.record(turns))


def test_a_paper_leaves_the_surroundings_of_the_process_as_they_were():
    """A program started afterwards, such as a browser, must find the fonts of the machine."""
    before = dict(os.environ)

    form_papers.registration_deed(DEED)

    assert dict(os.environ) == before


def test_a_code_square_is_one_path():
    found = qr.square("https://sidang.example/v/BCDFGHJK")

    assert found.size >= 21
    assert re.fullmatch(r"(M\d+ \d+h\d+v1h-\d+z)+", found.path)
