"""What programs are told of a row of the shelf that is new or otherwise than it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.domain.publication.rows import DecisionRow, DisputeRow, EditionRow, HearingRow
from cases.domain.webhooks import PublicNews
from cases.services.webhooks import API, News, Payload


def of(row: type[Any], columns: Mapping[str, Any], *, is_new: bool) -> News | None:
    """The news in a row; None where it is no news of its own. Codes only, no words."""
    if row is DisputeRow:
        code = columns["code"]
        kind = PublicNews.DISPUTE_PUBLISHED if is_new else PublicNews.DISPUTE_CHANGED
        return News(kind, code, {"dispute": code, "api": f"{API}/disputes/{code}/"})
    if row is HearingRow:
        code = columns["code"]
        payload = {"hearing": code, "api": f"{API}/hearings/{code}/"}
        return News(PublicNews.HEARING_CHANGED, code, payload)
    if row is EditionRow and is_new:
        return _edition(columns["hearing_id"], columns["no"])
    if row is DecisionRow and is_new:
        return _decision(columns["dispute_id"], columns["no"])
    return None


def _edition(hearing: str, no: int) -> News:
    page = f"/sidang/{hearing}/risalah/{no}/"
    payload: Payload = {"hearing": hearing, "edition": no, "page": page}
    return News(PublicNews.TRANSCRIPT_PUBLISHED, f"{hearing}:{no}", payload)


def _decision(dispute: str, no: int) -> News:
    address = f"{API}/decisions/?dispute={dispute}"
    payload: Payload = {"dispute": dispute, "no": no, "api": address}
    return News(PublicNews.DECISION_PUBLISHED, f"{dispute}:{no}", payload)
