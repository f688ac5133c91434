"""Everything a worker can be asked to do."""

from cases.tasks import jobs, tokens, uploads

__all__ = ["jobs", "tokens", "uploads"]
