"""The reply of a public body on the shelf: the latest, unless it was taken back."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from cases.models import BodyReply, PublicBody, PublicReply
from cases.queries import replies
from cases.services.publication.difference import Difference

COLUMNS = ("text", "by", "said_on")


def put(body: PublicBody) -> None:
    """Bring the shelf up to date with what a body says."""
    wanted = _wanted(replies.latest(body))
    if wanted is None:
        PublicReply.objects.filter(slug=body.slug).delete()
        return
    PublicReply.objects.update_or_create(slug=body.slug, defaults=wanted)


def put_of(dispute_ids: Collection[int]) -> None:
    """Bring up to date what the bodies in these disputes say: somebody whom a reply names may
    have become a private person of one of them. One query while nobody replied.
    """
    theirs = PublicBody.objects.filter(participations__dispute__in=dispute_ids)
    for body in theirs.filter(replies__isnull=False).distinct():
        put(body)


def rebuild() -> int:
    """Derive every reply again; how many rows were touched."""
    differing = [difference.key for difference in verify()]
    PublicReply.objects.filter(slug__in=differing).delete()
    for body in PublicBody.objects.filter(slug__in=differing):
        put(body)
    return len(differing)


def verify() -> Iterator[Difference]:
    """Every reply on the shelf that is not what the record says."""
    held = {row["slug"]: row for row in PublicReply.objects.values("slug", *COLUMNS)}
    for body in PublicBody.objects.filter(replies__isnull=False).distinct():
        wanted, found = _wanted(replies.latest(body)), held.pop(body.slug, None)
        if wanted is None or found is None:
            if wanted is not found:
                yield Difference("PublicReply", body.slug, "foreign" if found else "missing")
        elif columns := tuple(name for name in COLUMNS if found[name] != wanted[name]):
            yield Difference("PublicReply", body.slug, "changed", columns)
    for slug in sorted(held):
        yield Difference("PublicReply", slug, "foreign")


def _wanted(row: BodyReply | None) -> dict[str, Any] | None:
    if row is None or not row.text:
        return None
    veil = replies.veil_of(row.public_body)
    return {"text": veil.over(row.text), "by": veil.over(row.by), "said_on": row.said_on}
