"""Files of others that we ship: named with version and fingerprint, fetched by npm, checked
offline.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
MANIFEST = BASE / "config" / "vendor.json"


def differing() -> list[str]:
    """The vendored files that are missing or not what the manifest says."""
    wrong = []
    for package in json.loads(MANIFEST.read_text("utf-8")).values():
        for name, digest in package["sha256"].items():
            file = BASE / name
            if not file.is_file() or _digest(file.read_bytes()) != digest:
                wrong.append(f"{name}: bukan berkas yang tercatat")
    return wrong


def update() -> None:
    """Fetch every package of the manifest, check its integrity, copy the named files."""
    manifest = json.loads(MANIFEST.read_text("utf-8"))
    for name, package in manifest.items():
        with tempfile.TemporaryDirectory() as folder:
            _fetch(name, package, Path(folder))
    MANIFEST.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def _fetch(name: str, package: dict[str, object], folder: Path) -> None:
    wanted = f"{name}@{package['version']}"
    subprocess.run(["npm", "pack", wanted, "--pack-destination", str(folder), "-s"], check=True)
    archive = next(folder.glob("*.tgz"))
    sha512 = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    integrity = f"sha512-{sha512}"
    if package.get("integrity") not in {None, "", integrity}:
        raise SystemExit(f"{wanted}: integritas berbeda")
    package["integrity"] = integrity
    files = package["files"]
    if not isinstance(files, dict):
        raise SystemExit(f"{wanted}: tidak ada daftar berkas")
    fingerprints = {}
    with tarfile.open(archive) as tar:
        for source, target in files.items():
            member = tar.extractfile(f"package/{source}")
            if member is None:
                raise SystemExit(f"{wanted}: {source} tidak ada")
            content = member.read()
            (BASE / target).parent.mkdir(parents=True, exist_ok=True)
            (BASE / target).write_bytes(content)
            fingerprints[target] = _digest(content)
    package["sha256"] = fingerprints


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
