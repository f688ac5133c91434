"""What the program is made of: a bill of materials (CycloneDX 1.6) and the list of licences.

Run as ``python -m config.materials sbom|licences``; the Makefile does. From the lock, from what
the installed packages say of themselves, and from ``vendor.json``; no network.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
LOCK = BASE / "config" / "requirements.txt"
VENDORED = BASE / "config" / "vendor.json"
FONTS = BASE / "static" / "fonts"
PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;\\]+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
CLASSIFIER = "License :: "

# What may be shipped beside Apache-2.0; weak copyleft stays in files of its own.
ALLOWED = (
    *("MIT", "MIT License", "MIT-0", "MIT-CMU", "0BSD", "BSD", "BSD License", "BSD-2-Clause"),
    *("BSD-3-Clause", "3-Clause BSD License", "BSD 3-Clause", "Apache-2.0", "Zlib", "ISC"),
    *("Apache Software License", "Apache License 2.0", "Apache 2.0", "PSF-2.0", "CNRI-Python"),
    *("Python Software Foundation License", "MPL-2.0", "CC0-1.0", "OFL-1.1", "Unlicense"),
    *("MPL-1.1", "LGPL-2.1-or-later", "Mozilla Public License 2.0 (MPL 2.0)"),
    *("LGPL-3.0-only", "LGPL-3.0-or-later", "HPND"),
    "GNU Lesser General Public License v3 (LGPLv3)",
    "GNU Lesser General Public License v3 or later (LGPLv3+)",
    "ISC License (ISCL)",
)
# Said by nobody here, or in words of their own; read in the packages themselves.
READ = {
    "async-timeout": "Apache-2.0",  # for older Pythons alone
    "brotlicffi": "MIT",  # for PyPy alone
    "colorama": "BSD-3-Clause",  # for Windows alone
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",  # and PDFium, under the same two
    "pyphen": "MPL-1.1 OR LGPL-2.1-or-later",  # one of its three, by choice
    "qrcode": "BSD-3-Clause",
}
PARTED = re.compile(r"\s+(?:AND|OR)\s+|;\s*|,\s*|\s*/\s*")


@dataclass(frozen=True, slots=True)
class Material:
    """One thing of somebody else's: ``kind`` is its package system, ``sha256`` its files."""

    kind: str
    name: str
    version: str
    licence: str
    sha256: tuple[str, ...]

    @property
    def purl(self) -> str:
        """Its package URL, without any registry's address."""
        return f"pkg:{self.kind}/{self.name}@{self.version}"

    @property
    def is_allowed(self) -> bool:
        """Whether every licence that it names is one of ``ALLOWED``."""
        return all(one in ALLOWED for one in PARTED.split(self.licence))


def materials() -> list[Material]:
    """Everything that is shipped or installed with the program, by name."""
    return sorted([*_packages(), *_vendored(), *_fonts()], key=lambda one: one.purl)


def _packages() -> Iterator[Material]:
    text = LOCK.read_text("utf-8")
    found = list(PINNED.finditer(text))
    ends = [one.start() for one in found[1:]] + [len(text)]
    for one, end in zip(found, ends, strict=True):
        name, version = one.group(1), one.group(2)
        hashes = tuple(HASH.findall(text[one.end() : end]))
        yield Material("pypi", name.lower(), version, _licence(name), hashes)


def _licence(name: str) -> str:
    """As the package says it; empty where it is not installed or says nothing."""
    if name.lower() in READ:
        return READ[name.lower()]
    try:
        told = metadata(name)
    except PackageNotFoundError:
        return ""
    named = told.get_all("Classifier") or []
    classes = [one.rpartition(" :: ")[2] for one in named if one.startswith(CLASSIFIER)]
    short = (told.get("License") or "").strip()
    return told.get("License-Expression") or "; ".join(classes) or short.partition("\n")[0]


def _vendored() -> Iterator[Material]:
    for name, one in json.loads(VENDORED.read_text("utf-8")).items():
        hashes = tuple(one["sha256"].values())
        yield Material("npm", name, one["version"], one["licence"], hashes)


def _fonts() -> Iterator[Material]:
    """Each family by the licence that lies beside it."""
    for file in sorted(FONTS.glob("OFL-*.txt")):
        yield Material("generic", file.stem.removeprefix("OFL-").lower(), "1", "OFL-1.1", ())


def bill() -> dict[str, object]:
    """The bill of materials as CycloneDX 1.6; the same inputs give the same bytes."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {"type": "application", "name": "sidang-terbuka", "version": "0.1.0"}
        },
        "components": [_component(one) for one in materials()],
    }


def _component(one: Material) -> dict[str, object]:
    told: dict[str, object] = {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
    }
    if one.licence:
        told["licenses"] = [{"license": {"name": one.licence}}]
    if one.sha256:  # one of several files is installed; the lock names them all
        told["properties"] = [
            {"name": "sidang:sha256", "value": digest} for digest in one.sha256
        ]
    return told


def licences() -> str:
    """A line for each material: name, version, licence."""
    return "".join(f"{one.name}\t{one.version}\t{one.licence or '?'}\n" for one in materials())


def main(asked: str) -> int:
    """Write what is asked to the standard output; 1 where a licence may not be shipped."""
    if asked == "sbom":
        sys.stdout.write(json.dumps(bill(), indent=1) + "\n")
        return 0
    sys.stdout.write(licences())
    refused = [one.name for one in materials() if not one.is_allowed]
    sys.stderr.write("".join(f"lisensi belum disetujui: {name}\n" for name in refused))
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "licences"))
