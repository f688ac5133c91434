"""Static files as they are served: one style sheet a page, named by its content, compressed.

The sources stay as they are written, one file a component, tied together by ``@import``; a
browser that is served them directly follows the imports. Collecting puts the imports in line,
so that nobody waits for a chain of small files, and no step is left to a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from django.contrib.staticfiles.storage import StaticFilesStorage
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

Found = Mapping[str, tuple[Storage, str]]

IMPORT = re.compile(r'@import url\("(?P<file>[^"]+)"\)(?: layer\((?P<layer>[a-z]+)\))?;\n')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)
PARTS = "css/components/"


# WhiteNoise ships no types, so its class is Any to the checker.
class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Flatten style sheets, then name and compress as usual; before that, plain names."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.found: dict[str, str] = {}  # each name that was asked for, by content

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        sheets = [name for name in paths if re.fullmatch(r"css/[a-z]+\.css", name)]
        if not dry_run:
            for name in sheets:
                self._write(name, flatten(name, paths))
        served = {name: found for name, found in paths.items() if not name.startswith(PARTS)}
        served |= {name: (self, name) for name in sheets}
        yield from super().post_process(served, dry_run, **options)
        self.found.clear()

    def url(self, name: str | None, force: bool = False) -> str:
        """The name by content wherever files were collected, in development too."""
        if name in self.found:
            return self.found[name]
        if force or (name and self.hash_key(self.clean_name(name)) in self.hashed_files):
            return self.found.setdefault(name or "", str(super().url(name, force=True)))
        return StaticFilesStorage.url(self, name)

    def _write(self, name: str, text: str) -> None:
        self.delete(name)
        self.save(name, ContentFile(text.encode()))


def flatten(name: str, found: Found) -> str:
    """The style sheet ``name`` with every import in its place, and without comments."""
    folder = PurePosixPath(name).parent

    def inline(match: re.Match[str]) -> str:
        text = _read(str(folder / match["file"]), found)
        return f"@layer {match['layer']} {{\n{text}}}\n" if match["layer"] else text

    return IMPORT.sub(inline, _read(name, found))


def _read(name: str, found: Found) -> str:
    storage, path = found[name]
    with storage.open(path) as file:
        return COMMENT.sub("", file.read().decode())
