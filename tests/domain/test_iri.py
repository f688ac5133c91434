"""The names of a transcript as the Akoma Ntoso Naming Convention writes them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.domain.transcripts import iri
from cases.domain.transcripts.iri import Iri

HEARD, FROZEN = date(2024, 3, 13), date(2024, 3, 20)
WORK = "/akn/id/debaterecord/risalah/2024-03-13/bcdfghjk"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        (WORK, Iri(HEARD, "BCDFGHJK")),
        (f"{WORK}/!main", Iri(HEARD, "BCDFGHJK")),
        (f"{WORK}/ind@2024-03-20", Iri(HEARD, "BCDFGHJK", FROZEN)),
        (f"{WORK}/ind@2024-03-20/!main~butir_18", Iri(HEARD, "BCDFGHJK", FROZEN, number=18)),
        (f"{WORK}/!main~dbsect_3__answer_18", Iri(HEARD, "BCDFGHJK", number=18)),
        (f"{WORK}/ind@2024-03-20.xml", Iri(HEARD, "BCDFGHJK", FROZEN, is_file=True)),
        (f"{WORK}/ind@2024-03-20/!main.xml", Iri(HEARD, "BCDFGHJK", FROZEN, is_file=True)),
    ],
)
def test_work_edition_file_and_turn_are_told_apart(told, named):
    assert iri.read(told) == named


@pytest.mark.parametrize(
    "told",
    [
        *("", "/akn/", "/akn/id/act/uu/2008-04-30/14", WORK + "/", WORK + "/eng@2024-03-20"),
        *(WORK + "/!main~butir_", WORK + "/!main~butir_١", WORK.replace("-13", "-32")),
        WORK + "/../bcdfghjl",
    ],
)
def test_what_is_no_name_of_a_transcript_is_refused(told):
    with pytest.raises(ValueError, match=r".*"):
        iri.read(told)


@given(
    held_on=st.dates(), frozen_on=st.dates(), code=st.text("BCDFGHJKMPQRTVWX234679", min_size=1)
)
def test_what_a_name_is_written_as_is_read_as_the_same_name(held_on, frozen_on, code):
    name = Iri(held_on, code, frozen_on)

    assert iri.read(name.expression) == name
    assert iri.read(name.work) == Iri(held_on, code)
