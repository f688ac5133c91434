"""Who calls an installation during a drill: programs with a token, clerks with a session."""

from __future__ import annotations

import http.client
import json
import secrets
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

PATIENCE = 180.0
ASKING = 30.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0: the line broke before an answer."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    seconds: float = 0.0

    def json(self) -> Any:
        return json.loads(self.body)


def call(
    port: int,
    method: str,
    path: str,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """One request on a line of its own."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=ASKING)
    began = time.perf_counter()
    try:
        line.request(method, path, body, dict(headers or {}))
        told = line.getresponse()
        content = told.read()
        return Answer(told.status, dict(told.headers), content, time.perf_counter() - began)
    except (OSError, http.client.HTTPException):
        return Answer(0, {}, b"", time.perf_counter() - began)
    finally:
        line.close()


@dataclass
class Program:
    """Calls for one account; ``faults`` are answers of 5xx with their moment."""

    port: int
    token: str
    repeated: int = 0
    absorbed: int = 0
    faults: list[tuple[float, str]] = field(default_factory=list)

    def call(
        self, method: str, path: str, body: Any = None, *, key: str = "", **headers: str
    ) -> Answer:
        """One call; a writing one under ``key`` or a fresh one."""
        told = {"Authorization": f"Bearer {self.token}"}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        content = body if isinstance(body, bytes) else None
        if content is None and method != "GET":
            content = json.dumps({} if body is None else body).encode()
        told.setdefault("Content-Type", "application/json")
        if method != "GET":
            told.setdefault("Idempotency-Key", key or secrets.token_hex(8))
        return call(self.port, method, f"/api/v1/{path}", content, told)

    def insist(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """The same call under the same key until somebody answers it.

        Raises:
            TimeoutError: nobody did.
        """
        key, deadline = secrets.token_hex(8), time.monotonic() + PATIENCE
        while True:
            answer = self.call(method, path, body, key=key, **headers)
            if 0 < answer.status < 500:
                self.absorbed += answer.headers.get("Idempotent-Replayed") == "true"
                return answer
            if answer.status:
                self.faults.append((time.monotonic(), f"{method} {path}: {answer.status}"))
            self.repeated += 1
            if time.monotonic() > deadline:
                raise TimeoutError(f"{method} {path}: {answer.status}")
            time.sleep(0.2)

    def file(self, house: str = "yakin") -> str:
        """File an application step by step; the code of the dispute.

        Raises:
            RuntimeError: a step was refused, with what was said.
        """
        draft = self.draft(house)
        filed = self.insist("POST", f"{draft}filing/", {"confirmed": True})
        if filed.status != 201:
            raise RuntimeError(f"filing: {filed.status} {filed.body.decode()[:500]}")
        return str(filed.json()["dispute"])

    def draft(self, house: str = "yakin") -> str:
        """A draft with every step complete; its address below the API."""
        begun = self.insist("POST", "drafts/", {"organisation": house})
        if begun.status != 201:
            raise RuntimeError(f"draft: {begun.status} {begun.body.decode()[:500]}")
        draft = begun.headers["Location"].removeprefix("/api/v1/")
        for name, told in steps().items():
            done = self.insist("PUT", f"{draft}{name}/", told)
            if done.status != 200:
                raise RuntimeError(f"{name}: {done.status} {done.body.decode()[:500]}")
        return draft

    def bring(self, name: str, content: bytes, house: str) -> Answer:
        """Bring a file in one piece; the answer to its last bytes, or the first refusal."""
        told = {"name": name, "size": len(content), "house": house}
        begun = self.insist("POST", "uploads/", told)
        if begun.status != 201:
            return begun
        return self.send(begun.headers["Location"].removeprefix("/api/v1/"), content)

    def send(self, place: str, content: bytes, offset: int = 0) -> Answer:
        """The bytes of an upload from ``offset`` on."""
        return self.call(
            "PATCH", place, content[offset:], Content_Type="application/offset+octet-stream",
            Upload_Offset=str(offset),
        )  # fmt: skip


@dataclass
class Clerk:
    """Somebody who is signed in; a session that a scene opened."""

    port: int
    session: str
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))

    def get(self, path: str) -> Answer:
        return call(self.port, "GET", path, headers=self._headers())

    def post(self, path: str, told: Mapping[str, Any]) -> Answer:
        """A form, as a browser sends it."""
        body = urlencode([("csrfmiddlewaretoken", self.csrf), *_pairs(told)])
        more = {"Content-Type": "application/x-www-form-urlencoded"}
        return call(self.port, "POST", path, body.encode(), self._headers() | more)

    def _headers(self) -> dict[str, str]:
        return {"Cookie": f"sessionid={self.session}; csrftoken={self.csrf}"}


def at_once(*acts: Any) -> list[Any]:
    """Do several things at the same moment; what each gave, in their order."""
    together, found = threading.Barrier(len(acts)), [None] * len(acts)

    def do(no: int, act: Any) -> None:
        together.wait()
        found[no] = act()

    doing = [threading.Thread(target=do, args=(no, act)) for no, act in enumerate(acts)]
    for one in doing:
        one.start()
    for one in doing:
        one.join()
    return found


def steps() -> dict[str, Any]:
    """The answers of an application whose days lie before today, in the order of the steps."""
    today = date.today()  # noqa: DTZ011 -- the days of an example, weeks ago
    ago = {name: (today - timedelta(days=days)).isoformat() for name, days in DAYS.items()}
    return {
        "applicant": {
            "kind": "badan_hukum",
            "name": "Yayasan Advokasi Hak Konstitusional Indonesia",
            "address": "Jl. Merdeka 1",
            "city": "Jakarta",
            "email": "surat@latihan.test",
            "representative": "Ted Hilbert",
            "office": "Ketua",
            "basis": "jabatan",
        },
        "public-body": {"public_body": "kpu", "unit": "PPID"},
        "items": {"items": ["Kontrak pengadaan awan", "Anggarannya"]},
        "chronology": {**ago, "answer": "Ditolak"},
        "reasons": {
            "grounds": [["c"], ["c"]],
            "reasons": ["superior_silent"],
            "problem": "Tidak ada jawaban.",
            "relief": ["order_answer"],
        },
        "commission": {"commission": "kip", "regime": "umum"},
        "documents": {},
    }


DAYS = {"asked_on": 80, "objected_on": 55, "answered_on": 10}


def _pairs(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in told.items():
        many: Sequence[Any] = value if isinstance(value, (list, tuple)) else [value]
        found += [(name, str(one)) for one in many]
    return found
