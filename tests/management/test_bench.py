"""``manage.py bench``: what it tells and how it ends; never how long anything took."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from cases.management.bench import growth, measure, search
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
    search.fill(20)
    entries = PublicEntry.objects.count()
    told = list(search.measure(Sizes(rounds=1, disputes=10)))

    assert PublicEntry.objects.count() == entries
    assert bulk.there() == 20
    assert all("20 sengketa" in result.name for result in told if result.floor)


@pytest.mark.parametrize(
    ("disputes", "there", "steps"),
    [
        (1_000_000, 0, [1_000, 10_000, 100_000, 1_000_000]),
        (250_000, 0, [1_000, 10_000, 25_000, 100_000, 250_000]),
        (200, 0, [20, 200]),
        (1, 0, [1]),
        (100_000, 20_000, [20_000, 100_000]),  # what is there is not taken away
        (100, 20_000, [20_000]),
    ],
)
def test_growth_is_measured_at_each_power_of_ten(monkeypatch, disputes, there, steps):
    monkeypatch.setattr(growth.bulk, "there", lambda: there)

    assert growth.steps(disputes) == steps


@pytest.mark.parametrize(
    ("name", "points", "slope", "goal"),
    [
        ("halaman perkara", [(1_000, 5.0), (10_000, 5.0), (100_000, 5.0)], 0.0, 0.1),
        ("daftar badan publik", [(1_000, 1.0), (10_000, 10.0), (100_000, 100.0)], 1.0, 0.1),
        ("cari: tiga kata jarang", [(1_000, 2.0), (100_000, 20.0)], 0.5, 0.1),
        ("cari: kata sering", [(1_000, 2.0), (100_000, 20.0)], 0.5, None),
        ("halaman perkara", [(10, 2.0), (1_000, 20.0)], 0.5, None),  # too few to be judged
    ],
)
def test_an_exponent_is_the_slope_of_the_logarithms(name, points, slope, goal):
    told = growth.told(name, points)

    assert (told.figure, told.goal) == (slope, goal)


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
