"""What addresses of Redis mean: one server, one behind TLS, or several sentinels."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

SCHEMES = ("redis://", "rediss://", "sentinel://")
PATIENCE = {"socket_connect_timeout": 1, "socket_timeout": 2}  # seconds, of the cache
POOL = "cases.adapters.sentinels.SentinelPool"


@dataclass(frozen=True, slots=True)
class Sentinels:
    """How Redis behind sentinels is reached, beside its addresses."""

    master: str = "mymaster"
    password: str = ""


@dataclass(frozen=True, slots=True)
class CacheTold:
    """Place and options of Django's cache."""

    location: str
    options: dict[str, Any] = field(default_factory=dict)


def is_redis(address: str) -> bool:
    """Whether an address is one of Redis, in whatever way."""
    return address.startswith(SCHEMES)


def cache(address: str, sentinels: Sentinels, *, ca_file: str = "") -> CacheTold:
    """The cache at an address. A certificate is always asked for and compared with its host."""
    if address.startswith("sentinel://"):
        return _behind_sentinels(address, sentinels)
    trusted = {"ssl_ca_certs": ca_file} if ca_file and address.startswith("rediss://") else {}
    return CacheTold(address, {**PATIENCE, **trusted})


def broker(address: str, sentinels: Sentinels) -> dict[str, Any]:
    """What the transport of the broker has to know beside the address."""
    if not address.startswith("sentinel://"):
        return {}
    told: dict[str, Any] = {"master_name": sentinels.master}
    if sentinels.password:
        told["sentinel_kwargs"] = {"password": sentinels.password}
    return told


def broker_tls(address: str, *, ca_file: str = "") -> dict[str, Any] | None:
    """How the broker is spoken to over TLS; None without."""
    if not address.startswith("rediss://"):
        return None
    trusted = {"ssl_ca_certs": ca_file} if ca_file else {}
    return {"ssl_cert_reqs": "required", "ssl_check_hostname": True, **trusted}


def _behind_sentinels(address: str, sentinels: Sentinels) -> CacheTold:
    places = [urlsplit(part) for part in address.split(";") if part]
    first = places[0]
    number = next((int(place.path[1:]) for place in places if place.path[1:].isdigit()), 0)
    options: dict[str, Any] = {
        **PATIENCE,
        "pool_class": POOL,
        "sentinels": [(place.hostname, place.port or 26379) for place in places],
        "master": sentinels.master,
        "db": number,
    }
    if first.password:
        options["password"] = unquote(first.password)
    if sentinels.password:
        options["sentinel_password"] = sentinels.password
    return CacheTold(f"sentinel://{first.hostname}:{first.port or 26379}", options)
