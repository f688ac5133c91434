"""The journal in public: pages, notes, proofs, and the script that somebody outside runs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.adapters import notes
from cases.domain import checkpoints as rules
from cases.domain.documents import Paper
from cases.models import Document, JournalEntry, JournalLeaf
from cases.queries import checkpoints as held
from cases.services import checkpoints
from tests import certified, filed
from tests.services.test_checkpoints import DAY, NOON, three_days, write
from tests.web.pages import text, tree

pytestmark = pytest.mark.django_db
SCRIPT = configured.BASE_DIR / "clients" / "periksa_jurnal.py"
DAYS = ("2026-11-25", "2026-11-26", "2026-11-27")


def leaf(seq):
    return held.leaf_of(JournalEntry.objects.get(chain="umum", seq=seq).digest).hex()


def saved(folder, **told):
    """Answers of the site as files, by name."""
    for name, answer in told.items():
        (folder / name).write_bytes(answer.content)
    return [folder / name for name in told]


def script(key, *sources):
    told = [sys.executable, str(SCRIPT), "--kunci", str(key), *map(str, sources)]
    done = subprocess.run(told, capture_output=True, text=True, timeout=60, check=False)
    return done.returncode, done.stdout


@pytest.fixture
def taken(client, tmp_path):
    """What somebody outside has taken: key, note, proof of entry 3, two joints."""
    three_days()
    return saved(
        tmp_path,
        key=client.get("/jurnal/kunci.txt"),
        note=client.get(f"/jurnal/umum/{DAYS[0]}"),
        entry=client.get(f"/jurnal/umum/entri/3/{leaf(3)}.json"),
        joint=client.get(f"/jurnal/umum/{DAYS[0]}/{DAYS[1]}.json"),
        still=client.get(f"/jurnal/umum/{DAYS[1]}/{DAYS[2]}.json"),
    )


def test_somebody_outside_checks_note_entry_and_growth_with_the_script_alone(taken):
    code, told = script(*taken)

    assert (code, told.count("COCOK")) == (0, 4)
    assert "entri 3 ada dalam testserver/jurnal/umum, 8 entri" in told
    assert "hanya bertambah, dari 5 ke 8 entri" in told


@pytest.mark.parametrize(
    ("place", "was", "instead"),
    [
        (1, "\n5\n", "\n6\n"),
        (2, '"seq": 3', '"seq": 4'),
        (2, '"chain": "umum"', '"chain": "lain"'),
        (2, '"leaf": "', '"leaf": "00'),
        (3, '"proof": ["', '"proof": ["00'),
        (3, "hari 2026", "hari 2025"),
        (4, '"proof": []', '"proof": ["00"]'),
    ],
)
def test_the_script_refuses_whatever_was_changed(taken, place, was, instead):
    file = taken[place]
    changed = file.read_text("utf-8").replace(was, instead, 1)
    assert changed != file.read_text("utf-8")
    file.write_text(changed, "utf-8")

    code, told = script(*taken)

    assert (code, told.count("SALAH")) == (1, 1)
    assert f"SALAH {file}" in told


def test_the_script_finds_a_journal_that_shows_two_faces(client, tmp_path, taken):
    """The same size with another root, signed by the same key."""
    real = rules.read(taken[1].read_text("utf-8")).checkpoint
    signer = notes.signer()
    other = rules.Checkpoint(real.origin, real.size, b"x" * 32, real.day)
    told = rules.sign(other, name=signer.name, public=signer.public, signature=signer.sign)
    forged = tmp_path / "forged"
    forged.write_text(told, "utf-8")

    code, said = script(taken[0], taken[1], forged)

    assert (code, "jurnal bercabang" in said) == (1, True)


def test_the_script_refuses_the_key_of_somebody_else(taken):
    other = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    code, told = script(other, taken[1])

    assert (code, "tidak ditandatangani dengan kunci ini" in told) == (1, True)


def test_the_page_tells_the_newest_of_each_chain_and_leads_to_everything(client):
    three_days()
    page = client.get("/jurnal/")

    assert "8" in text(page)
    links = tree(page).xpath("//main//a/@href")
    assert {"/jurnal/umum/", f"/jurnal/umum/{DAYS[2]}", "/jurnal/kunci.txt"} <= set(links)
    for link in links:
        assert client.get(link).status_code == 200, link
    chain = client.get("/jurnal/umum/")
    for link in tree(chain).xpath("//main//a/@href"):
        assert client.get(link).status_code == 200, link


def test_before_the_first_checkpoint_the_page_says_so(client):
    assert "Belum ada titik periksa" in text(client.get("/jurnal/"))
    assert client.get("/jurnal/umum/").status_code == 404
    assert client.get("/jurnal/daftar.json").json() == {"keys": [], "checkpoints": []}


@pytest.mark.parametrize(
    "address",
    [
        "/jurnal/lain/",
        "/jurnal/lain/daftar.json",
        "/jurnal/umum/2026-11-20",
        "/jurnal/umum/2026-13-45",
        "/jurnal/umum/2026-11-26/2026-11-25.json",
        "/jurnal/umum/2026-11-25/2026-12-25.json",
        "/jurnal/umum/entri/3/abc.json",
        "/jurnal/umum/entri/99999999999999999999999/abc.json",
    ],
)
def test_what_is_not_there_is_not_found(client, address):
    three_days()

    assert client.get(address).status_code == 404


def test_an_entry_of_today_has_no_proof_yet(client, tmp_path):
    three_days()
    write(1)

    answer = client.get(f"/jurnal/umum/entri/9/{leaf(9)}.json")

    assert answer.json()["note"] is None
    (tmp_path / "entry").write_bytes(answer.content)
    (tmp_path / "key").write_bytes(client.get("/jurnal/kunci.txt").content)
    code, told = script(tmp_path / "key", tmp_path / "entry")
    assert (code, "belum dicakup titik periksa" in told) == (1, True)


def test_the_pages_take_no_more_queries_for_more_days(client):
    write()
    checkpoints.close_days(now=NOON)
    addresses = ("/jurnal/", "/jurnal/umum/", "/jurnal/daftar.json")

    def counts():
        found = []
        for address in addresses:
            with CaptureQueriesContext(connection) as captured:
                client.get(address)
            found.append(len(captured))
        return found

    counts()
    few = counts()
    for no in range(1, 5):
        checkpoints.close_days(now=NOON + no * DAY)
    assert counts() == few


def test_the_receipt_of_a_filing_leads_to_its_entry_and_its_proof(client):
    room = filed.open_room()
    receipt = Document.objects.get(dispute=room.dispute, kind=Paper.RECEIPT)
    checkpoints.close_days(now=filed.FILED + DAY)
    certified.work("render_receipt")

    page = client.get(f"/v/{receipt.code}")

    (link,) = [one for one in tree(page).xpath("//a/@href") if "/entri/" in one]
    told = client.get(link).json()
    entry = JournalEntry.objects.get(chain=told["chain"], seq=told["seq"])
    assert (entry.act, entry.dispute_code) == ("application_tendered", room.dispute.code)
    assert told["note"].startswith("testserver/jurnal/kip\n")


def test_an_edition_is_marked_where_it_was_certified():
    told = certified.bench()
    edition = certified.freeze(told)
    certified.approve(told, edition)

    leaf = JournalLeaf.objects.get(code=edition.code)
    entry = JournalEntry.objects.get(chain=leaf.chain, seq=leaf.seq)
    assert (entry.act, entry.payload["sha256"]) == ("edition_approved", edition.content_sha256)
    assert leaf.leaf != entry.digest
