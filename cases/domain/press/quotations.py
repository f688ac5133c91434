"""Finding what an article quotes: words between marks, and words that are only retold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cases.domain.press.words import words

LONGEST = 4_000
LONGEST_NAME = 90
MARKED = re.compile(r"[“„\"]([^“”„\"\n]+)[”“\"]|«([^«»\n]+)»")
MARKS = re.compile(r"[“”„\"«»]")
SENTENCE = re.compile(r"[^\n]+?(?:[.!?](?=\s+[A-Z0-9“\"«])|(?=\n)|$)")

# Verbs before the speaker (ujar Luqman), and after him (Luqman mengatakan).
BEFORE_NAME = (
    *("ujar", "kata", "tutur", "ungkap", "tegas", "jelas", "tanya", "jawab", "ucap", "papar"),
    *("imbuh", "sambung", "lanjut", "terang", "timpal", "sebut", "tandas", "pungkas", "beber"),
    *("cetus", "tukas", "tambah", "respons", "sahut"),
)
AFTER_NAME = (
    *("mengatakan", "menyatakan", "menyebut", "menyebutkan", "menegaskan", "menjelaskan"),
    *("mengungkapkan", "mengakui", "membenarkan", "menuturkan", "menambahkan", "memaparkan"),
    *("menyampaikan", "bertanya", "mempertanyakan", "menanyakan", "menjawab", "membantah"),
    *("berkata", "berujar", "melanjutkan", "menerangkan", "meminta"),
)
RETOLD = re.compile(
    rf"^(?:menurut\s+(?P<by>[^,\n]{{2,{LONGEST_NAME}}}),\s*(?P<said>.+)"
    rf"|(?P<name>[^,\n]{{2,{LONGEST_NAME}}}?)\s+(?:{'|'.join(AFTER_NAME)})"
    r"(?:\s+(?:bahwa|jika|kalau))?\s+(?P<told>.+)"
    rf"|(?P<first>.+),\s*(?:{'|'.join(BEFORE_NAME)})\s+(?P<last>[^,.\n]{{2,{LONGEST_NAME}}}).*)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that an article gives to somebody. ``start`` and ``end`` count characters of the
    article; ``speaker`` is known already where the words are only retold.
    """

    text: str
    start: int
    end: int
    is_direct: bool
    speaker: str = ""


def quotations(article: str) -> tuple[Quotation, ...]:
    """Everything that an article quotes or retells, in its order.

    A sentence that holds a quotation is not retold besides.
    """
    marked = list(_marked(article))
    found = [*marked, *_retold(article)]
    return tuple(sorted(found, key=lambda one: one.start))


def _marked(article: str) -> Iterator[Quotation]:
    for found in MARKED.finditer(article):
        group = 1 if found[1] is not None else 2
        text = found[group][:LONGEST].rstrip(" ,")
        if words(text):
            start = found.start(group)
            yield Quotation(text, start, start + len(text), is_direct=True)


def _retold(article: str) -> Iterator[Quotation]:
    for sentence in SENTENCE.finditer(article):
        if MARKS.search(sentence[0]):
            continue
        indent = len(sentence[0]) - len(sentence[0].lstrip())
        found = RETOLD.match(sentence[0].strip()[:LONGEST])
        if found is None:
            continue
        said = next(name for name in ("said", "told", "first") if found[name])
        by = next(name for name in ("by", "name", "last") if found[name])
        start = sentence.start() + indent + found.start(said)
        yield Quotation(found[said], start, start + len(found[said]), False, found[by].strip())
