"""Everything a worker can be asked to do."""

from cases.tasks import (
    alerts,
    backups,
    checkpoints,
    counting,
    identity_papers,
    jobs,
    open_data,
    self_checks,
    tokens,
    uploads,
)

__all__ = [
    "alerts",
    "backups",
    "checkpoints",
    "counting",
    "identity_papers",
    "jobs",
    "open_data",
    "self_checks",
    "tokens",
    "uploads",
]
