"""Letters of an applicant: our words, the facts of the case, and nobody's text as a pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from cases.domain import letters, vocabulary
from cases.domain.letters import Empowered, LetterKind, Objected

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
    assert "30 (tiga puluh) hari kerja" in told


def test_a_reply_is_told_with_its_day_and_the_election_track_with_its_rules():
    facts = replace(FACTS, regime="pemilu", replied_on=date(2024, 3, 15), reply="Dikecualikan.")

    told = words(letters.objection(facts, dated_on=DAY))

    assert "ditanggapi pada 15 Maret 2024: Dikecualikan." in told
    assert "Nomor 1 Tahun 2019" in told
    assert "30 (tiga puluh)" not in told


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


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=40)


@given(TEXT, TEXT, TEXT)
def test_what_people_write_is_text_whatever_it_looks_like(body, reason, item):
    facts = replace(FACTS, body=body, reason=reason + "{body}", items=[(item, ["c"])])

    letter = letters.objection(facts, dated_on=DAY)

    assert letter.items[0].startswith(item)
    assert f"{reason}{{body}}" in words(letter)
    assert letters.from_plain(letter.as_plain()) == letter
