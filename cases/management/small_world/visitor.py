"""A visitor who follows every link from the home page and keeps what was seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html

from cases.adapters import unpacking

HOST = "http://testserver"
# Months, days, searches and orders go on for ever: one step into each is enough. The switch of
# languages is not taken: a walk is in one language.
ENDLESS = re.compile(
    r"^/(jadwal|perkara|kalkulator|statistik|pengecualian|putusan|badan-publik|pemohon|bolehkah"
    r"|kesanggupan)/((hari-ini|pintu|teks)/)?\?"
)
LINKS = "//a/@href | //form[not(@method)]/@action"
# What a browser fetches without being asked, and what machines are told of.
SILENT = (
    "//link/@href | //img/@src | //source/@src | //audio/@src | //script/@src | //iframe/@src"
    " | //@data-hx-get | //@data-url"
)
ADDRESS = re.compile(r"https?://[^\s\"'<>\\),;]+")
TOLD_TO_MACHINES = ("text/", "application/json", "application/xml", "application/atom")
# Kept by the file server; and the two that end what a walk is.
PASSED_BY = ("/static/", "/keluar/", "/admin/logout/")


@dataclass(frozen=True, slots=True)
class Link:
    """From one address to another, and the mark inside it."""

    source: str
    target: str
    anchor: str


@dataclass(slots=True)
class Walk:
    """Every address that was met: its answer's status, its document, and the links between.

    ``client``: whatever has ``get(address)`` as Django's test client has it.
    """

    client: Any
    host: str = HOST
    status: dict[str, int] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    pages: dict[str, Any] = field(default_factory=dict)
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
        content = response.getvalue()
        self.bodies[address] = self._read(content)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if is_page and content.strip() and not response.streaming:
            self.pages[address] = html.fromstring(content.decode("utf-8", "replace"))
        for link in self._links_in(address):
            yield from self._note(address, link)

    def _read(self, content: bytes) -> str:
        return content.decode("utf-8", "replace")

    def _links_in(self, address: str) -> Iterator[str]:
        if address in self.pages:
            yield from self.pages[address].xpath(LINKS)

    def _note(self, source: str, link: str) -> Iterator[str]:
        try:
            parts = urlsplit(urljoin(self.host + source, link))
        except ValueError:  # words that only look like an address
            return
        if f"{parts.scheme}://{parts.netloc}" != self.host:
            self.outward.append((source, link))
            return
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        self.links.append(Link(source, target, parts.fragment))
        if self.leads_on(source, target):
            yield target

    def leads_on(self, source: str, target: str) -> bool:
        """Whether a link is followed; what goes on for ever is entered once."""
        if "bahasa=" in target:
            return False
        return not (ENDLESS.match(target) and ENDLESS.match(source))


@dataclass(slots=True)
class Search(Walk):
    """A walk that opens every file as well, and goes wherever a machine would: feeds, pictures,
    site maps, addresses in data. ``base``: how the site calls itself in what it sends out.
    """

    base: str = HOST

    def _read(self, content: bytes) -> str:
        return unpacking.words_in(content)

    def _links_in(self, address: str) -> Iterator[str]:
        if address in self.pages:
            yield from self.pages[address].xpath(f"{LINKS} | {SILENT}")
            return
        if self.headers[address].get("Content-Type", "").startswith(TOLD_TO_MACHINES):
            for found in ADDRESS.findall(self.bodies[address]):
                yield found.replace(self.base, self.host, 1)

    def leads_on(self, source: str, target: str) -> bool:
        """One step into each question, wherever it is asked."""
        if target.startswith(PASSED_BY) or ("?" in source and "?" in target):
            return False
        return Walk.leads_on(self, source, target)
