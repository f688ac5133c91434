"""Addresses of Redis: one server, one behind TLS, several sentinels; really spoken to."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from kombu import Connection
from redis import Redis, SSLConnection
from redis.exceptions import RedisError

from cases.adapters.forgiving_cache import ForgivingRedisCache
from config.redis_addresses import Sentinels, broker, broker_tls, cache, is_redis

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(not shutil.which("redis-server"), reason="no redis-server here"),
]
SEVERAL = "sentinel://:kunci@satu:26379/3;sentinel://dua:26380/3"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def server(folder, *told, until):
    running = subprocess.Popen(
        ["redis-server", *told, "--dir", str(folder)], stdout=subprocess.DEVNULL
    )
    try:
        for _tenth in range(100):
            try:
                until()
                break
            except RedisError:
                time.sleep(0.1)
        yield
    finally:
        running.kill()
        running.wait()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate that vouches for itself, for 127.0.0.1 alone; and its key."""
    folder = tmp_path_factory.mktemp("tls")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "redis uji")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(made.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return folder


@pytest.fixture(scope="module")
def behind_tls(certificate):
    port, ca = free_port(), str(certificate / "ca.pem")
    told = ["--port", "0", "--tls-port", str(port), "--save", "", "--tls-auth-clients", "no"]
    files = ["--tls-cert-file", ca, "--tls-key-file", str(certificate / "key.pem")]
    ask = Redis("127.0.0.1", port, ssl=True, ssl_ca_certs=ca, retry=None).ping
    with server(certificate, *told, *files, "--tls-ca-cert-file", ca, until=ask):
        yield f"rediss://127.0.0.1:{port}/0", ca


def cache_at(told):
    ForgivingRedisCache.away_until = 0.0
    return ForgivingRedisCache(told.location, {"OPTIONS": told.options})


def test_the_cache_speaks_to_a_server_whose_certificate_it_knows(behind_tls):
    address, ca = behind_tls
    kept = cache_at(cache(address, Sentinels(), ca_file=ca))

    kept.set("a", 1)

    assert Redis.from_url(address, ssl_ca_certs=ca).keys() == [b":1:a"]
    assert ForgivingRedisCache.away_until == 0.0


def test_the_cache_does_not_speak_to_a_server_that_nobody_vouches_for(behind_tls):
    kept = cache_at(cache(behind_tls[0], Sentinels()))

    kept.get("b")

    assert ForgivingRedisCache.away_until > 0.0  # remembered beside it meanwhile
    ForgivingRedisCache.away_until = 0.0


def test_the_broker_asks_for_a_certificate_that_it_knows(behind_tls):
    address, ca = behind_tls

    with Connection(address, ssl=broker_tls(address, ca_file=ca)) as connection:
        connection.ensure_connection(max_retries=1, timeout=2)
        connection.SimpleQueue("uji").put({"a": 1})
    stranger = SSLConnection(
        host="127.0.0.1", port=urlsplit(address).port, retry=None, **broker_tls(address)
    )
    with pytest.raises(RedisError, match="CERTIFICATE_VERIFY_FAILED"):
        stranger.connect()


def test_behind_sentinels_cache_and_broker_find_the_master(tmp_path):
    port, watch = free_port(), free_port()
    place = tmp_path / "sentinel.conf"
    place.write_text(f"port {watch}\nsentinel monitor utama 127.0.0.1 {port} 1\n", "utf-8")
    address = f"sentinel://127.0.0.1:{watch}/2"
    who = Sentinels("utama")
    master, sentinel = Redis(port=port, retry=None), Redis(port=watch, retry=None)
    with (
        server(tmp_path, "--port", str(port), "--save", "", until=master.ping),
        server(tmp_path, str(place), "--sentinel", until=sentinel.ping),
    ):
        cache_at(cache(address, who)).set("a", 1)
        with Connection(address, transport_options=broker(address, who)) as connection:
            connection.SimpleQueue("uji").put({"a": 1})

        assert {b":1:a", b"uji"} <= set(Redis(port=port, db=2).keys())


def test_several_sentinels_are_read_with_master_number_and_words():
    told = cache(SEVERAL, Sentinels("utama", "rahasia"))

    assert told.location == "sentinel://satu:26379"
    assert told.options["sentinels"] == [("satu", 26379), ("dua", 26380)]
    assert (told.options["master"], told.options["db"]) == ("utama", 3)
    assert (told.options["password"], told.options["sentinel_password"]) == ("kunci", "rahasia")
    assert broker(SEVERAL, Sentinels("utama", "rahasia")) == {
        "master_name": "utama", "sentinel_kwargs": {"password": "rahasia"},
    }  # fmt: skip


def test_an_open_address_says_nothing_of_tls_and_of_sentinels():
    plain = "redis://h:6379/0"

    assert cache(plain, Sentinels(), ca_file="x").options == {
        "socket_connect_timeout": 1, "socket_timeout": 2,
    }  # fmt: skip
    assert (broker(plain, Sentinels()), broker_tls(plain)) == ({}, None)
    assert broker_tls("rediss://h:6379/0")["ssl_cert_reqs"] == "required"
    assert [is_redis(one) for one in (plain, SEVERAL, "filesystem://x", "")] == [
        True, True, False, False,
    ]  # fmt: skip
