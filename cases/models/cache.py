from __future__ import annotations

from django.db import models


class CacheEntry(models.Model):
    """The cache where no Redis is named. Django's ``DatabaseCache`` reads and writes it.

    A table, because counters of failed attempts must be right across processes: adding a key
    to files is not one act, and adding a row is.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name_plural = "cache entries"

    def __str__(self) -> str:
        return self.cache_key
