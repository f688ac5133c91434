"""What is asked of an import."""

from __future__ import annotations

from dataclasses import dataclass, field

from cases.domain.register_import import ImportKind, TableMap
from cases.models import Commission


@dataclass(frozen=True, slots=True)
class Order:
    """Whose table it is, what it holds, and what its registry says of it."""

    commission: Commission
    kind: ImportKind
    content: bytes
    mapping: TableMap = field(default_factory=TableMap)
    is_public: bool = False
    sheet: str = ""
