"""Everything a worker can be asked to do."""

from cases.tasks import jobs, uploads

__all__ = ["jobs", "uploads"]
