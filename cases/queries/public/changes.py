"""How the shelf stands, whole or around one case: a word that is another one as soon as
anything that it speaks of has changed.
"""

from __future__ import annotations

from django.db import connections

from cases.queries.public.shelves import alias

# Transactions that end out of order still change one of the newest rows.
NEWEST = 32
# What belongs together, from its disputes and its hearings on, and of each how often and how
# late it was touched. Each row of the shelf names in its own columns one that is asked here
# (migration 0043); what leaves is not asked any more, which is another word as well.
AROUND = """
SELECT touched.code, COUNT(changed.id), SUM(changed.id) FROM (
    SELECT '*' AS code
    UNION SELECT code FROM disputes
    UNION SELECT code FROM hearings
    UNION SELECT hearing.event_code FROM cases_publichearing AS hearing
        JOIN hearings ON hearings.code = hearing.code
    UNION SELECT edition.code FROM cases_publicedition AS edition
        JOIN hearings ON hearings.code = edition.hearing_id
) AS touched LEFT JOIN cases_publicchange AS changed ON changed.code = touched.code
GROUP BY touched.code ORDER BY touched.code
"""
HEARINGS = """
hearings AS (SELECT place.hearing_id AS code FROM cases_publichearingplace AS place
    JOIN disputes ON disputes.code = place.dispute_id)
"""
EVERYTHING = "*"  # is told where every page may have changed
EVERYWHERE = (
    "SELECT code, COUNT(id), SUM(id) FROM cases_publicchange WHERE code = '*' GROUP BY code"
)
WHOLE = "SELECT id, code FROM cases_publicchange ORDER BY id DESC LIMIT %s"
OF_AN_ADDRESS = f"""
WITH disputes AS (
    SELECT code FROM cases_publicdispute WHERE commission_code = %s AND slug = %s
), {HEARINGS} {AROUND}
"""  # noqa: S608 -- parts of ours
OF_A_DISPUTE = f"""
WITH disputes AS (SELECT code FROM cases_publicdispute WHERE code = %s), {HEARINGS} {AROUND}
"""  # noqa: S608 -- parts of ours
OF_A_HEARING = f"""
WITH hearings AS (SELECT code FROM cases_publichearing WHERE code = %s), disputes AS (
    SELECT place.dispute_id AS code FROM cases_publichearingplace AS place
    JOIN hearings ON hearings.code = place.hearing_id
) {AROUND}
"""  # noqa: S608 -- parts of ours


def state() -> str:
    """How the whole shelf stands; one query."""
    return "-".join(map(str, newest_changes(NEWEST)))


def newest_changes(most: int) -> dict[int, str]:
    """The numbers of what was touched last, the latest first, and the code of each (see
    ``PublicChange``); one query.
    """
    with connections[alias()].cursor() as cursor:
        cursor.execute(WHOLE, [most])
        return dict(cursor.fetchall())


def state_of_every_page() -> str:
    """How that stands which every page may show, the days off; one query."""
    return _told(EVERYWHERE)


def state_of_address(commission_code: str, slug: str) -> str:
    """How the dispute at an address stands, with its hearings; one query."""
    return _told(OF_AN_ADDRESS, commission_code, slug)


def state_of_dispute(code: str) -> str:
    """How a dispute stands, with its hearings; one query."""
    return _told(OF_A_DISPUTE, code)


def state_of_hearing(code: str) -> str:
    """How a hearing stands, with its transcripts and the disputes that it serves; one query."""
    return _told(OF_A_HEARING, code)


def _told(sql: str, *asked: str) -> str:
    with connections[alias()].cursor() as cursor:
        cursor.execute(sql, asked)
        return " ".join(f"{code}:{times}:{latest}" for code, times, latest in cursor.fetchall())
