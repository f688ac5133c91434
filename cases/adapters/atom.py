"""Atom (RFC 4287), for every feed of news; the only room that knows how one is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import urlsplit

from django.utils.feedgenerator import Atom1Feed

from cases.domain.wording import printable

SINCE = 2026  # when this installation could first speak for its host (RFC 4151)
TYPE = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed; ``address`` is its own, ``page`` that of the same for people."""

    title: str
    subtitle: str
    author: str
    language: str
    address: str
    page: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is told; ``key`` never changes, ``updated_at`` is when it last did.

    ``published_at`` None: it is not said when it first was.
    """

    key: str
    title: str
    summary: str
    address: str
    published_at: datetime | None
    updated_at: datetime
    categories: Sequence[str] = ()


class _Written(Atom1Feed):
    """Django's feed; an empty one was changed last when there could be one, and not now."""

    def latest_post_date(self) -> datetime:
        if self.items:
            return super().latest_post_date()
        return datetime(SINCE, 1, 1, tzinfo=UTC)


def tag(base: str, key: str) -> str:
    """The name of a thing for ever: ``tag:<host>,2026:<key>``."""
    return f"tag:{urlsplit(base).hostname},{SINCE}:{key}"


def written(feed: Feed, entries: Iterable[Entry], *, base: str) -> bytes:
    """A feed as a file; ``base`` is the address of the installation, without a path."""
    found = _Written(
        title=feed.title,
        link=feed.page,
        description="",
        subtitle=feed.subtitle,
        author_name=feed.author,
        language=feed.language,
        feed_url=feed.address,
        feed_guid=tag(base, feed.address.removeprefix(base)),
    )
    for entry in entries:
        found.add_item(
            title=printable(entry.title),
            link=entry.address,
            description=escape(printable(entry.summary)),  # a summary is read as HTML
            unique_id=tag(base, entry.key),
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=entry.categories,
        )
    return found.writeString("utf-8").encode()
