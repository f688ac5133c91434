"""A component that is made from what it is given is made once, and never from anything else; so
is a large part of a page, in each state of what it tells.
"""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from django.core.cache import caches
from django.template import Context, engines
from django.utils.safestring import mark_safe
from django.utils.translation import override

from cases.domain.search import read
from cases.models import PublicDispute, PublicUtterance
from cases.queries import public
from cases.templatetags.pieces import PieceNode
from cases.templatetags.said import SaidNode
from cases.web.entries import Listed
from cases.web.search_hits import Drawn
from tests.public_record import publish

TURN = {
    "kind": "answer",
    "speaker": "Pak Darma",
    "role": "Termohon",
    "text": "Iya",
    "text_en": "Yes",
    "rendering": "quoted",
    "note": "",
    "place": {"page": 2, "line": 11, "to_page": 2, "to_line": 11},
    "address": "/r/BCDFGHJK/1/2:11",
}

MEMORY = "django.core.cache.backends.locmem.LocMemCache"
NOWHERE = "django.core.cache.backends.dummy.DummyCache"


@pytest.fixture(autouse=True)
def pieces(settings):
    settings.CACHES = {
        **settings.CACHES,
        "pieces": {"BACKEND": MEMORY, "LOCATION": "pieces"},
        "parts": {"BACKEND": MEMORY, "LOCATION": "parts"},
    }
    caches["pieces"].clear()
    caches["parts"].clear()


@pytest.fixture
def made(monkeypatch):
    """How often a piece was made, not answered again."""
    told = []
    include = PieceNode.__mro__[1].render

    def render(node, context):
        told.append(node.template.token)
        return include(node, context)

    monkeypatch.setattr(PieceNode.__mro__[1], "render", render)
    return told


def rendered(source, **context):
    return engines["django"].from_string(source).template.render(Context(context))


def turn(**changes):
    source = '{% piece "components/_turn.html" with turn=turn %}'
    return rendered(source, turn={**TURN, **changes}, stray="liar")


def test_what_is_given_again_is_not_made_again(made):
    first = turn()
    again = turn()

    assert first == again
    assert "Pak Darma" in first
    assert len(made) == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"text": "Tidak"},
        {"note": "lirih"},
        {"place": {**TURN["place"], "line": 12}},
        {"text": mark_safe("Iya")},
        {"text_en": None},
    ],
)
def test_whatever_is_given_otherwise_is_made_anew(made, changes):
    turn()
    told = turn(**changes)

    assert len(made) == 2
    assert told == rendered(
        '{% include "components/_turn.html" with turn=turn only %}', turn={**TURN, **changes}
    )


def test_each_language_has_its_own(made):
    indonesian = turn()
    with override("en"):
        english = turn()

    assert "Yes" in english
    assert "Yes" not in indonesian
    assert len(made) == 2


def test_a_piece_sees_nothing_of_its_page():
    source = '{% piece "components/_crumbs.html" %}'

    assert "liar" not in rendered(source, crumbs=[("liar", "")])


def test_what_cannot_be_written_out_is_made_each_time(made):
    crumbs = iter([("Register", ""), ("002", "")])
    source = '{% piece "components/_crumbs.html" with crumbs=crumbs kept=kept %}'

    assert "Register" in rendered(source, crumbs=crumbs, kept=lambda: None)
    rendered(source, crumbs=[], kept=lambda: None)
    assert len(made) == 2


def test_a_list_of_sources_is_known_by_all_it_says():
    source = {"key": "kabar-1", "publisher": "Kabar", "title": "Termohon mengakui"}

    assert Listed([source]).fingerprint == Listed([dict(source)]).fingerprint
    for name in source:
        assert Listed([{**source, name: "lain"}]).fingerprint != Listed([source]).fingerprint
    assert Listed([source, source]).fingerprint != Listed([source]).fingerprint


def test_a_hit_is_known_by_all_that_is_told_of_it():
    def known(asked="", **told):
        row = PublicDispute(**{"code": "XXXXXXXX", "subject": "Pengadaan awan", **told})
        said = PublicUtterance(text="Iya", number=1)
        return Drawn(public.Hit(row, (said,)), read(asked)).fingerprint

    assert known() == known()
    assert known(subject="Pengadaan") != known()
    assert known(decided_on=date(2024, 3, 13)) != known()
    assert known(asked="awan") != known()


@pytest.mark.django_db
def test_pages_say_the_same_with_pieces_kept_and_without(client, settings):
    """Also of two cases that resemble one another, in either language."""
    addresses = []
    for name in ("pusat", "jabar"):
        room = publish(name=name).room
        case = f"/perkara/{room.commission.code}/001-KIP-PSIP-II-2024/"
        risalah = f"/sidang/{room.hearing.code}/risalah/1/"
        addresses += [case, f"{case}sidang/1/", risalah, f"{risalah}?baris=1:1-1:3"]
    asked = [
        f"{one}{'&' if '?' in one else '?'}bahasa={tongue}"
        for one in ["/perkara/", *addresses]
        for tongue in ("id", "en")
    ]
    for _time in range(2):
        kept = {one: client.get(one, follow=True).content for one in asked}
    settings.CACHES = settings.CACHES | {
        "pieces": {"BACKEND": NOWHERE},
        "parts": {"BACKEND": NOWHERE},
    }

    for one in asked:
        assert client.get(one, follow=True).content == kept[one], one


def test_fixed_words_are_looked_up_once_for_each_language():
    template = (
        engines["django"]
        .from_string(
            '{% translate "Register" %}|{% translate "Sidang" context "many" %}'
            '|{% translate "Register"|upper %}|{% translate name %}'
        )
        .template
    )
    kinds = [type(node) for node in template.nodelist if hasattr(node, "filter_expression")]

    assert [kind is SaidNode for kind in kinds] == [True, True, False, False]
    for _time in range(2):
        for tongue in ("id", "en"):
            with override(tongue):
                said = template.render(Context({"name": "Putusan"}))
                plain = (
                    engines["django"]
                    .from_string("{% blocktranslate %}Register{% endblocktranslate %}")
                    .render()
                )
                assert said.split("|")[0] == plain
                assert said.split("|")[2] == plain.upper()


def test_a_piece_may_be_given_days():
    source = '{% load case_format %}{% piece "components/_end.html" with one=one %}'
    first = rendered(source, one={"kept_on": date(2024, 3, 13)})

    assert first != rendered(source, one={"kept_on": date(2024, 3, 14)})


class Told:
    """A page whose parts are made; how often it was read is counted."""

    def __init__(self, state, seconds=60, found=None, **told):
        self.state, self.seconds, self.found, self._told = state, seconds, found, told
        self.times = 0

    @property
    def told(self):
        self.times += 1
        return self._told


def part(page, name="main", **context):
    source = f"{{% part {name} of page %}}{{{{ subject }}}}{{{{ stray }}}}{{% endpart %}}"
    return rendered(source, page=page, **context)


def test_a_part_is_read_once_in_each_state():
    first, again, other = (Told(state, subject="<awan>") for state in ("1", "1", "2"))

    assert [part(page) for page in (first, again, other)] == ["&lt;awan&gt;"] * 3
    assert [page.times for page in (first, again, other)] == [1, 0, 1]


def test_a_part_for_which_the_same_is_found_is_not_told_again_in_another_state():
    found = [("1", ["awan"]), ("2", ["awan"]), ("3", ["hujan"]), ("4", None), ("5", None)]
    pages = [Told(state, found=rows, subject=f"awan {state}") for state, rows in found]

    assert [part(page) for page in pages] == ["awan 1", "awan 1", "awan 3", "awan 4", "awan 5"]
    assert [page.times for page in pages] == [1, 0, 1, 1, 1]
    with override("en"):
        assert part(Told("6", found=["awan"], subject="cloud")) == "cloud"


def test_what_is_found_and_cannot_be_written_out_is_told_each_time():
    pages = [Told(state, found=lambda: None, subject=f"awan {state}") for state in "12"]

    assert [part(page) for page in pages] == ["awan 1", "awan 2"]


def test_parts_of_one_page_and_their_languages_are_told_apart():
    part(Told("1", subject="Indonesia"))

    assert part(Told("1", subject="kepala"), name="head") == "kepala"
    with override("en"):
        assert part(Told("1", subject="English")) == "English"
    assert part(Told("1", subject="liar")) == "Indonesia"


def test_a_part_sees_nothing_beside_what_its_page_tells():
    assert part(Told("1", subject="awan"), stray="rahasia", subject="rahasia") == "awan"


def test_what_has_no_state_is_made_each_time():
    page = Told("", subject="awan")

    assert [part(page), part(page), page.times] == ["awan", "awan", 2]


def test_a_part_stands_for_so_many_seconds():
    with time_machine.travel("2026-11-27T03:00:00Z", tick=False) as clock:
        part(Told("1", subject="awan"))
        clock.shift(59)
        assert part(Told("1", subject="hujan")) == "awan"
        clock.shift(2)
        assert part(Told("1", subject="hujan")) == "hujan"
