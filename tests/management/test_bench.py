"""``manage.py bench``: what it tells and how it ends; never how long anything took."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cases.management.bench import measure, search
from cases.management.bench.measure import Result, Sizes, Times
from cases.management.bench.registry import BENCHES
from cases.management.demo import bulk
from cases.models import PublicEntry
from tests.flows.processes import House


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Every bench, each as small as it can be."""
    house = House(tmp_path_factory.mktemp("bench"))
    yield house.run("bench", "--tiny", "--json"), house
    house.close()


@pytest.mark.processes
def test_every_bench_names_its_floor_its_goal_and_whether_it_is_met(ran):
    done, _house = ran

    results = json.loads(done.stdout)["results"]

    assert done.returncode == 0, done.stderr
    assert {row["bench"] for row in results} == set(BENCHES)
    for row in results:
        assert set(row) == {
            *("bench", "name", "unit", "figure", "ours", "floor", "floor_name"),
            *("goal", "note", "is_met"),
        }
        assert (row["goal"] is None) == (row["is_met"] is None)
        assert (row["floor"] is None) == (row["floor_name"] == "")
        assert row["ours"] is None or set(row["ours"]) == {"median", "least", "most"}


@pytest.mark.processes
def test_who_runs_a_bench_sees_its_results_and_no_line_for_each_request(ran):
    done, _house = ran

    assert [line for line in done.stderr.splitlines() if line.startswith("{")] == []
    assert "GET 200" not in done.stdout + done.stderr


@pytest.mark.processes
def test_a_bench_leaves_the_data_of_the_user_alone(ran):
    done, house = ran

    assert done.returncode == 0
    assert not (house.folder / "sidang.sqlite3").exists()


@pytest.mark.processes
def test_an_unknown_bench_is_refused_with_the_names_there_are(tmp_path):
    done = House(tmp_path).run("bench", "cepat")

    assert done.returncode == 1
    assert "Tidak ada bench bernama cepat." in done.stderr
    assert "transcript" in done.stderr


@pytest.mark.django_db(transaction=True)
def test_a_base_that_is_filled_already_is_measured_as_it_stands(monkeypatch):
    monkeypatch.setattr(measure.gc, "collect", lambda: 0)  # the rubbish of all tests before
    few = list(search.measure(Sizes(rounds=1, disputes=20)))
    entries = PublicEntry.objects.count()
    again = list(search.measure(Sizes(rounds=1, disputes=20)))

    assert PublicEntry.objects.count() == entries
    assert bulk.there() == 20
    assert [result for result in few if result.unit == "pangkat"]
    assert [result for result in again if result.unit == "pangkat"] == []


def test_what_a_worker_took_is_its_own_and_not_that_of_who_started_it():
    ours = bytearray(300 * 1024 * 1024)
    ask = "from cases.management.bench.measure import peak_mib; print(peak_mib())"

    done = subprocess.run([sys.executable, "-c", ask], capture_output=True, check=True)

    assert float(done.stdout) < len(ours) / 1024 / 1024 / 2


def test_both_sides_take_turns_after_one_run_that_is_not_counted():
    turns = []

    sides = measure.side_by_side(
        lambda: turns.append("ours"), lambda: turns.append("floor"), rounds=2
    )

    assert turns == ["ours", "floor"] * 3
    assert [len(side) for side in sides] == [2, 2]


def test_the_figure_is_the_ratio_of_the_medians_for_one_unit_of_each_side():
    # Ours: 3 s for 10 pages; the floor: 1 s for 5. The odd round counts for nothing.
    result = measure.compared(
        "naskah", ([3.0, 3.0, 9.0], [1.0, 1.0, 0.1]), floor_name="polos", per=(10, 5), goal=1.0
    )

    assert result.ours == Times(median=300.0, least=300.0, most=900.0)
    assert result.floor == Times(median=200.0, least=20.0, most=200.0)
    assert result.figure == 1.5
    assert result.is_met is False


def test_a_figure_at_its_goal_meets_it_and_one_without_goal_is_not_judged():
    assert Result("halaman", "kueri", 12, goal=12).is_met is True
    assert Result("halaman", "kueri", 12).is_met is None
