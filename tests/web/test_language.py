"""The screens speak Indonesian, and English to whoever asks for it here; the record stays as it
was spoken, and says in which language that is."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils import translation

from cases.domain import calendars, vocabulary
from cases.web import casepage, context, hooks, words
from cases.web.forms import account, calculator
from config import translations
from tests.web.pages import CASE, sign_in, tree

COUNT = "/kalkulator/?aturan=pemilu_complete_settlement&tanggal=2024-02-28"
PAGES = (
    "/",
    "/perkara/?q=alibaba",
    "/perkara/?q=qwertyuiop",
    CASE,
    f"{CASE}sidang/2/",
    "/jadwal/?bulan=2024-03",
    "/jadwal/hari-ini/?tanggal=2024-03-11",
    "/pengakuan/",
    "/pertanyaan/",
    COUNT,
    "/kalkulator/?aturan=pemilu_complete_settlement&tanggal=2029-01-01",
    "/kalkulator/?aturan=umum_summons&tanggal=besok",
    "/verifikasi/?kode=XXXXXXXX",
    "/tentang/",
    "/pertanyaan/?keadaan=dijawab",
    "/kesanggupan/",
    "/putusan/",
    "/pengecualian/?huruf=17b",
    "/statistik/",
    "/badan-publik/",
    "/badan-publik/kpu/",
    "/pemohon/",
    "/bolehkah/",
    "/bolehkah/?jalur=umum&diterima=2024-01-02&ditanggapi=belum&keberatan=2024-02-05&dijawab=belum",
    "/masuk/",
    "/tidak-ada/",
)
INDONESIAN = (
    "Sidang berikutnya",
    "Belum dijawab",
    "Register sengketa",
    "Jadwal sidang",
    "Pengakuan",
    "Pertanyaan",
    "Tenggat",
    "tidak dihitung",
    "hari kerja",
    "tidak dilaporkan",
    "Tidak",
    "Pemohon",
    "Termohon",
    "Majelis",
    "Panitera",
    "Cuti Bersama",
    "Hari Suci",
)
DAY = re.compile(
    r"\d (Januari|Februari|Maret|Mei|Juni|Juli|Agustus|Oktober|Desember) \d{4}"
    r"|\b(Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
)
TOLD = ("aria-label", "title", "placeholder", "data-label", "data-copied", "data-copy")


@pytest.fixture
def english(site):
    site.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return site


def interface(response) -> list[str]:
    """What the page itself says: texts and labels outside passages marked as Indonesian."""
    told = []
    for node in tree(response).iter():
        if not isinstance(node.tag, str) or node.tag in {"script", "style"}:
            continue
        if node.xpath("ancestor-or-self::*[@lang][1]/@lang") != ["en"]:
            continue
        told += [node.text, *(child.tail for child in node)]
        told += [node.get(name) for name in TOLD]
    return [re.sub(r"\s+", " ", one).strip() for one in told if one and one.strip()]


def catalogue():
    with translations.PO.open("rb") as file:
        return read_po(file, locale="en")


# --- The catalogue --------------------------------------------------------------------------


def test_every_string_of_the_screens_has_its_english():
    assert translations.missing() == []


def test_nothing_changes_in_the_catalogue_when_no_string_changed(tmp_path, monkeypatch):
    before = translations.PO.read_bytes(), translations.MO.read_bytes()
    shutil.copy(translations.PO, tmp_path / "django.po")
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "PO", tmp_path / "django.po")
    monkeypatch.setattr(translations, "MO", tmp_path / "django.mo")

    translations.update()

    assert (translations.PO.read_bytes(), translations.MO.read_bytes()) == before


def test_a_string_that_is_now_said_of_many_waits_for_both_forms(tmp_path, monkeypatch):
    monkeypatch.setattr(translations, "FOLDER", tmp_path)
    monkeypatch.setattr(translations, "PO", tmp_path / "django.po")
    monkeypatch.setattr(translations, "MO", tmp_path / "django.mo")
    translations.PO.write_text(f'{translations.HEADER}msgid "hari"\nmsgstr "days"\n', "utf-8")
    monkeypatch.setattr(translations, "_wanted", lambda: {("", ("hari", "hari"))})

    translations.update()

    assert translations.missing() == ["bentuk jamak kurang: ('hari', 'hari')"]


def test_the_head_of_the_catalogue_says_only_what_is_true_every_day():
    head = translations.PO.read_text("utf-8").split("\n\n")[0]

    assert "Language: en" in head
    for blank in ("EMAIL@ADDRESS", "FULL NAME", "YEAR-MO-DA", "PROJECT VERSION", "fuzzy", "20"):
        assert blank not in head


def test_english_keeps_every_placeholder_and_every_tag():
    parts = re.compile(r"%\(\w+\)s|%s|</?\w+[^>]*>")
    for message in catalogue():
        if not message.id:
            continue
        first = message.id if isinstance(message.id, str) else message.id[0]
        forms = [message.string] if isinstance(message.string, str) else message.string
        for form in forms:
            wanted, kept = sorted(parts.findall(first)), sorted(parts.findall(form))
            assert [re.sub(">.*", ">", one) for one in kept] == wanted, first


# --- The choice -----------------------------------------------------------------------------


def test_a_page_is_indonesian_whatever_the_browser_prefers(client, db):
    answer = client.get("/tentang/", headers={"accept-language": "en-GB,en;q=0.9"})

    assert answer["Content-Language"] == "id"
    assert tree(answer).get("lang") == "id"


def test_english_that_was_chosen_stays_whatever_the_browser_prefers(client, db):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    answer = client.get("/tentang/", headers={"accept-language": "id"})

    assert answer["Content-Language"] == "en"
    assert "Cookie" in answer["Vary"]


def test_a_choice_in_the_address_is_remembered(client, db):
    chosen = client.get("/tentang/?bahasa=en")
    after = client.get("/masuk/")

    assert tree(chosen).get("lang") == tree(after).get("lang") == "en"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME]["samesite"] == "Lax"


def test_the_address_outweighs_what_was_chosen_before(client, db):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert tree(client.get("/tentang/?bahasa=id")).get("lang") == "id"


@pytest.mark.parametrize("asked", ["fr", "", "en-GB", "../en"])
def test_a_language_we_do_not_speak_changes_nothing(client, db, asked):
    answer = client.get("/tentang/", {"bahasa": asked})

    assert tree(answer).get("lang") == "id"
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_the_switch_keeps_what_else_was_asked_for(client, db):
    switch = tree(client.get(COUNT)).xpath('//nav[@class="lang"]/a')

    assert [one.get("hreflang") for one in switch] == ["en"]
    assert "tanggal=2024-02-28" in switch[0].get("href")


# --- The pages ------------------------------------------------------------------------------


@pytest.mark.parametrize("address", PAGES)
def test_no_indonesian_is_left_in_the_interface_of_an_english_page(english, address):
    told = interface(english.get(address, follow=True))

    _assert_english(told)


@pytest.mark.parametrize(
    "address",
    [
        *("/meja/", "/akun/", "/akun/sesi/", "/akun/surel/", "/akun/kata-sandi/"),
        *("/akun/faktor-kedua/", "/akun/pastikan/", "/akun/organisasi/yakin/"),
    ],
)
def test_the_inside_pages_speak_english_too(english, address):
    sign_in(english, "ngo")

    _assert_english(interface(english.get(address)))


@pytest.mark.parametrize(
    "address",
    [
        *("/masuk/", "/daftar/", "/undangan/0/", "/kata-sandi/lupa/", "/kata-sandi/terkirim/"),
        *("/kata-sandi/baru/1-x/", "/akun/surel/konfirmasi/", "/akun/surel/konfirmasi/x/"),
        "/masuk/tidak-aktif/",
    ],
)
def test_the_door_speaks_english_too(english, address):
    _assert_english(interface(english.get(address)))


def test_the_transcript_speaks_english_around_the_record(english):
    page = english.get(f"{CASE}sidang/2/")
    [address, *_rest] = tree(page).xpath('//a[contains(@href, "/risalah/")]/@href')

    _assert_english(interface(english.get(address)))


def test_what_was_spoken_is_marked_as_indonesian(english):
    page = tree(english.get(f"{CASE}sidang/2/"))
    [address, *_rest] = page.xpath('//a[contains(@href, "/risalah/")]/@href')
    folios = tree(english.get(address))

    spoken = page.xpath('//div[@class="turn__say"]/p[not(@class)]')
    glosses = page.xpath('//p[@class="gloss"][@lang="en"]')
    lines = folios.xpath('//span[@class="passage__record" or @class="passage__adm"]')
    assert spoken
    assert {one.get("lang") for one in spoken} == {"id"}
    assert glosses
    assert {one.xpath("ancestor::*[@lang][1]/@lang")[0] for one in lines} == {"id"}


def test_a_subject_without_english_is_marked_and_one_with_it_is_not(english):
    marked = {
        one.text: one.get("lang")
        for page in (1, 2, 3)
        for one in tree(english.get(f"/perkara/?hal={page}")).xpath(
            '//p[@class="hit__subject"]'
        )
    }

    assert marked["Raw real-count data of the 2024 election"] is None
    assert marked["Dokumen terkait ijazah yang sama"] == "id"


def test_a_count_tells_its_days_in_english(english):
    told = interface(english.get(COUNT))

    # Perki 1/2019: 14 working days from 28 February 2024; 11 and 12 March are Nyepi.
    for line in (
        "Wednesday 28 February 2024, start, not counted",
        "Saturday 2 March 2024, not counted",
        "Monday 11 March 2024, Nyepi (Day of Silence), not counted",
        "Tuesday 12 March 2024, Joint leave, Nyepi, not counted",
        "Thursday 21 March 2024, day 14",
        "Thursday, 21 March 2024, working day 14",
    ):
        assert line in told


def _assert_english(told: list[str]) -> None:
    ours = {
        message.id
        for message in catalogue()
        if isinstance(message.id, str) and message.id not in {"", message.string}
    }
    assert [one for one in told if one in ours] == []
    said = re.compile(r"\b({})\b".format("|".join(INDONESIAN)))
    assert [one for one in told if said.search(one)] == []
    assert [one for one in told if DAY.search(one)] == []


# --- Words that are declared once -------------------------------------------------------------


@pytest.mark.parametrize(
    "table",
    [
        words.FACETS.values(),
        words.ORDERS.values(),
        casepage.GROUPS.values(),
        [label for _route, label in context.MENU if _route != "register"],
        [name for _regime, name in calculator.REGIMES],
        # The forms of accounts are allauth's; our words are mixed in from these tables.
        account.LABELS.values(),
        hooks.REFUSALS.values(),
        hooks.SAID.values(),
        hooks.LOCKS.values(),
        [field.label for field in calculator.CalculatorForm.base_fields.values()],
    ],
)
def test_a_table_of_words_speaks_the_language_of_the_page(table):
    told = {}
    for language in ("id", "en"):
        with translation.override(language):
            told[language] = [str(word) for word in table]

    assert told["id"]
    assert not set(told["id"]) & set(told["en"])


def test_no_module_fixes_a_word_in_the_language_of_its_first_page():
    frozen = []
    for path in sorted(Path(casepage.__file__).parents[1].rglob("*.py")):
        source = ast.parse(path.read_text("utf-8"))
        eager = {
            alias.asname or alias.name
            for node in source.body
            if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
            for alias in node.names
            if alias.name in {"gettext", "ngettext", "pgettext", "npgettext"}
        }
        frozen += [f"{path.name}:{line}" for line in _said_at_import(source, eager)]

    assert frozen == []


def _said_at_import(source: ast.Module, eager: set[str]) -> list[int]:
    """Lines that call one of these names outside every function."""
    waiting, found = list(source.body), []
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            continue
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in eager:
            found.append(node.lineno)
        waiting.extend(ast.iter_child_nodes(node))
    return found


def test_every_day_off_that_comes_with_the_program_has_an_english_name():
    names = {
        day.name for year in calendars.shipped_years() for day in calendars.shipped_days(year)
    }

    assert names - set(vocabulary.terms("day_off")) == set()
