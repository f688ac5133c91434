"""What may be shown to whom: the one axis of openness, apart from procedure and custody.

``copies`` holds the public twins of the record, ``folding`` how they are kept and searched.
"""

from __future__ import annotations

from enum import StrEnum

from cases.domain.errors import CaseError


class Visibility(StrEnum):
    """Who may see a record at all. The shelf takes only ``PUBLIC``."""

    PUBLIC = "public"  # siapa pun
    PARTIES = "parties"  # para pihak dan kepaniteraan
    INTERNAL = "internal"  # kepaniteraan dan majelis
    # surat: majelis dan panitera pengganti perkara itu; perkara: para pihak dan komisi pula,
    # dan bagi orang lain perkara itu tidak ada
    SEALED = "sealed"


class Confidence(StrEnum):
    """How sure a reported fact is; empty means that nobody has said."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    UNSAID = ""


class PrivateName(CaseError):
    """A frozen record names a private person; its lines cannot be changed any more."""

    code = "private_name"


# Deliberation and caucus are not announced at all; of other closed hearings the public
# sees the day and the kind.
UNANNOUNCED_KINDS = frozenset({"musyawarah_majelis", "kaukus"})
UNANNOUNCED_STATES = frozenset({"draft"})
