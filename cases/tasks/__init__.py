"""Everything a worker can be asked to do."""

from cases.tasks import jobs

__all__ = ["jobs"]
