"""Everything a worker can be asked to do."""

from cases.tasks import jobs, open_data, uploads

__all__ = ["jobs", "open_data", "uploads"]
