"""Pinpoint citations of the law."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """A provision: the instrument, its article (pasal), paragraph (ayat) and letter (huruf)."""

    instrument: str
    pasal: int
    ayat: int | None = None
    huruf: str = ""

    def __str__(self) -> str:
        text = f"{self.instrument} Pasal {self.pasal}"
        if self.ayat is not None:
            text += f" ayat ({self.ayat})"
        return f"{text} huruf {self.huruf}" if self.huruf else text


def uu_kip(pasal: int, ayat: int | None = None, huruf: str = "") -> Article:
    """Cite UU 14/2008 on the openness of public information."""
    return Article("UU 14/2008", pasal, ayat, huruf)


def perki_1_2013(pasal: int, ayat: int | None = None, huruf: str = "") -> Article:
    """Cite Perki 1/2013 on the settlement of public-information disputes."""
    return Article("Perki 1/2013", pasal, ayat, huruf)
