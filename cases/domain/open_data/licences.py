"""The licences under which an installation may give its data away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from cases.domain.errors import CaseError


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence: its SPDX name, its title, and where its words stand."""

    name: str
    title: str
    path: str


class UnknownLicence(CaseError):
    """The installation names a licence that is none of the known open ones."""

    code = "unknown_licence"


LICENCES: Mapping[str, Licence] = MappingProxyType(
    {
        one.name: one
        for one in (
            Licence(
                "CC-BY-4.0",
                "Creative Commons Attribution 4.0",
                "https://creativecommons.org/licenses/by/4.0/",
            ),
            Licence(
                "CC0-1.0",
                "Creative Commons Zero 1.0",
                "https://creativecommons.org/publicdomain/zero/1.0/",
            ),
            Licence(
                "ODC-BY-1.0",
                "Open Data Commons Attribution License 1.0",
                "https://opendatacommons.org/licenses/by/1-0/",
            ),
        )
    }
)


def licence(name: str) -> Licence:
    """The licence of that name.

    Raises:
        UnknownLicence: it is none of those that are known here.
    """
    try:
        return LICENCES[name]
    except KeyError:
        known = ", ".join(LICENCES)
        raise UnknownLicence(f"Lisensi {name} tidak dikenal. Yang dikenal: {known}.") from None
