"""Calls over the line: headers, one key for each act, refusals, lines that break."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlencode, urljoin, urlsplit
from urllib.request import Request, urlopen

TRIES = 3
BUSY = (429, 503)
LONGEST_WAIT = 60.0  # seconds


class Problem(Exception):
    """A refusal (RFC 9457). ``code`` is for programs, ``detail`` for people."""

    def __init__(self, status: int, told: Mapping[str, Any]) -> None:
        super().__init__(f"{status} {told.get('code', '')}: {told.get('detail', '')}")
        self.status = status
        self.code: str = told.get("code", "")
        self.detail: str = told.get("detail", "")
        self.article: str = told.get("article", "")
        self.errors: Mapping[str, list[str]] = told.get("errors", {})
        self.doubts: list[str] = told.get("doubts", [])


class Transport:
    """One house that is called, with or without a token; ``language``: of its refusals."""

    def __init__(
        self, base_url: str, token: str = "", *, timeout: float = 30.0, language: str = "id"
    ) -> None:
        if urlsplit(base_url).scheme not in {"http", "https"}:
            raise ValueError(base_url)
        self.base_url, self.token = base_url.rstrip("/"), token
        self.timeout, self.language = timeout, language

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, Any] | None = None,
        body: Any = None,
        headers: Mapping[str, Any] | None = None,
        key: str | None = None,
        is_keyed: bool = False,
    ) -> Any:
        """The answer as JSON gives it, None where there is none.

        Raises:
            Problem: it was refused.
            URLError: nobody answers, also after further tries.
        """
        sent = self._headers(headers, body)
        if is_keyed:
            sent["Idempotency-Key"] = key or str(uuid.uuid4())
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        may_repeat = method == "GET" or is_keyed
        request = Request(self._address(path, query), data, sent, method=method)  # noqa: S310
        for no in range(1, TRIES + 1):
            try:
                with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                    text = answer.read()
                    return json.loads(text) if text else None
            except HTTPError as refusal:
                if refusal.code not in BUSY or not may_repeat or no == TRIES:
                    raise self._problem(refusal) from refusal
                time.sleep(_wait(refusal.headers.get("Retry-After"), no))
            except (URLError, TimeoutError, ConnectionError):
                if not may_repeat or no == TRIES:
                    raise
                time.sleep(_wait(None, no))
        raise AssertionError

    def pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        """Every row of a list, page after page."""
        page = self.call("GET", path, query=query)
        while True:
            yield from page["results"]
            if not page["next"]:
                return
            parts = urlsplit(page["next"])
            page = self.call("GET", f"{parts.path}?{parts.query}")

    def lines(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        """Every row of a list in one answer, read as it comes."""
        address = self._address(path, {**query, "format": "jsonl"})
        request = Request(address, headers=self._headers({"Accept": "*/*"}, None))  # noqa: S310
        try:
            with urlopen(request, timeout=self.timeout) as answer:  # noqa: S310
                for line in answer:
                    yield json.loads(line)
        except HTTPError as refusal:
            raise self._problem(refusal) from refusal

    def _headers(self, more: Mapping[str, Any] | None, body: Any) -> dict[str, str]:
        told = {"Accept": "application/json", "Accept-Language": self.language}
        if self.token:
            told["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            is_bytes = isinstance(body, bytes)
            kind = "application/offset+octet-stream" if is_bytes else "application/json"
            told["Content-Type"] = kind
        return told | {name: str(one) for name, one in (more or {}).items() if one is not None}

    def _address(self, path: str, query: Mapping[str, Any] | None) -> str:
        told = {name: _plain(one) for name, one in (query or {}).items() if one is not None}
        address = urljoin(f"{self.base_url}/", path.lstrip("/"))
        return f"{address}?{urlencode(told)}" if told else address

    @staticmethod
    def _problem(refusal: HTTPError) -> Problem:
        try:
            told = json.loads(refusal.read())
        except ValueError:
            told = {"detail": refusal.reason}
        return Problem(refusal.code, told if isinstance(told, dict) else {})


def part(value: object) -> str:
    """A value as a part of a path."""
    return quote(str(value), safe="")


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _wait(told: str | None, no: int) -> float:
    seconds = float(told) if told and told.isdigit() else 0.5 * 2**no
    return min(seconds, LONGEST_WAIT)
