"""Reading a question: words, phrases in quotes, fields before a colon, register numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType

from cases.domain import numbering
from cases.domain.search.index import words

MOST_PARTS = 20  # what is asked beyond is not heard
PART = re.compile(r'(?:(?P<field>[^\W\d_]+):)?(?:["“”](?P<phrase>[^"“”]*)["“”]?|(?P<word>\S+))')


class Field(StrEnum):
    """Where a part of a question is looked for."""

    ANY = ""
    APPLICANT = "pemohon"
    RESPONDENT = "badan"
    REGISTER = "register"
    UTTERANCE = "ucapan"
    DECISION = "putusan"
    ADMISSION = "pengakuan"
    DOCUMENT = "dokumen"


NAMES: Mapping[str, Field] = MappingProxyType(
    {
        **{field.value: field for field in Field if field},
        "termohon": Field.RESPONDENT,
        "nomor": Field.REGISTER,
        "applicant": Field.APPLICANT,
        "body": Field.RESPONDENT,
        "said": Field.UTTERANCE,
        "decision": Field.DECISION,
        "admission": Field.ADMISSION,
        "document": Field.DOCUMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are looked for in one field; ``is_phrase``: in this order, as they are.

    ``is_whole``: as they are, in any order, as the pieces of a number.
    """

    words: tuple[str, ...]
    field: Field = Field.ANY
    is_phrase: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in parts, all of which must be met.

    ``number``: the pieces of a register number, where the free words can be one.
    ``by_root``: whether words of the same root are meant too.
    """

    parts: tuple[Part, ...] = ()
    number: tuple[str, ...] = ()
    by_root: bool = True

    def of(self, *fields: Field) -> tuple[Part, ...]:
        """The parts that are looked for in these fields."""
        return tuple(part for part in self.parts if part.field in fields)

    def __bool__(self) -> bool:
        return bool(self.parts)


def read(told: str, *, by_root: bool = True) -> Asked:
    """Read what somebody typed; a field that there is not is a word like others."""
    parts = tuple(part for found in PART.finditer(told) for part in _parts(found) if part.words)
    free = tuple(part for part in parts if part.field is Field.ANY)
    is_number = numbering.looks_like(told) and len(free) == len(parts)
    if is_number and not any(part.is_phrase for part in parts):
        whole = tuple(replace(part, is_whole=True) for part in parts)
        pieces = tuple(word for part in parts for word in part.words)
        return Asked(whole[:MOST_PARTS], pieces[:MOST_PARTS], by_root)
    return Asked(parts[:MOST_PARTS], by_root=by_root)


def _parts(found: re.Match[str]) -> tuple[Part, ...]:
    field = NAMES.get((found["field"] or "").casefold())
    before = found["field"] if found["field"] and field is None else ""
    told = words(found["phrase"] if found["phrase"] is not None else found["word"])
    part = Part(told, field or Field.ANY, is_phrase=found["phrase"] is not None)
    loose = (part,) if part.is_phrase or part.field is Field.REGISTER else _loose(part)
    return (*(Part((word,)) for word in words(before)), *loose)


def _loose(part: Part) -> tuple[Part, ...]:
    return tuple(replace(part, words=(word,)) for word in part.words)
