"""The application: what it must say, what is suggested, what a panel may ask of it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from cases.domain import calendars, filing
from cases.domain.admissibility import Doubt, examine
from cases.domain.filing import (
    Applicant,
    Application,
    Chronology,
    Enclosed,
    IncompleteApplication,
    Suggestion,
    Wanted,
)
from cases.domain.information_requests import ProofKind
from cases.domain.parties import RepresentationBasis

CALENDAR = calendars.shipped()
REGIONS = [("kip", ""), ("ki-jabar", "Jawa Barat"), ("ki-aceh", "Aceh")]
# Asked on 4 March 2024: the reply was due on 20 March (Pasal 22 ayat (7)); objected on 1 April,
# answered on 6 May: the dispute may be filed until 30 May (Pasal 37 ayat (2)).
WRITTEN = Application(
    applicant=Applicant("badan_hukum", "Yayasan Lestari", representative="Sari"),
    body="darma",
    items=(Wanted("Kontrak", ("c",)), Wanted("Anggaran", ("a", "c"))),
    chronology=Chronology(
        asked_on=date(2024, 3, 4), objected_on=date(2024, 4, 1), answered_on=date(2024, 5, 6)
    ),
    reasons=("superior_silent",),
    relief=("order_answer",),
    commission="kip",
    regime="umum",
)
CENTRAL = Suggestion("kip", "central")


def doubts(application, on, competent=CENTRAL):
    found = examine(application, on=on, calendar=CALENDAR, competent=competent)
    return [one.doubt for one in found]


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"items": ()}, "Informasi yang diminta"),
        ({"reasons": ()}, "Alasan"),
        ({"relief": ()}, "Yang dimohonkan"),
        ({"applicant": Applicant("perseorangan", "")}, "Nama Pemohon"),
        (
            {
                "applicant": Applicant(
                    "perseorangan", "Siti", basis=RepresentationBasis.POWER_OF_ATTORNEY
                )
            },
            "Tanggal surat kuasa",
        ),
    ],
)
def test_what_no_application_can_lack_is_named(wrong, told):
    """Perki 1/2013 Pasal 10: identity, reasons, relief; UU 14/2008 Pasal 44 ayat (4)."""
    with pytest.raises(IncompleteApplication, match=told):
        replace(WRITTEN, **wrong)


def test_the_letters_of_all_items_stand_together_once_and_in_order():
    assert WRITTEN.letters == ("a", "c")


def test_reasons_and_relief_follow_from_the_grounds():
    assert filing.reasons_for(["c"]) == ("superior_silent",)
    assert filing.relief_for(["a", "e"]) == ("declare_open", "order_fulfil")
    assert filing.reasons_for([]) == ()


@pytest.mark.parametrize(
    ("body", "code", "reason"),
    [
        ("Kementerian Dalam Negeri", "kip", "central"),
        ("Komisi Pemilihan Umum Republik Indonesia", "kip", "central"),
        ("Dinas Pendidikan Provinsi Jawa Barat", "ki-jabar", "provincial"),
        ("Balai Pengelolaan Hutan Lestari Wilayah I Aceh", "ki-aceh", "provincial"),
        ("Pemerintah Desa Ciherang", "", "unknown"),
    ],
)
def test_the_commission_is_suggested_from_the_name_with_its_reason(body, code, reason):
    """UU 14/2008 Pasal 26, 27."""
    assert filing.suggest_commission(body, REGIONS) == Suggestion(code, reason)


@pytest.mark.parametrize(
    ("body", "regime"),
    [
        ("Komisi Pemilihan Umum Republik Indonesia", "pemilu"),
        ("Komisi Independen Pemilihan Aceh", "pemilu"),
        ("Bawaslu Kota Tasikmalaya", "pemilu"),
        ("Komisi Pemberantasan Korupsi", "umum"),
    ],
)
def test_the_election_track_is_suggested_for_who_runs_elections(body, regime):
    assert filing.suggest_regime(body).code == regime


def test_an_application_in_time_raises_no_doubt():
    assert doubts(WRITTEN, date(2024, 5, 30)) == []


def test_a_day_late_is_a_doubt_and_no_refusal():
    assert doubts(WRITTEN, date(2024, 5, 31)) == [Doubt.FILED_LATE]


def test_without_an_objection_that_is_the_doubt_whatever_the_day():
    """Elucidation of Pasal 37 ayat (1)."""
    chronology = Chronology(asked_on=date(2024, 3, 4))

    assert doubts(replace(WRITTEN, chronology=chronology), date(2024, 5, 6)) == [
        Doubt.NO_OBJECTION
    ]


def test_an_objection_before_the_body_was_out_of_time_is_early():
    chronology = replace(WRITTEN.chronology, objected_on=date(2024, 3, 20))

    found = doubts(replace(WRITTEN, chronology=chronology), date(2024, 5, 30))

    assert found == [Doubt.OBJECTION_EARLY]


def test_an_objection_past_thirty_working_days_of_silence_is_late():
    """Pasal 36 ayat (1): the last day was 15 May 2024."""
    chronology = replace(
        WRITTEN.chronology, objected_on=date(2024, 5, 16), answered_on=date(2024, 5, 27)
    )

    found = doubts(replace(WRITTEN, chronology=chronology), date(2024, 5, 28))

    assert found == [Doubt.OBJECTION_LATE]


def test_filing_while_the_superior_may_still_answer_is_early():
    """Pasal 36 ayat (2): 30 working days after 1 April 2024 end on 28 May.

    2-5 April 1-4; 16-19 April 5-8; 22-26 April 9-13; 29-30 April 14-15; 2-3 May 16-17; 6-8 May
    18-20; 13-17 May 21-25; 20-22 May 26-28; 23 Waisak, 24 joint leave; 27-28 May 29-30.
    """
    chronology = replace(WRITTEN.chronology, answered_on=None)
    application = replace(WRITTEN, chronology=chronology)

    assert doubts(application, date(2024, 5, 28)) == [Doubt.FILED_EARLY]
    assert doubts(application, date(2024, 5, 29)) == []


def test_another_commission_than_the_name_points_to_is_a_doubt():
    competent = Suggestion("ki-jabar", "provincial")

    assert doubts(WRITTEN, date(2024, 5, 30), competent) == [Doubt.OTHER_COMMISSION]


def test_what_the_election_rules_do_not_say_is_a_doubt_of_its_own():
    found = doubts(replace(WRITTEN, regime="pemilu"), date(2024, 5, 30))

    assert found == [Doubt.LIMIT_UNCERTAIN]


def test_an_application_that_was_kept_is_the_same_again():
    whole = replace(
        WRITTEN,
        applicant=Applicant(
            "perseorangan",
            "Siti {{ 7*7 }}",
            representative="Sari",
            basis=RepresentationBasis.POWER_OF_ATTORNEY,
            attorney_on=date(2024, 5, 20),
        ),
        enclosures=(Enclosed("identity", "BCDFGHJK", "0" * 64),),
    )

    assert filing.from_plain(json.loads(json.dumps(whole.as_plain()))) == whole


def test_what_a_dispute_is_about_is_told_in_one_line():
    long = replace(WRITTEN, items=(Wanted("x" * 300),))

    assert WRITTEN.subject == "Kontrak dan 1 butir lain"
    assert len(long.subject) == 200
    assert long.subject.endswith("…")


def test_every_kind_of_proof_has_its_place_in_the_application():
    assert set(filing.PLACE_OF_PROOF) == set(ProofKind)
    assert all(filing.PLACES[place.code] is place for place in filing.PLACE_OF_PROOF.values())
