"""What tests ask of a walk beside what a drill does: whether every link finds its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cases.management.small_world import visitor

RANGE = re.compile(r"p(\d+)l(\d+)-(\d+)")


@dataclass(slots=True)
class Walk(visitor.Walk):
    """A walk whose links are looked at."""

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
