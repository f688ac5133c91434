"""Which of many words the index knows, and how often: for what somebody may have meant."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from django.db import connections

from cases.queries.public.engine.holds import LOOKED_UP, TABLE, VECTOR
from cases.queries.public.shelves import alias

ENOUGH = 50  # entries; how often a word stands beyond is of no interest
FREQUENT = 1_000  # entries that hold a word that is not counted

SQLITE = f"""
WITH sought(word) AS (SELECT value FROM json_each(%s))
SELECT word, (SELECT count(*) FROM (
    SELECT 1 FROM {LOOKED_UP} WHERE {LOOKED_UP} MATCH '"x' || word || '"' LIMIT {ENOUGH}))
FROM sought
"""  # noqa: S608 -- names of ours
# Where a word stands is gathered before the first of it is told, so what the planner knows to
# stand in very many entries is not counted.
POSTGRESQL = f"""
WITH frequent AS (
    SELECT told.word FROM pg_stats, pg_class,
        unnest(most_common_elems::text::text[], most_common_elem_freqs) AS told(word, share)
    WHERE tablename = '{TABLE}' AND attname = '{VECTOR}' AND pg_class.oid = '{TABLE}'::regclass
        AND share * reltuples > {FREQUENT})
SELECT word, CASE WHEN 'x' || word IN (SELECT word FROM frequent) THEN {ENOUGH} ELSE (
    SELECT count(*) FROM (
    SELECT 1 FROM {TABLE} WHERE {VECTOR} @@ ('x' || word)::tsquery LIMIT {ENOUGH}) AS found) END
FROM jsonb_array_elements_text(%s::jsonb) AS sought(word)
"""  # noqa: S608 -- names of ours


def known(words: Sequence[str]) -> Mapping[str, int]:
    """How many entries hold each of these folded words, up to ``ENOUGH``; others are left out.

    One query.
    """
    connection = connections[alias()]
    sql = SQLITE if connection.vendor == "sqlite" else POSTGRESQL
    with connection.cursor() as cursor:
        cursor.execute(sql, [json.dumps(list(words))])
        return {word: count for word, count in cursor.fetchall() if count}
