#!/usr/bin/env python3
"""Memeriksa jurnal Sidang Terbuka dari luar / check the journal of Sidang Terbuka from outside.

    python3 periksa_jurnal.py --kunci KUNCI SUMBER...

KUNCI: kunci umum (satu baris), atau berkas yang memuatnya. SUMBER: berkas atau alamat web dari

* catatan titik periksa      /jurnal/<rantai>/<hari>
* bukti bahwa entri ada      /jurnal/<rantai>/entri/<nomor>/<sidik daun>.json
* sambungan dua hari         /jurnal/<rantai>/<hari lama>/<hari baru>.json

Semua titik periksa yang diberikan dibandingkan juga satu dengan yang lain: simpanlah catatan
lama, dan berikan bersama sambungan yang baru. Keluar dengan 0 bila semua cocok, 1 bila tidak.

It needs Python 3.11 and the library ``cryptography``; it shares no line with the program that
made what it checks. Tree and proofs: RFC 6962, RFC 9162. Notes: C2SP signed-note.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import urllib.request
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

Keys = dict[tuple[str, bytes], Ed25519PublicKey]
State = tuple[str, int, bytes]  # origin, size, root

LARGEST = 10_000_000  # bytes of one source


class Wrong(Exception):
    """Something does not bear out what it says."""


def fetch(source: str) -> str:
    if source.startswith(("http://", "https://")):
        with urllib.request.urlopen(source, timeout=60) as answer:  # noqa: S310
            return str(answer.read(LARGEST), "utf-8")
    return Path(source).read_text("utf-8")


def read_keys(told: str) -> Keys:
    """Public keys by (name, identifier)."""
    lines = Path(told).read_text("utf-8").split() if Path(told).is_file() else [told]
    found = {}
    for line in lines:
        name, identifier, rest = line.split("+", 2)
        public = base64.b64decode(rest, validate=True)
        known = hashlib.sha256(name.encode() + b"\n" + public).digest()[:4]
        if public[:1] != b"\x01" or known.hex() != identifier:
            raise Wrong(f"kunci tidak terbaca: {line}")
        found[name, known] = Ed25519PublicKey.from_public_bytes(public[1:])
    return found


def read_note(text: str, keys: Keys) -> State:
    """(origin, size, root) of a note that one of the keys signed."""
    body, _blank, signatures = text.partition("\n\n")
    signed = (body + "\n").encode()
    for line in signatures.splitlines():
        name, _space, told = line.removeprefix("\u2014 ").rpartition(" ")
        content = base64.b64decode(told, validate=True)
        key = keys.get((name, content[:4]))
        if key is not None:
            try:
                key.verify(content[4:], signed)
            except InvalidSignature:
                raise Wrong("tanda tangan titik periksa tidak cocok") from None
            origin, size, root = body.split("\n")[:3]
            return origin, int(size), base64.b64decode(root, validate=True)
    raise Wrong("titik periksa tidak ditandatangani dengan kunci ini")


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_from_inclusion(leaf: bytes, place: int, size: int, proof: list[bytes]) -> bytes:
    """The root to which a proof leads (RFC 9162, 2.1.3.2)."""
    last = size - 1
    if not 0 <= place <= last:
        raise Wrong("nomor entri di luar titik periksa")
    for step in proof:
        if last == 0:
            raise Wrong("bukti terlalu panjang")
        if place % 2 or place == last:
            leaf = node(step, leaf)
            while place and not place % 2:
                place, last = place // 2, last // 2
        else:
            leaf = node(leaf, step)
        place, last = place // 2, last // 2
    if last:
        raise Wrong("bukti terlalu pendek")
    return leaf


def roots_from_consistency(
    older: int, newer: int, proof: list[bytes], old_root: bytes
) -> tuple[bytes, bytes]:
    """Both roots to which a proof leads (RFC 9162, 2.1.4.2)."""
    steps = [old_root, *proof] if older & (older - 1) == 0 else proof
    if not steps:
        raise Wrong("sambungan kosong")
    place, last = older - 1, newer - 1
    while place % 2:
        place, last = place // 2, last // 2
    now = root_from_inclusion(steps[0], place, last + 1, steps[1:])
    was = steps[0]
    for step in steps[1:]:
        if place % 2 or place == last:
            was = node(step, was)
            while place and not place % 2:
                place, last = place // 2, last // 2
        place, last = place // 2, last // 2
    return was, now


def hashes(told: list[str]) -> list[bytes]:
    return [bytes.fromhex(one) for one in told]


def check_inclusion(told: dict[str, Any], keys: Keys) -> tuple[list[State], str]:
    """Whether an entry is in a checkpoint; the checkpoint, and a sentence."""
    if told["note"] is None:
        raise Wrong(f"entri {told['seq']} belum dicakup titik periksa; tunggu sampai besok")
    origin, size, root = read_note(told["note"], keys)
    if origin.rpartition("/")[2] != told["chain"]:
        raise Wrong("bukti dan titik periksa menyebut rantai yang lain")
    leaf, place = bytes.fromhex(told["leaf"]), told["seq"] - 1
    if root_from_inclusion(leaf, place, size, hashes(told["proof"])) != root:
        raise Wrong(f"entri {told['seq']} tidak ada dalam titik periksa itu")
    return [(origin, size, root)], f"entri {told['seq']} ada dalam {origin}, {size} entri"


def check_consistency(told: dict[str, Any], keys: Keys) -> tuple[list[State], str]:
    """Whether one checkpoint only adds to another; both, and a sentence."""
    older, newer = read_note(told["older"], keys), read_note(told["newer"], keys)
    if older[0] != newer[0] or older[1] > newer[1]:
        raise Wrong("kedua titik periksa bukan dari rantai yang sama, atau rantainya menyusut")
    proof = hashes(told["proof"])
    if older[1] == newer[1]:
        reached = (older[2], older[2]) if not proof else None
    else:
        reached = roots_from_consistency(older[1], newer[1], proof, older[2])
    if reached != (older[2], newer[2]):
        raise Wrong(f"{newer[0]}: {newer[1]} entri tidak menyambung {older[1]} entri")
    return [older, newer], f"{newer[0]} hanya bertambah, dari {older[1]} ke {newer[1]} entri"


def check(text: str, keys: Keys) -> tuple[list[State], str]:
    """What one source says, checked."""
    if not text.lstrip().startswith("{"):
        note = read_note(text, keys)
        return [note], f"{note[0]}, {note[1]} entri: tanda tangan cocok"
    told = json.loads(text)
    return (check_consistency if "older" in told else check_inclusion)(told, keys)


def compare(found: list[State], seen: dict[tuple[str, int], bytes]) -> None:
    """Whoever shows two roots for one size shows two journals."""
    for origin, size, root in found:
        if seen.setdefault((origin, size), root) != root:
            raise Wrong(f"dua akar untuk {size} entri {origin}: jurnal bercabang")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--kunci", required=True, help="kunci umum, atau berkasnya")
    parser.add_argument("sumber", nargs="+", help="berkas atau alamat web")
    asked = parser.parse_args()
    seen: dict[tuple[str, int], bytes] = {}
    is_whole = True
    try:
        keys = read_keys(asked.kunci)
    except (Wrong, ValueError, OSError) as wrong:
        sys.exit(f"SALAH kunci: {wrong}")
    for source in asked.sumber:
        try:
            found, sentence = check(fetch(source), keys)
            compare(found, seen)
            sys.stdout.write(f"COCOK {source}: {sentence}\n")
        except (Wrong, ValueError, KeyError, TypeError, OSError) as wrong:
            is_whole = False
            sys.stdout.write(f"SALAH {source}: {wrong}\n")
    sys.exit(0 if is_whole else 1)


if __name__ == "__main__":
    main()
