"""The ways in which an answer is had."""

from __future__ import annotations

from enum import StrEnum


class Method(StrEnum):
    CP_SAT = "cp_sat"  # OR-Tools, the extra ``solver``
    GREEDY = "greedy"  # tempat pertama yang bebas
