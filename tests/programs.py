"""Programs that act for people: a token, and calls with it as they go over the line."""

from __future__ import annotations

from itertools import count

from django.utils import timezone

from cases.domain.tokens import Scope
from cases.services import tokens

KEYS = count(1)


class Program:
    """Calls for one account. Every writing call has a key of its own unless one is given."""

    def __init__(self, client, user, *scopes, now=None, **more):
        self.client = client
        self.token, self.written = tokens.make(
            user,
            label="program",
            scopes=scopes or list(Scope),
            days=7,
            now=now or timezone.now(),
        )
        self.headers = {"Authorization": f"Bearer {self.written}", **more}

    def get(self, address, **told):
        return self.client.get(f"/api/v1/{address}", told, headers=self.headers)

    def post(self, address, body=None, **headers):
        return self._send("post", address, body, headers)

    def put(self, address, body=None, **headers):
        return self._send("put", address, body, headers)

    def delete(self, address, body=None, **headers):
        return self._send("delete", address, body, headers)

    def patch(self, address, content, offset=0):
        return self.client.patch(
            f"/api/v1/{address}",
            content,
            content_type="application/offset+octet-stream",
            headers={**self.headers, "Upload-Offset": str(offset)},
        )

    def _send(self, method, address, body, headers):
        key = {"Idempotency-Key": f"k-{next(KEYS)}"}
        return getattr(self.client, method)(
            f"/api/v1/{address}",
            {} if body is None else body,
            content_type="application/json",
            headers=self.headers
            | key
            | {name.replace("_", "-"): one for name, one in headers.items()},
        )
