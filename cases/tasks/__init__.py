"""Everything a worker can be asked to do."""

from cases.tasks import alerts, jobs, open_data, tokens, uploads

__all__ = ["alerts", "jobs", "open_data", "tokens", "uploads"]
