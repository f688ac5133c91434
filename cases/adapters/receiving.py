"""Files of plain forms: streamed to disk by Django, and no more of them than is taken."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler

from cases.domain.uploads import MEGABYTE


class BoundedFileUploadHandler(TemporaryFileUploadHandler):
    """Stops writing a file that is larger than anybody may bring; the form finds none."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        if start + len(raw_data) > settings.UPLOAD_MAX_MB * MEGABYTE:
            self.file.close()
            raise SkipFile
        return super().receive_data_chunk(raw_data, start)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
