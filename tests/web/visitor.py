"""A visitor who follows every link from the home page and keeps what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from tests.web.pages import tree

HOST = "http://testserver"
# Months, days, searches and orders go on for ever: one step into each is enough. The switch of
# languages is not taken: a walk is in one language.
ENDLESS = re.compile(
    r"^/(jadwal|perkara|kalkulator|statistik|pengecualian|putusan|badan-publik|pemohon|bolehkah"
    r"|kesanggupan)/((hari-ini|pintu|teks)/)?\?"
)
RANGE = re.compile(r"p(\d+)l(\d+)-(\d+)")


@dataclass(frozen=True, slots=True)
class Link:
    source: str
    target: str
    anchor: str


@dataclass(slots=True)
class Walk:
    """Every address that was met: its answer's status, its document, and the links between."""

    client: object
    status: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, object] = field(default_factory=dict)
    bodies: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    outward: list[tuple[str, str]] = field(default_factory=list)

    def go(self, start: str = "/") -> Walk:
        """Follow every link until nothing new is met."""
        waiting = [start]
        while waiting:
            address = waiting.pop()
            if address in self.status:
                continue
            waiting.extend(self._visit(address))
        return self

    def _visit(self, address: str) -> Iterator[str]:
        response = self.client.get(address)
        self.status[address] = response.status_code
        self.headers[address] = dict(response.headers)
        if response.status_code in {301, 302}:
            yield from self._note(address, response["Location"])
            return
        self.bodies[address] = response.getvalue().decode("utf-8", "replace")
        if response["Content-Type"].startswith("text/html") and not response.streaming:
            self.pages[address] = tree(response)
            for link in self.pages[address].xpath("//a/@href | //form[not(@method)]/@action"):
                yield from self._note(address, link)

    def _note(self, source: str, link: str) -> Iterator[str]:
        parts = urlsplit(urljoin(HOST + source, link))
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            self.outward.append((source, link))
            return
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        self.links.append(Link(source, target, parts.fragment))
        if "bahasa=" not in target and not (ENDLESS.match(target) and ENDLESS.match(source)):
            yield target

    def missing_anchors(self) -> set[str]:
        """Links to a place in a page that the page does not have."""
        marks = {address: set(page.xpath("//@id")) for address, page in self.pages.items()}
        return {
            f"{link.source} -> {link.target}#{link.anchor}"
            for link in self.links
            if link.anchor
            and link.target in marks
            and not _is_there(link.anchor, marks[link.target])
        }


def _is_there(anchor: str, marks: set[str]) -> bool:
    """A range of lines is there when both its ends are."""
    if found := RANGE.fullmatch(anchor):
        page, first, last = found.groups()
        return {f"p{page}l{first}", f"p{page}l{last}"} <= marks
    return anchor in marks
