"""Everything public as files: whole, the same in every form, and withdrawn when words leave."""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import sqlite3
import sys
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from cases.adapters import dumps, files
from cases.domain.open_data import EVERY, dictionary
from cases.models import Dispute, Job, PublicDispute, PublicExport, PublicUtterance
from cases.queries import public
from cases.services import jobs, open_data, parties, publication
from cases.tasks import jobs as door
from tests.public_record import WHO

pytestmark = pytest.mark.django_db

NIGHT = datetime(2024, 5, 1, 19, 0, tzinfo=UTC)  # two in the morning in Jakarta


@pytest.fixture
def folder(record, tmp_path):
    open_data.export(tmp_path / "data", now=NIGHT)
    return tmp_path / "data"


def read_csv(folder, table):
    with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_lines(folder, table):
    with (folder / f"{table}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def export(at=NIGHT):
    """What the worker does at night."""
    job = open_data.order_nightly(now=at)
    claimed = jobs.claim(job.pk, now=at)
    if claimed:
        door.HANDLERS[jobs.JobKind.EXPORT_OPEN_DATA](claimed, jobs.Progress(claimed), at)
    return job


# --- What the files say -----------------------------------------------------------------------


def test_every_table_counts_the_same_in_every_form_and_on_the_site(folder, client):
    base = sqlite3.connect(folder / dumps.SQLITE)
    for table in EVERY:
        (rows,) = base.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()  # noqa: S608
        assert len(read_csv(folder, table.name)) == rows, table.name
        assert len(read_lines(folder, table.name)) == rows, table.name
        assert pq.read_metadata(folder / f"{table.name}.parquet").num_rows == rows, table.name
    base.close()

    assert len(read_csv(folder, "disputes")) == PublicDispute.objects.count() == 2
    assert len(read_csv(folder, "disputes")) == public.find(public.Search()).total
    for name in ("disputes", "hearings", "utterances", "questions", "propositions"):
        listed = client.get(f"/api/v1/{name}/").json()["results"]
        assert len(read_csv(folder, name)) == len(listed) > 0, name


def test_a_row_says_the_same_in_every_form(folder):
    row = PublicDispute.objects.order_by("code").first()
    told = read_lines(folder, "disputes")[0]
    cells = read_csv(folder, "disputes")[0]
    kept = pq.read_table(folder / "disputes.parquet").to_pylist()[0]

    assert told["code"] == cells["code"] == kept["code"] == row.code
    assert told["body"] == json.loads(cells["body"]) == json.loads(kept["body"]) == row.body
    assert told["received_on"] == (str(row.received_on) if row.received_on else None)
    assert kept["received_on"] == row.received_on
    assert "traits" not in told


def test_truth_is_true_or_false_and_an_instant_has_its_zone(folder):
    hearing = read_lines(folder, "hearings")[0]
    kept = pq.read_table(folder / "hearings.parquet")

    assert hearing["is_public"] is True
    assert read_csv(folder, "hearings")[0]["is_public"] == "true"
    assert str(kept.schema.field("starts_at").type) == "timestamp[us, tz=UTC]"


def test_a_list_in_a_page_is_a_table_that_joins_it(folder):
    base = sqlite3.connect(folder / dumps.SQLITE)
    joined = base.execute(
        "SELECT d.register, i.label FROM items i JOIN disputes d ON d.code = i.dispute_code"
    ).fetchall()
    base.close()

    told = sum(len(row.body["items"]) for row in PublicDispute.objects.all())
    assert len(joined) == told > 0


def test_the_package_describes_every_file_and_the_sums_are_right(folder):
    told = json.loads((folder / "datapackage.json").read_text("utf-8"))
    named = {one["path"]: one for one in told["resources"]}
    for table in EVERY:
        resource = named[f"{table.name}.csv"]
        head = (folder / f"{table.name}.csv").read_text("utf-8").split("\n", 1)[0].strip()
        assert [one["name"] for one in resource["schema"]["fields"]] == head.split(",")
        assert set(resource["schema"]["primaryKey"]) <= set(head.split(","))
    for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ")
        content = (folder / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        if name in named:
            assert named[name]["hash"] == f"sha256:{digest}"
            assert named[name]["bytes"] == len(content)
    assert told["licenses"][0]["name"] == "CC-BY-4.0"
    assert "CC-BY-4.0" in (folder / "LICENSE.txt").read_text("utf-8")
    assert len({one["name"] for one in told["resources"]}) == len(told["resources"])


def test_every_column_is_described_in_both_languages_and_nothing_else_is():
    named = {table.name for table in EVERY}
    for table in EVERY:
        for column in table.columns:
            assert column.told("id")
            assert column.told("en")
            named |= {column.name, f"{table.name}.{column.name}"}

    assert dictionary.described() <= named


def test_the_same_shelf_gives_the_same_tables(record, tmp_path):
    for name in ("one", "two"):
        open_data.export(tmp_path / name, now=NIGHT)

    one, two = tmp_path / "one", tmp_path / "two"
    for table in EVERY:
        for form in ("csv", "jsonl", "parquet"):
            name = f"{table.name}.{form}"
            assert (one / name).read_bytes() == (two / name).read_bytes()


def test_only_portions_are_held_at_once(record, tmp_path, monkeypatch):
    """Pages of 10 kB pass through in far less than they weigh together."""
    row = next(values for name, values in public.whole() if name == "lines")
    page = "x" * 10_000

    def many():
        for no in range(8_000):
            yield "lines", (*row[:1], no, 1, *row[3:6], page, *row[7:])

    monkeypatch.setattr(public, "whole", many)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    open_data.export(tmp_path / "data", now=NIGHT)

    unit = 1 if sys.platform == "darwin" else 1024
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * unit
    assert (tmp_path / "data" / "lines.csv").stat().st_size > 80_000_000
    assert grown < 60_000_000


# --- Whole or not at all ----------------------------------------------------------------------


def test_an_export_that_stands_is_replaced_and_what_changed_is_listed(folder, record):
    gone = PublicUtterance.objects.order_by("number").last()
    kept = PublicDispute.objects.order_by("code").first()
    PublicDispute.objects.filter(pk=kept.pk).update(stage="conclusions")
    gone.delete()

    made = open_data.export(folder, now=NIGHT + timedelta(days=1))

    counts = {one.table: (one.added, one.changed, one.removed) for one in made.changes}
    assert counts["disputes"] == (0, 1, 0)
    assert counts["utterances"] == (0, 0, 1)
    assert counts["hearings"] == (0, 0, 0)
    listed = read_csv(folder, "changes")
    assert {"table": "disputes", "change": "changed", "key": kept.code} in listed
    assert {"table": "utterances", "change": "removed", "key": gone.hearing_id} in listed
    assert json.loads((folder / "datapackage.json").read_text("utf-8"))["previous"]


def test_a_folder_that_holds_something_else_is_left_alone(record, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("mine")

    with pytest.raises(CommandError, match="bukan ekspor data terbuka"):
        call_command("export_open_data", str(tmp_path / "mine"), verbosity=0)

    assert [one.name for one in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_an_export_that_breaks_leaves_nothing_behind(folder, monkeypatch):
    before = (folder / "SHA256SUMS").read_bytes()

    def broken():
        yield from list(public_whole())[:3]
        raise OSError("the base is gone")

    public_whole = public.whole
    monkeypatch.setattr(public, "whole", broken)
    with pytest.raises(OSError, match="the base is gone"):
        open_data.export(folder, now=NIGHT)

    assert (folder / "SHA256SUMS").read_bytes() == before
    assert [one.name for one in folder.parent.iterdir() if one.name.startswith(".")] == []


def test_the_command_says_how_many_rows_there_are(record, tmp_path, capsys):
    call_command("export_open_data", str(tmp_path / "data"))

    assert "disputes\t2" in capsys.readouterr().out


def test_a_licence_that_nobody_knows_is_refused(record, tmp_path, settings):
    settings.OPEN_DATA_LICENCE = "MINE"

    with pytest.raises(CommandError, match="CC0-1"):
        call_command("export_open_data", str(tmp_path / "data"))

    assert not (tmp_path / "data").exists()


# --- Every night ------------------------------------------------------------------------------


def test_the_night_orders_one_export_and_not_before_its_hour(record):
    early = datetime(2024, 5, 1, 17, 10, tzinfo=UTC)  # ten past midnight in Jakarta

    assert open_data.order_nightly(now=early) is None
    assert open_data.order_nightly(now=NIGHT) == open_data.order_nightly(now=NIGHT)


def test_the_newest_export_is_kept_and_the_one_before_it_goes(
    record, django_capture_on_commit_callbacks
):
    export()
    first = PublicExport.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        export(NIGHT + timedelta(days=1))

    second = PublicExport.objects.latest("pk")
    assert public.latest_export().folder == second.folder
    assert second.told["previous_at"] is not None
    assert files.exists(f"{second.folder}/{dumps.SQLITE}")
    assert not files.path_of(first.folder).exists()


def test_sealing_withdraws_the_export_at_once_and_orders_another(record):
    export()
    publication.seal(record.room.dispute, **WHO)

    assert public.latest_export() is None
    assert Job.objects.filter(key__startswith="sesudah:", kind="export_open_data").count() == 1


def test_an_export_that_was_being_made_while_words_left_does_not_stand(record, monkeypatch):
    def sealed_meanwhile():
        yield from list(public_whole())
        publication.seal(Dispute.objects.get(pk=record.room.dispute.pk), **WHO)

    public_whole = public.whole
    monkeypatch.setattr(public, "whole", sealed_meanwhile)
    with pytest.raises(open_data.ExportWithdrawn):
        export()

    assert public.latest_export() is None
    assert not list(files.path_of("open-data").iterdir())
    assert Job.objects.filter(key__startswith="sesudah:").exists()


def test_a_new_fact_withdraws_nothing(record):
    export()
    parties.add_person("Orang baru", **WHO)
    publication.shelve(record.room.dispute, now=WHO["now"])

    assert public.latest_export() is not None
