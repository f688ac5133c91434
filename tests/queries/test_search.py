"""The index: both engines find what one plain definition says, and nothing that was sealed."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.domain.publication.folding import fold
from cases.domain.search import Kind, read, stem
from cases.domain.search.index import line
from cases.models import PublicDispute, PublicEntry
from cases.queries import public
from cases.queries.public import engine
from cases.queries.public.engine import expected as asking
from cases.queries.public.engine import plans
from cases.queries.public.search import pool, register
from cases.services import publication
from tests.hearing_room import NOW
from tests.public_record import WHO, publish
from tests.queries.test_public import open_dispute, read_for
from tests.standing import standing

pytestmark = pytest.mark.django_db

WORDS = [
    "pemohon", "permohonan", "mohon", "pengadaan", "pengaduan", "ada", "awan", "cloud",
    "kuasa", "dikuasai", "kpu", "002", "ii", "iii", "2024", "and", "or", "not", "near", "e10",
    "1e5", "x1", "péngadaan", "www", "a",
]  # fmt: skip
TEXTS = st.lists(
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), min_size=1, max_size=3
)
PART = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS).map(lambda word: word[:3]),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(
        lambda words: f'"{" ".join(words)}"'
    ),
)


@pytest.fixture
def shelved():
    """One bare dispute, to which entries may belong."""
    return PublicDispute.objects.create(
        code="XXXXXXXX", commission_code="pusat", slug="x", regime="umum", stage="x",
        phase="x", subject="x", version="x", shelved_at=NOW, body={},
    )  # fmt: skip


built, record = standing(publish)


def search(**words) -> public.Results:
    """A page of what answers, with its rows, which are read when they are asked for."""
    found = public.find(public.Search.from_query(QueryDict(urlencode(words, doseq=True))))
    assert len(found.hits) <= public.PER_PAGE
    return found


def registers(results) -> list[str]:
    return [hit.dispute.register for hit in results.hits]


def is_met(part, texts) -> bool:
    """The definition: what one part of a question finds in texts, without any engine."""
    told = [fold(text).split() for text in texts]
    if part.is_phrase:
        length = len(part.words)
        return any(
            tuple(words[at : at + length]) == part.words
            for words in told
            for at in range(len(words))
        )
    flat = [word for words in told for word in words]
    if part.is_whole:
        return all(word in flat for word in part.words)
    return all(
        any(one.startswith(word) or stem(one) == stem(word) for one in flat)
        for word in part.words
    )


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(TEXTS, st.lists(PART, min_size=1, max_size=3))
def test_the_engine_finds_what_the_definition_says(shelved, texts, parts):
    asked = read(" ".join(parts))
    PublicEntry.objects.all().delete()
    PublicEntry.objects.create(
        dispute=shelved, kind="document", on=date(2024, 1, 1), words=line(texts)
    )

    found = PublicEntry.objects.filter(engine.holds(engine.meant(asked.parts, asked))).exists()

    assert found == all(is_met(part, texts) for part in asked.parts)


def test_no_phrase_passes_from_one_text_into_the_next(shelved):
    entry = PublicEntry.objects.create(
        dispute=shelved, kind="document", on=date(2024, 1, 1), words=line(["awan", "darma"])
    )
    asked = read('"awan darma"')
    holds = engine.holds(engine.meant(asked.parts, asked))

    assert not PublicEntry.objects.filter(holds).exists()
    entry.words = line(["awan darma"])
    entry.save()
    assert PublicEntry.objects.filter(holds).exists()


class TestWhatIsFound:
    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize(
        ("typed", "total"),
        [
            ("bekerja", 2),
            ("pekerjaan", 2),
            ('"bekerja sama"', 2),
            ('"sama bekerja"', 0),
            ("ucapan:bekerja", 2),
            ("pemohon:lestari ucapan:awan", 2),
            ("pemohon:darma", 0),
            ("badan:darma", 2),
            ('badan:"badan darma"', 2),
            ('badan:"darma badan"', 0),
            ("register:001", 1),
            ("register:001/KIP-PSIP/II/2024 badan:darma awan", 1),
            ("pengakuan:kerja", 1),
            ("dokumen:risalah", 2),
        ],
    )
    def test_by_root_phrase_and_field(self, typed, total):
        assert search(q=typed).total == total

    def test_the_dispute_with_the_number_comes_first(self, record):
        open_dispute(
            record.room, "004/V/KIP/2024", "Perkara 002/KIP-PSIP/II/2024 disebut di sini"
        )

        assert registers(search(q="002/KIP-PSIP/II/2024"))[0] == "002/KIP-PSIP/II/2024"
        assert search(q="002/KIP-PSIP/II/2024").total == 2

    @pytest.mark.usefixtures("record")
    def test_a_turn_is_listed_once_however_many_disputes_its_hearing_served(self):
        found = search(q="awan", isi="ucapan")

        assert (found.total, found.hits[0].turn.number) == (1, 1)
        assert found.kinds == {
            "": 2, "ucapan": 1, "pengakuan": 1, "putusan": 0, "dokumen": 0
        }  # fmt: skip

    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize(
        ("kind", "field"),
        [("ucapan", "turn"), ("pengakuan", "admission"), ("dokumen", "document")],
    )
    def test_each_kind_is_listed_without_words_too(self, kind, field):
        found = search(isi=kind)

        assert found.total > 0
        assert all(getattr(hit, field) is not None for hit in found.hits)

    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize(
        ("typed", "meant"), [("bekreja", "bekerja"), ("badan:darma awna", "badan:darma awan")]
    )
    def test_a_slip_is_answered_with_the_word_that_finds_something(self, typed, meant):
        found = search(q=typed)

        assert (found.total, found.suggestion) == (0, meant)

    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize("typed", ["qqqqqqq", "bekerja zzzzzz", "002/XYZ/2024"])
    def test_nothing_is_suggested_that_would_find_nothing(self, typed):
        assert search(q=typed).suggestion == ""


@pytest.fixture
def many(record, monkeypatch):
    """More disputes than are counted."""
    for no in range(3, 9):
        open_dispute(record.room, f"{no:03}/V/KIP/2024", "Pengadaan kertas")
    monkeypatch.setattr(pool, "MOST", 3)
    monkeypatch.setattr(register, "LISTED", 3)
    return record


class TestMoreThanIsCounted:
    @pytest.mark.usefixtures("many")
    def test_of_the_register_itself_more_are_counted_than_of_words(self, monkeypatch):
        monkeypatch.setattr(register, "LISTED", 100)

        found = search()

        assert (found.is_capped, found.total) == (False, PublicDispute.objects.count())
        assert search(jalur="umum").total + search(jalur="pemilu").total == found.total
        assert not search(jalur="umum").of_newest
        assert search(q="pengadaan").is_capped

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("asked", [{}, {"q": "pengadaan"}, {"q": "badan:darma"}])
    def test_more_than_the_most_is_told_as_more(self, asked):
        found = search(**asked)

        assert found.is_capped
        assert found.total <= 3

    @pytest.mark.usefixtures("many")
    def test_a_filter_reaches_those_that_were_not_counted(self):
        assert search(q="pengadaan", jalur="pemilu").total == 2
        assert not search(q="pengadaan", jalur="pemilu").is_capped
        assert search(jalur="pemilu").total == 2
        assert search(q="awan", isi="ucapan", jalur="pemilu").total == 1

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("asked", [
        {"q": "pengadaan"}, {"q": "awan", "isi": "ucapan"}, {"q": "ucapan:bekerja"},
        {"q": '"pengadaan kertas"'}, {"q": "badan:darma pengadaan"}, {"isi": "dokumen"},
    ])  # fmt: skip
    def test_what_bears_the_word_of_a_property_by_chance_is_not_found(self, asked, monkeypatch):
        told = search(**asked, jalur="pemilu")
        monkeypatch.setattr(pool, "MOST", 1_000)
        monkeypatch.setattr(pool, "of_properties", lambda _chosen: None)

        assert told.total == search(**asked, jalur="pemilu").total
        assert search(**asked, jalur="umum").total + told.total == search(**asked).total

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("words", [{}, {"q": "pengadaan"}])
    def test_what_is_chosen_beyond_those_counted_is_shown_with_its_whole_figure(self, words):
        found = search(**words, jalur="pemilu")

        chosen = [(facet.name, one.value, one.count) for facet, one in found.chosen]
        assert chosen == [("regime", "pemilu", found.total)]
        assert found.of_newest

    @pytest.mark.usefixtures("record")
    def test_a_choice_that_nothing_has_can_be_dropped_again(self):
        found = search(tahun="1999")

        assert [(one.value, one.count) for _facet, one in found.chosen] == [("1999", 0)]
        assert not found.of_newest

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("asked", [
        {}, {"q": "pengadaan"}, {"q": "pengadaan", "jalur": "pemilu"}, {"isi": "ucapan"},
        {"q": "awan", "isi": "ucapan", "jalur": "pemilu"}, {"q": "bekreja"},
    ])  # fmt: skip
    def test_no_search_takes_more_than_nine_queries(self, asked):
        with CaptureQueriesContext(connection) as caught:
            search(**asked)

        assert 0 < len(read_for(caught)) <= 9


def known_words() -> str:
    """Every word that the engine itself still knows, wherever it keeps them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "CREATE VIRTUAL TABLE temp.told USING "
                "fts5vocab('main', 'cases_publicentry_words', 'row')"
            )
            cursor.execute("SELECT term FROM temp.told")
        else:
            cursor.execute("SELECT word FROM ts_stat('SELECT vector FROM cases_publicentry')")
        told = " ".join(word for (word,) in cursor.fetchall())
        if connection.vendor == "sqlite":
            cursor.execute("DROP TABLE temp.told")
    return told


class TestTheIndexIsTheShelf:
    def test_what_is_sealed_leaves_no_word_behind(self, record):
        open_dispute(record.room, "003/V/KIP/2024", "Kontrak karya")
        assert "xbekerja" in known_words()

        for dispute in record.room.disputes:
            publication.seal(dispute, **WHO)

        told = known_words()
        assert "xkontrak" in told
        assert "xbekerja" not in told
        assert not PublicEntry.objects.exclude(dispute__register="003/V/KIP/2024").exists()

    def test_a_foreign_or_changed_entry_is_told_and_put_right(self, record):
        assert list(publication.verify()) == []
        entry = PublicEntry.objects.filter(kind="utterance").first()
        PublicEntry.objects.filter(pk=entry.pk).update(words="xrahasia")

        (difference,) = publication.verify()

        assert (difference.table, difference.columns) == ("PublicEntry", ("words",))
        assert "xrahasia" in known_words()
        publication.rebuild(now=NOW)
        assert list(publication.verify()) == []
        assert "xrahasia" not in known_words()
        assert search(q="bekerja").total == len(record.room.disputes)


ENTRIES = 12_000_000.0
STRETCH = re.compile(r"\((d\d+( \| )?)+\)")


@pytest.fixture
def expected(monkeypatch):
    """What the planner expects of all entries, of those since any day, and of words."""

    def tell(share=0.5, **words):
        def planned(condition, *values):
            if "vector" not in condition:
                return ENTRIES
            if STRETCH.fullmatch(values[0]):
                return ENTRIES * 0.01 * len(values[0].split("|"))
            held = [count for word, count in words.items() if word in values[0]]
            return min(held, default=ENTRIES * share)

        plans._stretches.cache_clear()
        monkeypatch.setattr(asking, "planned", planned)
        monkeypatch.setattr(asking, "newest", lambda _most: {date.max: 0})

    yield tell
    plans._stretches.cache_clear()


def planned(q, kind=None, **chosen):
    """The ways that are tried one after another."""
    asked = engine.meant(read(q).parts, read(q))
    return list(engine.ways(asked, kind, 2_000, is_alone=True))


@pytest.mark.postgresql
@pytest.mark.usefixtures("record")
class TestWaysOfLooking:
    def test_few_that_answer_are_all_looked_up(self, expected):
        expected(awan=900, kabut=3_000)

        (plan,) = planned("awan kabut")

        assert (plan.seen, plan.since) == (None, None)
        assert "xawan:*" in plan.looked_up.postgresql()
        assert "xkabut:*" in plan.looked_up.postgresql()

    def test_a_frequent_word_is_seen_on_what_a_rare_one_finds(self, expected):
        expected(awan=900, pengadaan=6_000_000)

        (plan,) = planned("pengadaan awan")

        assert "xpengadaan:*" in plan.seen.postgresql()
        assert "xpengadaan:*" not in plan.looked_up.postgresql()
        assert "xawan:*" in plan.looked_up.postgresql()

    def test_where_much_answers_the_newest_months_are_looked_at_first(self, expected):
        expected(awan=90_000)

        told = [plan.looked_up.postgresql() for plan in planned("awan")]

        stretches = [len(re.findall(r"\bd\d+\b", one)) for one in told]
        assert stretches[0] > 0
        assert stretches[-1] == 0

    def test_words_are_looked_for_as_they_stand_and_then_as_the_beginning_of_others(
        self, expected
    ):
        expected(awan=90_000)

        told = [plan.looked_up.postgresql() for plan in planned("awan")]

        begins = ["xawan:*" in one for one in told]
        assert begins == sorted(begins)
        assert (begins[0], begins[-1]) == (False, True)

    def test_a_word_that_nearly_all_hold_is_read_from_the_newest_on(self, expected):
        expected(awan=11_000_000)

        plan = planned("awan")[0]

        assert (plan.looked_up, plan.since) == (None, None)

    def test_several_such_words_are_read_for_within_bounds_and_looked_up_then(self, expected):
        expected(awan=11_000_000, kabut=10_000_000)

        first, *_others, last = planned("awan kabut")

        assert (first.looked_up, first.since is None) == (None, False)
        assert "d20" not in last.looked_up.postgresql()

    def test_of_some_years_the_newest_are_not_looked_at_first(self, expected):
        expected(awan=90_000, kabut=10_000_000)
        asked = engine.meant(read("awan kabut").parts, read("awan kabut"))

        told = list(engine.ways(asked, None, 2_000, years=("2023", "2024")))

        assert {plan.since for plan in told} == {None}
        assert not any("d20" in plan.looked_up.postgresql() for plan in told)

    def test_of_one_year_the_latest_disputes_are_read_for_a_word_that_many_hold(self, expected):
        expected(awan=3_000_000)
        asked = engine.meant(read("awan").parts, read("awan"))
        of_year = engine.of_properties({"year": ("2024",)})
        told = list(engine.ways(engine.All((asked, of_year)), None, 2_000, years=("2024",)))

        assert (told[0].looked_up, told[0].since) == (None, None)
        # A quarter of the entries, one to a dispute here: 8,000 hold 2,000, and half more.
        assert 12_000 <= told[0].latest.disputes <= 12_000 * 2**0.5
        assert told[0].latest.year == "2024"
        assert told[-1].latest is None

    def test_what_only_disputes_hold_is_reckoned_among_disputes(self, monkeypatch, expected):
        expected(ditolak=60_000)
        fewer = asking.planned
        monkeypatch.setattr(
            asking, "planned", lambda told, *of: 1e6 if "kind" in told else fewer(told, *of)
        )
        asked = engine.with_traits({"disposition": ("ditolak",)})

        among_all = list(engine.ways(asked, Kind.DISPUTE, 2_000))
        among_disputes = list(engine.ways(asked, Kind.DISPUTE, 2_000, is_of_kind=True))

        assert "d20" not in among_all[0].looked_up.postgresql()
        assert "d20" in among_disputes[0].looked_up.postgresql()

    def test_the_days_of_the_newest_are_counted(self, monkeypatch):
        plans._stretches.cache_clear()
        day = date(2024, 3, 13)
        monkeypatch.setattr(asking, "holding", lambda _words: 7_000.0)
        monkeypatch.setattr(
            asking, "newest", lambda _most: {day: 3, date(2024, 2, 1): 5, date(2023, 9, 1): 8}
        )

        told = {one.first: one.held for one in plans._stretches(day, 0)}

        assert told[date(2024, 3, 1)] == 3
        assert told[date(2024, 2, 1)] == told[date(2023, 10, 1)] == 8
        assert told[date(2023, 9, 1)] == 7_000  # of that day perhaps not all were counted
        plans._stretches.cache_clear()

    def test_of_a_phrase_the_pairs_are_looked_up_and_the_phrase_is_seen(self, expected):
        expected(p=900)

        (plan,) = planned('"awan kabut"')

        assert "<->" in plan.seen.postgresql()
        assert "<->" not in plan.looked_up.postgresql()


def plan_of(found, table):
    """How SQLite goes about the query for entries, line by line."""
    (query,) = [one["sql"] for one in found.captured_queries if f'FROM "{table}"' in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query}")
        return [line[3] for line in cursor.fetchall()]


@pytest.mark.embedded
@pytest.mark.usefixtures("many")
class TestWaysOfSQLite:
    @pytest.mark.parametrize("asked", [
        {"q": "pengadaan"}, {"q": "penga"}, {"q": "awan pengadaan"},
        {"q": '"pengadaan kertas"'}, {"q": "awan", "isi": "ucapan"},
        {"q": "pengadaan", "tahun": "2024"}, {"q": "badan:darma pengadaan"},
        {"q": "ucapan:bekerja pengadaan"},
    ])  # fmt: skip
    def test_reading_the_newest_finds_what_looking_up_finds(self, asked, monkeypatch):
        looked_up = search(**asked)
        monkeypatch.setattr(plans, "FREQUENT", 1)

        assert search(**asked) == looked_up
        assert looked_up.total > 0

    def test_what_many_hold_is_read_from_the_newest_on(self, monkeypatch):
        monkeypatch.setattr(plans, "FREQUENT", 1)
        with CaptureQueriesContext(connection) as caught:
            search(q="pengadaan")

        told = plan_of(caught, "cases_publicentry")
        assert any("public_entry_newest" in line for line in told)
        assert not any("TEMP B-TREE" in line for line in told)

    def test_the_list_of_a_party_is_not_walked_for_each_entry(self):
        with CaptureQueriesContext(connection) as caught:
            search(q="badan:darma ucapan:pengadaan")

        (beside,) = [
            line for line in plan_of(caught, "cases_publicentry") if "dispute_id=?" in line
        ]
        assert "rowid=?" not in beside


@pytest.mark.postgresql
def test_what_the_base_knows_to_be_in_very_many_entries_is_not_counted(record):
    dispute = PublicDispute.objects.first()
    PublicEntry.objects.bulk_create(
        PublicEntry(dispute=dispute, kind=Kind.UTTERANCE, place="LAZIM", number=no,
                    on=date(2024, 3, 13), words="xlazim xjarang" if no < 3 else "xlazim")
        for no in range(1, 1_201)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_publicentry")
    PublicEntry.objects.filter(place="LAZIM", number__gt=2).delete()

    # Two are left of either; of the one the base still knows that it stood in 1,200.
    assert engine.known(["lazim", "jarang", "tiada"]) == {"lazim": 50, "jarang": 2}


@pytest.mark.postgresql
class TestWordsThatStand:
    @pytest.mark.usefixtures("many")
    def test_where_enough_hold_a_word_itself_none_is_found_that_only_begins_so(
        self, record, expected, monkeypatch
    ):
        monkeypatch.setattr(plans, "SMALL", 0)
        expected(0.5)
        open_dispute(record.room, "099/V/KIP/2024", "Kertasindo hilang")
        whole = {one.dispute.register for one in search(q="kertas").hits}

        found = {one.dispute.register for one in search(q="kertasind").hits}

        assert "099/V/KIP/2024" not in whole
        assert found == {"099/V/KIP/2024"}


class TestOfOneYear:
    @pytest.mark.usefixtures("record")
    @pytest.mark.parametrize("words", [{}, {"urut": "putusan"}, {"urut": "masuk"}])
    def test_a_year_alone_is_listed_as_with_a_condition_that_all_meet(self, words):
        alone = search(tahun="2024", **words)
        beside = search(tahun="2024", jalur=["umum", "pemilu"], **words)

        assert alone.total > 0
        assert [one.dispute for one in alone.hits] == [one.dispute for one in beside.hits]
        assert alone.is_capped == beside.is_capped
        assert search(tahun="1999", **words).total == 0


@pytest.mark.postgresql
class TestTheNewestFirst:
    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("share", [0.9, 0.5, 0.015, 0.0001])
    @pytest.mark.parametrize("asked", [
        {"q": "pengadaan"}, {"q": "peng"}, {"q": "bekerja"}, {"q": '"pengadaan kertas"'},
        {"q": "pengadaan kertas"}, {"q": "pengadaan", "jalur": "pemilu"},
        {"q": "awan", "isi": "ucapan"}, {"q": "badan:darma ucapan:awan"}, {"jalur": "pemilu"},
        {"tahun": "2024", "jalur": "umum"},
    ])  # fmt: skip
    def test_each_way_gives_what_all_entries_give(self, asked, share, expected):
        whole = search(**asked)
        expected(share)

        assert search(**asked) == whole

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("share", [0.9, 0.5, 0.015, 0.0001])
    def test_of_one_year_those_with_the_latest_events_are_taken(self, share, expected):
        whole = search(q="pengadaan", tahun="2024")
        expected(share)

        told = search(q="pengadaan", tahun="2024")

        assert (told.total, told.is_capped) == (whole.total, True)
        assert told.kinds == whole.kinds
        days = [one.dispute.last_event_on for one in told.hits]
        assert days == [one.dispute.last_event_on for one in whole.hits]
        assert {one.dispute.year for one in told.hits} == {2024}

    @pytest.mark.usefixtures("many")
    @pytest.mark.parametrize("share", [0.9, 0.5])
    def test_of_one_year_no_answer_is_lost_where_all_are_taken(
        self, share, expected, monkeypatch
    ):
        monkeypatch.setattr(pool, "MOST", 100)
        whole = search(q="pengadaan", tahun="2024")
        expected(share)

        assert search(q="pengadaan", tahun="2024") == whole
