"""Names of public bodies, spelt as everybody spells them: the same, like another, or new."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from cases.domain.register_import.cells import TWO_SLIPS, slips

NEW = "+"  # stands before the name of a body that is entered with its first row
CANDIDATES = 60
ENOUGH_WORDS = 0.6  # of the longer name stand in the shorter one
OTHER_ORDER, BY_INITIALS = 0.99, 0.7
SHORTEST_INITIALS = 3
# One word or short form for another; none of them ever stands for two bodies.
SHORT_FORMS = {
    "kab": "kabupaten", "prov": "provinsi", "prop": "provinsi", "propinsi": "provinsi",
    "kec": "kecamatan", "kel": "kelurahan", "ds": "desa", "dep": "departemen",
    "dept": "departemen", "kementrian": "kementerian", "kemeterian": "kementerian",
    "pemkab": "pemerintah kabupaten", "pemkot": "pemerintah kota",
    "pemprov": "pemerintah provinsi", "pemda": "pemerintah daerah", "pemdes": "pemerintah desa",
    "disdik": "dinas pendidikan", "dinkes": "dinas kesehatan", "dishub": "dinas perhubungan",
    "dinsos": "dinas sosial", "polda": "kepolisian daerah", "polres": "kepolisian resor",
    "polsek": "kepolisian sektor", "kejari": "kejaksaan negeri", "kejati": "kejaksaan tinggi",
    "kanwil": "kantor wilayah", "kantah": "kantor pertanahan", "sekda": "sekretariat daerah",
    "setda": "sekretariat daerah", "rsud": "rumah sakit umum daerah",
    "dprd": "dewan perwakilan rakyat daerah", "kpu": "komisi pemilihan umum",
    "bawaslu": "badan pengawas pemilihan umum", "bpn": "badan pertanahan nasional",
    "atr": "agraria dan tata ruang", "kesbangpol": "kesatuan bangsa dan politik",
    "jateng": "jawa tengah", "jabar": "jawa barat", "jatim": "jawa timur",
    "sumbar": "sumatera barat", "sumut": "sumatera utara", "sumsel": "sumatera selatan",
    "kaltim": "kalimantan timur", "kalteng": "kalimantan tengah",
    "kalsel": "kalimantan selatan", "kalbar": "kalimantan barat",
    "sulsel": "sulawesi selatan", "sulteng": "sulawesi tengah",
    "sulut": "sulawesi utara", "sultra": "sulawesi tenggara", "ntb": "nusa tenggara barat",
    "ntt": "nusa tenggara timur", "sumatra": "sumatera", "jogja": "yogyakarta",
    "sdn": "sd negeri", "smpn": "smp negeri", "sman": "sma negeri", "smkn": "smk negeri",
    "perum": "perusahaan umum", "pt": "perseroan terbatas",
}  # fmt: skip
DROPPED = frozenset({"ri", "ppid", "tbk", "persero"})


@dataclass(frozen=True, slots=True)
class Known:
    """A body of the register of public bodies."""

    slug: str
    name: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """What a spelling stands for: a body, or a new one of that ``name``; ``like`` is only a
    suggestion.
    """

    name: str
    known: Known | None = None
    like: Known | None = None
    score: float = 0.0


@dataclass(slots=True)
class Directory:
    """The known bodies, searched by any spelling; ``confirmed`` is what a clerk has said.

    A spelling is confirmed by the slug of a body, by ``+`` and the name of one that comes with
    the same file, or by nothing where it is a body of its own.
    """

    known: Iterable[Known]
    confirmed: Mapping[str, str] = field(default_factory=dict)
    _by_key: dict[str, Known] = field(default_factory=dict)
    _by_slug: dict[str, Known] = field(default_factory=dict)
    _by_word: dict[str, list[str]] = field(default_factory=dict)
    _by_initials: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.confirmed = {key_of(word): slug for word, slug in self.confirmed.items()}
        for body in self.known:
            self.add(body)

    def add(self, body: Known) -> None:
        """Know one more body."""
        self._by_slug[body.slug] = body
        for name in (body.name, body.short):
            key = key_of(name)
            if not key or key in self._by_key:
                continue
            self._by_key[key] = body
            words = key.split()
            self._by_initials.setdefault("".join(word[0] for word in words), key)
            for word in set(words):
                self._by_word.setdefault(word, []).append(key)

    def holds(self, slug: str) -> bool:
        """Whether there is a body of that slug."""
        return slug in self._by_slug

    def name_of(self, slug: str) -> str:
        """The name of a body, or of one that comes with the file; empty where there is none."""
        known = self._by_slug.get(slug)
        return known.name if known else slug if slug.startswith(NEW) else ""

    def match(self, written: str) -> Match:
        """What a spelling stands for."""
        key = key_of(written)
        said = self.confirmed.get(key, "")
        if said.startswith(NEW) and key_of(said) != key:
            return self.match(said.removeprefix(NEW))
        if said and not said.startswith(NEW):
            return Match(written, self._by_slug.get(said), score=1.0)
        if key in self._by_key:
            return Match(written, self._by_key[key], score=1.0)
        if key in self.confirmed:
            return Match(written)
        best = max(((_alike(key, one), one) for one in self._near(key)), default=(0.0, ""))
        if not best[0]:
            return Match(written)
        return Match(written, like=self._by_key[best[1]], score=best[0])

    def _near(self, key: str) -> list[str]:
        """The names that share most words with this one, and that of which it is short."""
        shared: dict[str, float] = {}
        for word in set(key.split()):
            holders = self._by_word.get(word, [])
            for other in holders:
                shared[other] = shared.get(other, 0.0) + 1 / len(holders)
        found = sorted(shared, key=lambda other: (-shared[other], other))[:CANDIDATES]
        initials = self._by_initials.get(key, "")
        return [*found, initials] if len(key) >= SHORTEST_INITIALS and initials else found


def key_of(name: str) -> str:
    """What all spellings of one name have in common."""
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if text.upper() != text:  # "(BPN)" after a written-out name; in capitals nobody can tell
        text = re.sub(r"\(\s*[A-Z]{2,12}\s*\)", " ", text)
    text = text.casefold().replace("republik indonesia", " ")
    words = re.findall(r"[a-z0-9]+", text)
    return " ".join(SHORT_FORMS.get(word, word) for word in words if word not in DROPPED)


def _alike(first: str, second: str) -> float:
    """How much two names look like one; 0 where some word of theirs is quite another."""
    words, others = first.split(), second.split()
    if sorted(words) == sorted(others):
        return OTHER_ORDER
    if len(words) == len(others) and all(map(_is_slip, words, others)):
        return SequenceMatcher(None, first, second, autojunk=False).ratio()
    fewer, more = sorted((set(words), set(others)), key=len)
    if fewer <= more and len(fewer) / len(more) >= ENOUGH_WORDS:
        return len(fewer) / len(more)
    is_short = first == "".join(word[0] for word in others)
    return BY_INITIALS if is_short and len(first) >= SHORTEST_INITIALS else 0.0


def _is_slip(word: str, other: str) -> bool:
    if word.isdecimal() or other.isdecimal():  # SMP 1 is not SMP 2
        return word == other
    most = 2 if len(word) >= TWO_SLIPS else 1
    return slips(word, other, most=most) <= most
