"""What HTML asks of every page, as far as its text tells (sections 3.2.6, 4.5.14, 4.10.4)."""

from __future__ import annotations

import re
from collections import Counter

APART = re.compile(r"<template\b.*?</template>", re.DOTALL)  # a document of its own
ID = re.compile(r"""\sid="([^"]*)\"""")
LABEL = re.compile(r"""<label\b[^>]*\sfor="([^"]*)\"""")
TIME = re.compile(r"""<time\b(?:[^>]*?\sdatetime="([^"]*)")?[^>]*>([^<]*)""")
INSTANT = re.compile(
    r"(?:\d{4}-\d\d(?:-\d\d)?)?(?:(?:T|(?<!\d))\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)?)?"
)


def faults(page: str) -> list[str]:
    """Names that stand twice, labels that belong to nothing, times that no program reads."""
    page = APART.sub("", page)
    ids = Counter(ID.findall(page))
    times = [told or said.strip() for told, said in TIME.findall(page)]
    return [
        *(f"id dua kali: {name}" for name, count in ids.items() if count > 1),
        *(f"label tanpa isian: {name!r}" for name in LABEL.findall(page) if name not in ids),
        *(f"waktu: {time!r}" for time in times if not time or not INSTANT.fullmatch(time)),
    ]
