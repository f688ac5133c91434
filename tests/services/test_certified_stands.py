"""After certification nothing is changed, by whatever door somebody comes; errata are added.

Every table that an edition rests on, against the ORM, the pages of administration, the site and
raw SQL, on both databases.
"""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import DatabaseError, connection, transaction

from cases.domain import transcripts as rules
from cases.models import (
    Document,
    Edition,
    EditionLine,
    EditionOrder,
    EditionStep,
    Erratum,
    OrderedCorrection,
    Passage,
    TurnWithdrawal,
    Utterance,
    UtteranceRevision,
)
from cases.services import transcripts
from cases.services.transcripts import Spoken
from tests import certified
from tests.certified import NOW, WHO
from tests.standing import standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("bench")]

# A column of each table that carries words, places or fingerprints, and another value for it.
CHANGED = {
    Utterance: [("speaker", "lain"), ("kind", "speech"), ("number", None), ("position", 99),
                ("is_closed", True), ("start_ms", 1), ("role", "lain"), ("section", "lain")],
    UtteranceRevision: [("text", "lain"), ("rev", 9), ("utterance_id", 1), ("words", "[]")],
    Edition: [("record", "{}"), ("content_sha256", "lain"), ("no", 9), ("code", "LAINLAIN"),
              ("line_count", 1), ("frozen_on", "2020-01-01"), ("certified_by_id", None),
              ("published_at", None), ("kind", "reconstruction"), ("layout", "{}")],
    EditionLine: [("text", "lain"), ("page", 9), ("line", 9), ("kind", "blank"),
                  ("utterance_id", None), ("char_from", 3), ("char_to", 3)],
    Erratum: [("reads", "lain"), ("correct", "lain"), ("no", 9), ("reason", "lain")],
    Passage: [("exact", "lain"), ("exact_sha256", "lain")],
    EditionStep: [("done_by", "lain"), ("content_sha256", "lain"), ("reason", "lain")],
    EditionOrder: [("number", "lain"), ("reason", "lain"), ("ordered_by", "lain")],
    OrderedCorrection: [("text", "lain"), ("speaker", "lain"), ("reason", "lain")],
    Document: [("sha256", "lain"), ("file", "lain"), ("size", 1), ("edition_id", None)],
}  # fmt: skip
STAYING = [Utterance, UtteranceRevision, EditionLine, EditionStep, OrderedCorrection]
TABLES = sorted(CHANGED, key=lambda model: model.__name__)
named = {"ids": lambda value: getattr(value, "__name__", str(value))}


def _bench():
    """Two editions, the first with an erratum and a citation; a turn that was left out."""
    told = certified.bench()
    first = certified.release(told, is_made=False)
    line = first.lines.filter(kind="text").order_by("page", "line").first()
    transcripts.add_erratum(
        first, line, line, correct="lain", reason="salah dengar", ordered_by="Ketua Wibowo",
        **WHO,
    )  # fmt: skip
    Passage.objects.create(first=line, last=line, exact=line.text, exact_sha256="0" * 64)
    second = certified.second(told, first)
    certified.approve(told, second)
    certified.vouch(second)
    transcripts.release(second, by=told.registrar, now=NOW)
    return told


built, bench = standing(_bench)


def rows_of(model):
    rows = model.objects.all()
    return rows.filter(edition__isnull=False) if model is Document else rows


def refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize("model", TABLES, **named)
def test_no_column_is_changed_by_raw_sql_nor_by_the_orm(model):
    row = rows_of(model).order_by("pk").first()
    table = model._meta.db_table

    for column, value in CHANGED[model]:
        refused(f"UPDATE {table} SET {column} = %s WHERE id = %s", value, row.pk)  # noqa: S608
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.filter(pk=row.pk).update(**{column: value})


@pytest.mark.parametrize("model", TABLES, **named)
def test_no_row_is_taken_away(model):
    row = rows_of(model).order_by("pk").first()

    refused(f"DELETE FROM {model._meta.db_table} WHERE id = %s", row.pk)  # noqa: S608
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.filter(pk=row.pk)._raw_delete("default")


@pytest.mark.postgresql
@pytest.mark.parametrize("model", [one for one in TABLES if one is not Document], **named)
def test_no_table_is_emptied(model):
    refused(f"TRUNCATE {model._meta.db_table} CASCADE")


@pytest.mark.parametrize("model", [one for one in TABLES if one is not Document], **named)
def test_no_row_is_replaced_by_another(model):
    """SQLite takes a row away without a DELETE where another stands in its place."""
    row = rows_of(model).order_by("pk").first()
    columns = [field.column for field in model._meta.concrete_fields]
    told = ", ".join(columns)
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"

    refused(
        f"{verb} INTO {model._meta.db_table} ({told})"  # noqa: S608
        f" SELECT {told} FROM {model._meta.db_table} WHERE id = %s",
        row.pk,
    )


class TestNothingIsAdded:
    def test_no_turn_and_no_line(self, bench):
        edition = Edition.objects.get(no=1)
        with pytest.raises(DatabaseError), transaction.atomic():
            Utterance.objects.create(hearing=bench.hearing, position=9, kind="speech")
        with pytest.raises(DatabaseError), transaction.atomic():
            EditionLine.objects.create(edition=edition, page=9, line=1, kind="blank")

    def test_no_revision_not_even_of_a_turn_that_was_left_out(self):
        for turn in Utterance.objects.all():
            with pytest.raises(DatabaseError), transaction.atomic():
                UtteranceRevision.objects.create(
                    utterance=turn, rev=9, text="lain", origin="correction",
                    written_by="x", written_at=NOW,
                )  # fmt: skip

    def test_no_item_of_a_turn(self, bench):
        turn = Utterance.objects.get(number=1)

        with pytest.raises(DatabaseError), transaction.atomic():
            turn.items.add(bench.room.item())

    def test_no_correction_once_the_ordered_edition_is_frozen(self):
        order, turn = EditionOrder.objects.get(), Utterance.objects.get(number=1)

        with pytest.raises(DatabaseError), transaction.atomic():
            OrderedCorrection.objects.create(
                order=order, utterance=turn, no=1, text="lain", reason="x",
                written_by="x", written_at=NOW,
            )  # fmt: skip

    def test_no_third_edition_without_an_order(self):
        made = Edition.objects.get(no=2)
        made.pk, made.no, made.code = None, 3, "MPQRTVWX"

        with pytest.raises(DatabaseError), transaction.atomic():
            made.save(force_insert=True)

    def test_no_withdrawal(self):
        turn = Utterance.objects.get(number=1)

        with pytest.raises(DatabaseError), transaction.atomic():
            TurnWithdrawal.objects.create(utterance=turn, entry_id=1)

    def test_the_services_refuse_before_the_database_does(self, bench):
        turn = Utterance.objects.get(number=1)
        said = Spoken(rules.UtteranceKind.QUESTION, rules.Rendering.QUOTED, "Lain?")

        with pytest.raises(rules.AlreadyFrozen):
            transcripts.capture(bench.hearing, said, **WHO)
        with pytest.raises(rules.AlreadyFrozen):
            transcripts.revise(turn, said, reason="x", **WHO)


def test_errata_are_added_and_touch_nothing_else():
    edition = Edition.objects.get(no=1)
    before = list(EditionLine.objects.order_by("pk").values())
    line = edition.lines.get(page=1, line=3)

    transcripts.add_erratum(
        edition, line, line, correct="x", reason="y", ordered_by="Ketua Wibowo", **WHO
    )

    assert list(edition.errata.order_by("no").values_list("no", flat=True)) == [1, 2]
    assert list(EditionLine.objects.order_by("pk").values()) == before


def test_an_erratum_points_at_lines_of_its_own_edition():
    first, second = Edition.objects.order_by("no")
    line = second.lines.first()

    with pytest.raises(DatabaseError), transaction.atomic():
        Erratum.objects.create(
            edition=first, no=9, first=line, last=line, reads="x", correct="y", reason="z",
            ordered_by="x", at=NOW,
        )  # fmt: skip


def test_no_page_of_administration_edits_a_record():
    kept = {model for model in apps.get_app_config("cases").get_models() if model in CHANGED}

    assert kept == set(CHANGED)
    assert kept.isdisjoint(admin.site._registry)


def test_no_address_of_the_site_changes_words_or_lines(client, bench):
    """Whoever is signed in, every address about an edition that takes a form is tried."""
    before = [list(model.objects.order_by("pk").values()) for model in STAYING]
    start = f"/sidang/{bench.hearing.code}"
    told = {"kata": "lain", "butir": "1", "penutur": "lain", "alasan": "x", "bacaan": "lain"}
    doors = ["tandatangan/", "setujui/", "rilis/", "periksa-lagi/", "perintah/", "lengkap/"]

    for user in (bench.registrar, bench.chair):
        client.force_login(user)
        for edition in (1, 2):
            for door in doors:
                client.post(f"{start}/risalah/{edition}/{door}", told)
        for door in ("risalah/sahkan/", "risalah/impor/", "rekam/", "rekam/catatan/"):
            client.post(f"{start}/{door}", told)

    assert [list(model.objects.order_by("pk").values()) for model in STAYING] == before
