"""The English of the screens: every Indonesian string of the code has one, and it is compiled.

No gettext tools are needed: Django turns a template into something like Python, and Babel reads
both. ``python -m config.translations`` adds new strings to the catalogue and compiles it.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE = Path(__file__).resolve().parent.parent
FOLDER = BASE / "cases" / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
STEADY = datetime(2024, 3, 13, tzinfo=UTC)
HEADER = """# English of the screens.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
Key = tuple[str, str | tuple[str, str]]


def missing() -> list[str]:
    """What stands in the way of a complete English: strings without one, a stale file."""
    held = _held()
    wrong = []
    for context, words in sorted(_wanted(), key=str):
        message = held.get(words[0] if isinstance(words, tuple) else words, context or None)
        if message is None or not message.string or message.fuzzy:
            wrong.append(f"tanpa bahasa Inggris: {words!r}")
        elif isinstance(words, tuple) and not (_fits(message, words) and all(message.string)):
            wrong.append(f"bentuk jamak kurang: {words!r}")
    if not wrong and (not MO.exists() or MO.read_bytes() != _compiled(held)):
        wrong.append("django.mo tidak cocok dengan django.po")
    return wrong


def update() -> None:
    """Add new strings, drop those nobody says any more, compile."""
    held = _held()
    catalogue = _steady(Catalog(locale="en", domain="django"))
    for context, words in sorted(_wanted(), key=str):
        first = words[0] if isinstance(words, tuple) else words
        known = held.get(first, context or None)
        kept = known.string if known and _fits(known, words) else None
        catalogue.add(words, kept, context=context or None)
    FOLDER.mkdir(parents=True, exist_ok=True)
    written = io.BytesIO()
    write_po(written, catalogue, omit_header=True, width=96, include_previous=False)
    PO.write_bytes(HEADER.encode() + written.getvalue())
    MO.write_bytes(_compiled(_held()))


def _fits(message: Message, words: str | tuple[str, str]) -> bool:
    """Whether a translation has the forms that the string wants: one, or one and many."""
    return isinstance(message.string, tuple) == isinstance(words, tuple)


def _held() -> Catalog:
    if not PO.exists():
        return Catalog(locale="en", domain="django")
    with PO.open("rb") as file:
        return _steady(read_po(file, locale="en", domain="django"))


def _steady(catalogue: Catalog) -> Catalog:
    """Nothing in the head of a catalogue may change from one day to the next."""
    catalogue.project, catalogue.version = "Sidang Terbuka", "1"
    catalogue.creation_date = catalogue.revision_date = STEADY
    catalogue.msgid_bugs_address = catalogue.last_translator = catalogue.language_team = "-"
    catalogue.fuzzy = False
    return catalogue


def _compiled(catalogue: Catalog) -> bytes:
    held = io.BytesIO()
    write_mo(held, catalogue)
    return held.getvalue()


def _wanted() -> set[Key]:
    found: set[Key] = set()
    for source in _sources():
        for _line, words, _comments, context in extract("python", source, KEYWORDS):
            if words:
                found.add((context or "", words if isinstance(words, str) else tuple(words)))
    return found


def _sources() -> Iterator[io.BytesIO]:
    templates = (BASE / "templates").rglob("*")
    for path in sorted(path for path in templates if path.suffix in {".html", ".txt"}):
        if "pdf" not in path.parts:  # papers are in Indonesian
            # Indentation is the template's; the reader of Python would trip over it.
            lines = templatize(path.read_text("utf-8")).splitlines()
            yield io.BytesIO("\n".join(line.lstrip() for line in lines).encode())
    for folder in ("cases", "config"):
        for path in sorted((BASE / folder).rglob("*.py")):
            if path.name != "translations.py":
                yield io.BytesIO(path.read_bytes())


if __name__ == "__main__":
    update()
    sys.exit(1 if missing() else 0)
