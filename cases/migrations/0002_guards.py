"""What is written stays written: the database itself refuses to change records.

Journal, revisions, editions, their lines and errata are append-only; the utterances of a
frozen hearing stand still; an answer replies to an earlier question of the same hearing.
Both engines refuse alike. Only ``Edition.published_at`` may be filled once, when it is empty.
"""

from django.db import migrations

APPEND_ONLY = {
    "cases_journalentry": "jurnal hanya bertambah",
    "cases_utterancerevision": "revisi ucapan hanya bertambah",
    "cases_editionline": "baris risalah yang dibekukan tidak berubah",
    "cases_erratum": "ralat hanya bertambah",
}

# The columns of an edition that never change, whatever else is written.
EDITION_FIXED = (
    "hearing_id",
    "no",
    "kind",
    "code",
    "content_sha256",
    "line_count",
    "layout",
    "record",
    "frozen_at",
    "frozen_on",
    "certified_by_id",
)

RULES = {
    "answer_follows_question": (
        "cases_utterance",
        ("INSERT", "UPDATE"),
        "NEW.replies_to_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM cases_utterance q"
        " WHERE q.id = NEW.replies_to_id AND q.hearing_id = NEW.hearing_id"
        " AND q.kind = 'question' AND q.position < NEW.position)",
        "jawaban harus menunjuk pertanyaan lebih dahulu pada sidang yang sama",
    ),
    "answered_question_stays_one": (
        "cases_utterance",
        ("UPDATE",),
        "OLD.kind = 'question' AND EXISTS (SELECT 1 FROM cases_utterance a"
        " WHERE a.replies_to_id = OLD.id AND (NEW.kind <> 'question'"
        " OR NEW.hearing_id <> a.hearing_id OR NEW.position >= a.position))",
        "pertanyaan yang sudah dijawab tetap pertanyaan, sebelum jawabannya",
    ),
    "frozen_hearing_takes_no_utterance": (
        "cases_utterance",
        ("INSERT",),
        "EXISTS (SELECT 1 FROM cases_edition e WHERE e.hearing_id = NEW.hearing_id)",
        "risalah sidang ini sudah dibekukan",
    ),
    "frozen_utterance_stands": (
        "cases_utterance",
        ("UPDATE", "DELETE"),
        "OLD.number IS NOT NULL",
        "ucapan dalam risalah yang dibekukan tidak berubah",
    ),
    "frozen_utterance_takes_no_revision": (
        "cases_utterancerevision",
        ("INSERT",),
        "EXISTS (SELECT 1 FROM cases_utterance u"
        " WHERE u.id = NEW.utterance_id AND u.number IS NOT NULL)",
        "ucapan dalam risalah yang dibekukan tidak berubah",
    ),
    "full_edition_takes_no_line": (
        "cases_editionline",
        ("INSERT",),
        "(NEW.page - 1) * 25 + NEW.line >"
        " (SELECT e.line_count FROM cases_edition e WHERE e.id = NEW.edition_id)",
        "edisi ini sudah lengkap",
    ),
    "edition_stands": (
        "cases_edition",
        ("UPDATE",),
        " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in EDITION_FIXED)
        + " OR (OLD.published_at IS NOT NULL"
        " AND NEW.published_at IS DISTINCT FROM OLD.published_at)",
        "edisi yang dibekukan tidak berubah",
    ),
    "edition_stays": (
        "cases_edition",
        ("DELETE",),
        "TRUE",
        "edisi yang dibekukan tidak dihapus",
    ),
}


# SQLite's REPLACE takes a row away without a DELETE; a new row may not stand in an old one's place.
IN_THE_PLACE_OF = {
    "cases_journalentry": "o.id = NEW.id OR o.digest = NEW.digest"
    " OR (o.chain = NEW.chain AND (o.seq = NEW.seq OR o.prev = NEW.prev))",
    "cases_utterancerevision": "o.id = NEW.id"
    " OR (o.utterance_id = NEW.utterance_id AND o.rev = NEW.rev)",
    "cases_editionline": "o.id = NEW.id"
    " OR (o.edition_id = NEW.edition_id AND o.page = NEW.page AND o.line = NEW.line)",
    "cases_erratum": "o.id = NEW.id OR (o.edition_id = NEW.edition_id AND o.no = NEW.no)",
    "cases_edition": "o.id = NEW.id OR o.code = NEW.code"
    " OR (o.hearing_id = NEW.hearing_id AND o.no = NEW.no)",
    "cases_utterance": "o.number IS NOT NULL AND (o.id = NEW.id"
    " OR (o.hearing_id = NEW.hearing_id AND o.position = NEW.position))",
}


def _rules():
    for table, reason in APPEND_ONLY.items():
        yield f"{table}_only_grows", table, ("UPDATE", "DELETE"), "TRUE", reason
    for name, (table, events, condition, reason) in RULES.items():
        yield f"{table}_{name}", table, events, condition, reason


def _sqlite():
    for name, table, events, condition, reason in _rules():
        said = condition.replace("IS DISTINCT FROM", "IS NOT").replace("TRUE", "1")
        for event in events:
            trigger = f"{name}_{event.lower()}"
            yield (
                f"CREATE TRIGGER {trigger} BEFORE {event} ON {table} WHEN {said} "
                f"BEGIN SELECT RAISE(ABORT, '{reason}'); END",
                f"DROP TRIGGER IF EXISTS {trigger}",
            )
    for table, same in IN_THE_PLACE_OF.items():
        trigger = f"{table}_is_not_replaced"
        yield (
            f"CREATE TRIGGER {trigger} BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} o WHERE {same}) "
            f"BEGIN SELECT RAISE(ABORT, 'yang sudah tertulis tidak diganti'); END",
            f"DROP TRIGGER IF EXISTS {trigger}",
        )


def _postgresql():
    for name, table, events, condition, reason in _rules():
        end = "RETURN OLD;" if events == ("DELETE",) else "RETURN COALESCE(NEW, OLD);"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN RAISE EXCEPTION '{reason}' USING ERRCODE = '23514'; END IF; "
            f"{end} END $$",
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE {' OR '.join(events)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {name}()",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
        )
    # Row triggers do not fire on TRUNCATE.
    for table, reason in {**APPEND_ONLY, "cases_edition": "edisi tidak dihapus"}.items():
        name = f"{table}_no_truncate"
        yield (
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{reason}' USING ERRCODE = '23514'; END $$",
            f"DROP FUNCTION IF EXISTS {name}() CASCADE",
        )
        yield (
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
            f"DROP TRIGGER IF EXISTS {name} ON {table}",
        )


def statements(vendor):
    """Pairs of (create, drop) for one engine; tests that must flush tables use them too."""
    return list({"sqlite": _sqlite, "postgresql": _postgresql}[vendor]())


def raise_guards(apps, schema_editor):
    for create, _drop in statements(schema_editor.connection.vendor):
        schema_editor.execute(create)


def drop_guards(apps, schema_editor):
    for _create, drop in reversed(statements(schema_editor.connection.vendor)):
        schema_editor.execute(drop)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [migrations.RunPython(raise_guards, drop_guards)]
