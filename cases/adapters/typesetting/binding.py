"""Painted pages and the pages around them become one archival, accessible paper.

The frame comes from WeasyPrint: cover, appearances, indexes, certificate, with metadata,
attachments and a structure of their own. Painted pages are put between its front and its back;
their elements, links and bookmarks join those of the frame. Nothing depends on who painted
which pages, in which order or in how many portions: the same record is the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem

from cases.adapters.typesetting import faces
from cases.adapters.typesetting.brush import FURNITURE, HEIGHT, WIDTH
from cases.adapters.typesetting.painted import Leaf, Painted

PLACE = "butir:"  # a link of the frame that leads to a turn: butir:12
BODY = "Isi risalah"


@dataclass(frozen=True, slots=True)
class Frame:
    """What WeasyPrint made: ``paper`` is the frame itself, ``furniture`` two pages without any
    words of the record, that of the numbered pages and that of the index of words.
    """

    paper: bytes
    furniture: bytes

    @property
    def back_pages(self) -> int:
        """How many pages the frame has behind the painted ones."""
        with pikepdf.open(io.BytesIO(self.paper)) as pdf:
            return len(pdf.pages) - _back_of(pdf)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something begins: the page as it is bound, points from its upper edge."""

    page: pikepdf.Page
    top: float
    title: str = ""


@dataclass(slots=True)
class Section:
    """Painted pages of one kind, bound one behind the other under one element."""

    pdf: pikepdf.Pdf
    resources: pikepdf.Object
    element: pikepdf.Object
    places: dict[str, Place] = field(default_factory=dict)
    headings: list[Place] = field(default_factory=list)
    _elements: list[pikepdf.Object] = field(default_factory=list)
    _block: str = ""
    _kids: list[pikepdf.Object | int] = field(default_factory=list)
    _page: pikepdf.Object | None = None

    def bind(self, leaf: Leaf, key: int) -> tuple[pikepdf.Page, pikepdf.Object]:
        """The page of a leaf, and the elements of its marks in order for the parent tree."""
        page = pikepdf.Page(
            self.pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    MediaBox=Array([0, 0, round(WIDTH, 4), round(HEIGHT, 4)]),
                    Resources=self.resources,
                    Contents=self.pdf.make_indirect(
                        pikepdf.Stream(self.pdf, leaf.content, Filter=Name.FlateDecode)
                    ),
                    StructParents=key,
                    Tabs=Name.S,
                )
            )
        )
        parents = [self._mark(page, no, leaf) for no in range(len(leaf.marks))]
        return page, self.pdf.make_indirect(Array(parents))

    def _mark(self, page: pikepdf.Page, mcid: int, leaf: Leaf) -> pikepdf.Object:
        mark = leaf.marks[mcid]
        if mark.block != self._block:
            self._begin(page, mark.block, mark.tag, mark.lang)
            place = Place(page, mark.top, mark.title)
            self.places[mark.block] = place
            if mark.title:
                self.headings.append(place)
        is_here = self._page is not None and self._page.objgen == page.obj.objgen
        self._kids.append(
            mcid if is_here else Dictionary(Type=Name.MCR, Pg=page.obj, MCID=mcid)
        )
        return self._elements[-1]

    def _begin(self, page: pikepdf.Page, block: str, tag: str, lang: str) -> None:
        self._close()
        told = Dictionary(Type=Name.StructElem, S=Name(f"/{tag}"), P=self.element, Pg=page.obj)
        if lang:
            told.Lang = pikepdf.String(lang)
        self._elements.append(self.pdf.make_indirect(told))
        self._block, self._kids, self._page = block, [], page.obj

    def _close(self) -> None:
        if self._kids:
            self._elements[-1].K = Array(self._kids)
            self._kids = []

    def finish(self) -> None:
        """Write down all elements of the section."""
        self._close()
        self.element.K = Array(self._elements)


def bind(
    frame: Frame,
    body: Iterable[Painted],
    words: Painted,
    *,
    targets: Mapping[int, str],
    attached: Iterable[tuple[str, bytes]] = (),
) -> bytes:
    """The whole paper; ``targets`` says how a link to a turn is read out.

    ``attached``: what is in the files that the frame holds empty, each behind its name.
    """
    with pikepdf.open(io.BytesIO(frame.paper)) as pdf:
        _fill(pdf, attached)
        fonts = Dictionary()
        back = _back_of(pdf)
        numbered = _section(pdf, frame.furniture, 0, fonts)
        indexed = _section(pdf, frame.furniture, 1, fonts)
        tree = Tree(pdf)
        glyphs: set[faces.Glyph] = set(words.glyphs)
        at = back
        for part in body:
            glyphs |= part.glyphs
            at = tree.add(numbered, part.leaves, at)
        last = len(pdf.pages)
        tree.add(indexed, words.leaves, last)
        tree.close(numbered, indexed)
        for name, font in faces.embed(pdf, glyphs).items():
            fonts[name] = font
        _resolve(pdf, numbered.places, targets)
        _bookmark(pdf, at, numbered, indexed)
        _label(pdf, body=back, back=at)
        return _written(pdf)


def _back_of(pdf: pikepdf.Pdf) -> int:
    """The page with which the last section of the frame begins: painted pages go before it."""
    document = _document(pdf)
    first = document.K[-1].Pg
    return next(no for no, page in enumerate(pdf.pages) if page.obj.objgen == first.objgen)


def _document(pdf: pikepdf.Pdf) -> pikepdf.Object:
    root = pdf.Root.StructTreeRoot.K
    return root[0] if isinstance(root, pikepdf.Array) else root


def _section(
    pdf: pikepdf.Pdf, furniture: bytes, page: int, fonts: pikepdf.Dictionary
) -> Section:
    with pikepdf.open(io.BytesIO(furniture)) as made:
        form = pdf.copy_foreign(made.pages[page].as_form_xobject())
    resources = pdf.make_indirect(
        Dictionary(Font=fonts, XObject=Dictionary({f"/{FURNITURE}": form}))
    )
    element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Sect, P=_document(pdf)))
    return Section(pdf, resources, element)


class Tree:
    """The parent tree of the frame, to which the marks of painted pages are added."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.root = pdf.Root.StructTreeRoot
        self.told: list[Any] = list(self.root.ParentTree.Nums)
        self.next = max(int(key) for key in self.told[::2]) + 1

    def add(self, section: Section, leaves: Sequence[Leaf], at: int) -> int:
        """Bind leaves before page ``at``; the place behind them."""
        for leaf in leaves:
            page, parents = section.bind(leaf, self.next)
            self.pdf.pages.insert(at, page)
            self.told += [self.next, parents]
            self.next, at = self.next + 1, at + 1
        return at

    def close(self, numbered: Section, indexed: Section) -> None:
        """The body goes before the last section of the frame, the index of words behind it."""
        numbered.finish()
        indexed.finish()
        document = _document(self.pdf)
        *front, back = document.K
        document.K = Array([*front, numbered.element, back, indexed.element])
        self.root.ParentTree.Nums = Array(self.told)
        self.root.ParentTreeNextKey = self.next


def _resolve(pdf: pikepdf.Pdf, places: Mapping[str, Place], targets: Mapping[int, str]) -> None:
    """Links of the frame that name a turn lead to where it begins."""
    for note in _links(pdf):
        number = int(str(note.A.URI).removeprefix(PLACE))
        place = places[f"u{number}"]
        del note.A
        note.Dest = _dest(place)
        note.Contents = pikepdf.String(targets[number])


def _links(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    for page in pdf.pages:
        for note in page.obj.get("/Annots", ()):
            if "/A" in note and str(note.A.get("/URI", "")).startswith(PLACE):
                yield note


def _dest(place: Place) -> pikepdf.Array:
    return Array([place.page.obj, Name.XYZ, 0, round(HEIGHT - place.top, 2), 0])


def _bookmark(pdf: pikepdf.Pdf, back: int, numbered: Section, indexed: Section) -> None:
    """The headings of the body before those of the back, the index of words at the end."""
    behind = {page.obj.objgen for page in list(pdf.pages)[back:]}
    with pdf.open_outline() as outline:
        beside = outline.root[0].children if outline.root else outline.root
        cut = next((no for no, one in enumerate(beside) if _leads_to(one, behind)), len(beside))
        first = next(iter(numbered.places.values()), None)
        if first is not None:
            body = OutlineItem(BODY, _dest(first))
            body.children.extend(
                OutlineItem(one.title, _dest(one)) for one in numbered.headings
            )
            beside.insert(cut, body)
        beside.extend(OutlineItem(one.title, _dest(one)) for one in indexed.headings)


def _leads_to(item: OutlineItem, pages: set[tuple[int, int]]) -> bool:
    told = item.destination
    return isinstance(told, Array) and told[0].objgen in pages


def _label(pdf: pikepdf.Pdf, *, body: int, back: int) -> None:
    """Readers count pages as the paper does: i, ii; 1, 2; L-1, L-2."""
    pdf.Root.PageLabels = Dictionary(
        Nums=Array(
            [
                *(0, Dictionary(S=Name("/r"))),
                *(body, Dictionary(S=Name("/D"))),
                *(back, Dictionary(S=Name("/D"), P=pikepdf.String("L-"))),
            ]
        )
    )


def _fill(pdf: pikepdf.Pdf, attached: Iterable[tuple[str, bytes]]) -> None:
    """Put files into the paper as WeasyPrint would have done, one held at a time."""
    for name, content in attached:
        # Asked by its name, pikepdf would sort the tree of names.
        told = next(one for one in pdf.Root.AF if str(one.UF) == name)
        packer = zlib.compressobj(level=9)
        packed = packer.compress(content) + packer.flush()
        told.EF.F.write(packed, filter=Name.FlateDecode)
        digest = hashlib.md5(content, usedforsecurity=False).digest()
        told.EF.F.Params.CheckSum = pikepdf.String(digest)
        told.EF.F.Params.Size = len(content)


def _written(pdf: pikepdf.Pdf) -> bytes:
    made = io.BytesIO()
    pdf.save(
        made,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
    )
    return made.getvalue()
