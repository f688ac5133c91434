"""Letters of an applicant: our words, the facts of the case, and nobody's text as a pattern."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.domain import letters, vocabulary
from cases.domain.letters import (
    Empowered,
    Evidence,
    LetterKind,
    Listed,
    Objected,
    Withdrawn,
)

FACTS = Objected(
    regime="umum",
    organisation="Yayasan Lestari",
    body="Badan Darma",
    superior=("Sekretaris", "Badan Darma", "Jl. Merdeka 1"),
    asked_on=date(2024, 3, 4),
    purpose="pengawasan anggaran",
    replied_on=None,
    reply="",
    items=[("Kontrak", ["a", "c"]), ("Anggaran", [])],
    reason="Kontrak itu sudah selesai.",
    place="Jakarta",
    signatory="Sari",
    office="Ketua",
)
DAY = date(2024, 4, 1)


def words(letter):
    return " ".join((*letter.paragraphs, *letter.items, *letter.after))


def test_an_objection_says_what_the_elucidation_of_pasal_35_asks_for():
    """Name, grounds, purpose, history."""
    letter = letters.objection(FACTS, dated_on=DAY)

    told = words(letter)
    assert letter.sender == ("Yayasan Lestari",)
    assert "kepada PPID Badan Darma pada 4 Maret 2024" in told
    assert "pengawasan anggaran" in told
    assert "tidak ditanggapi" in told
    assert letter.items[0].startswith("Kontrak: permintaan ditolak")
    assert "(huruf a); permintaan tidak ditanggapi" in letter.items[0]
    assert letter.items[1] == "Anggaran"
    assert "30 hari kerja" in told  # UU 14/2008 Pasal 36 ayat (2)


def test_a_reply_is_told_with_its_day_and_the_election_track_with_its_rules():
    facts = replace(FACTS, regime="pemilu", replied_on=date(2024, 3, 15), reply="Dikecualikan.")

    told = words(letters.objection(facts, dated_on=DAY))

    assert "ditanggapi pada 15 Maret 2024: Dikecualikan." in told
    assert "Nomor 1 Tahun 2019" in told
    assert "30 hari kerja" not in told


def test_every_ground_of_the_act_has_its_words():
    assert set(letters.wording()["objection"]["ground"]) == set(
        vocabulary.terms("objection_ground")
    )


def test_a_power_of_attorney_names_both_hands_and_the_dispute():
    facts = Empowered(
        "Yayasan Lestari", "Ted", "Badan Darma", "Komisi Informasi Pusat", ["Kontrak"], ""
    )

    letter = letters.power_of_attorney(facts, dated_on=DAY)

    assert letter.kind is LetterKind.POWER_OF_ATTORNEY
    assert letter.signatories == (
        ("Pemberi Kuasa", "Yayasan Lestari"),
        ("Penerima Kuasa", "Ted"),
    )
    assert "melawan Badan Darma di Komisi Informasi Pusat" in words(letter)


WITHDRAWN = Withdrawn(
    organisation="Yayasan Lestari",
    body="Badan Darma",
    commission="Komisi Informasi Pusat",
    number="001/KIP-PSI/III/2024",
    is_registered=True,
    received_on=date(2024, 3, 4),
    reason="Informasi sudah kami terima.",
    place="Jakarta",
    signatory="Sari",
    office="Ketua",
)


def test_a_withdrawal_names_the_dispute_and_that_it_is_not_brought_again():
    """Perki 1/2013 Pasal 14 and 15 ayat (4), as secondary sources tell them."""
    letter = letters.withdrawal(WITHDRAWN, dated_on=DAY)

    told = words(letter)
    assert letter.kind is LetterKind.WITHDRAWAL
    assert letter.addressee == ("Panitera", "Komisi Informasi Pusat")
    assert "nomor register 001/KIP-PSI/III/2024, yang diterima pada 4 Maret 2024" in told
    assert "Alasan kami: Informasi sudah kami terima." in told
    assert "tidak dapat diajukan kembali" in told
    assert letters.from_plain(letter.as_plain()) == letter


def test_a_withdrawal_before_registration_names_the_code_and_no_day_that_is_not_known():
    facts = replace(WITHDRAWN, is_registered=False, number="BCDFGHJK", received_on=None)

    told = words(letters.withdrawal(facts, dated_on=DAY))

    assert "dengan kode permohonan BCDFGHJK, sebagaimana" in told


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


@given(TEXT, TEXT, TEXT)
def test_what_people_write_is_text_whatever_it_looks_like(body, reason, item):
    facts = replace(FACTS, body=body, reason=reason + "{body}", items=[(item, ["c"])])

    letter = letters.objection(facts, dated_on=DAY)

    assert letter.items[0].startswith(item)
    assert f"{reason}{{body}}" in words(letter)
    assert letters.from_plain(letter.as_plain()) == letter


LISTED = Listed(
    organisation="Yayasan Lestari",
    commission="Komisi Informasi Pusat",
    register="002/KIP-PSIP/II/2024",
    applicant="Yayasan Lestari",
    respondent="Badan Darma",
    evidence=[
        Evidence("P-1", "Permintaan {{ 7*7 }}", DAY, 3, "Bahwa permintaan dikirim", "ab" * 32),
        Evidence("P-2", "Surat {% load x %}", None, 0, "", ""),
    ],
    place="Jakarta",
    signatory="Sari",
    office="Ketua",
)


def test_a_list_of_evidence_says_what_a_panel_reads_and_annexes_the_fingerprints():
    letter = letters.evidence_list(LISTED, dated_on=DAY)

    assert letter.addressee == ("Majelis Komisioner", "Komisi Informasi Pusat")
    assert "nomor register 002/KIP-PSIP/II/2024 antara Yayasan Lestari" in words(letter)
    assert letter.table.columns == ("Nomor", "Bukti", "Diterima", "Halaman", "Membuktikan")
    assert letter.table.rows == (
        ("P-1", "Permintaan {{ 7*7 }}", "1 April 2024", "3", "Bahwa permintaan dikirim"),
        ("P-2", "Surat {% load x %}", "–", "–", "–"),
    )
    assert letter.annex.rows == (("P-1", "ab" * 32), ("P-2", "–"))
    assert sum(letter.table.widths) == sum(letter.annex.widths) == 100
    assert letters.from_plain(json.loads(json.dumps(letter.as_plain()))) == letter


def test_before_there_is_a_number_the_list_says_so():
    letter = letters.evidence_list(replace(LISTED, register=""), dated_on=DAY)

    assert "belum diberi nomor register" in words(letter)
