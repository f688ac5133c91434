"""What stands in ``config/deploy/`` names only what the program has."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest
import yaml
from celery.bin.beat import beat
from celery.bin.celery import celery
from celery.bin.worker import worker
from django.conf import settings
from django.core.management import get_commands
from django.urls import resolve

from cases.domain.queues import Queue
from config import bootstrap, logs

DEPLOY = settings.BASE_DIR / "config" / "deploy"
FILES = sorted(path for path in DEPLOY.rglob("*") if path.is_file())
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))
MANIFESTS = [
    told
    for path in sorted((DEPLOY / "kubernetes").glob("*.yaml"))
    for told in yaml.safe_load_all(path.read_text())
]
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
OURS = [one for one in COMPOSE["services"].values() if one["image"] == "sidang-terbuka"]
WORKLOADS = [one for one in MANIFESTS if one["kind"] in {"Deployment", "Job"}]
CONTAINERS = [one["spec"]["template"]["spec"]["containers"][0] for one in WORKLOADS]
IMAGE = (DEPLOY / "Containerfile").read_text()
# Read by libraries, by the shell or by the bootstrap, not by the settings.
OTHERS = {"SIDANG_NO_BOOTSTRAP", "PYTHONUNBUFFERED"}


def _image_command():
    line = re.search(r"^CMD (\[.*\])$", (DEPLOY / "Containerfile").read_text(), re.MULTILINE)
    return yaml.safe_load(line[1])


def _of_units():
    for unit in UNITS:
        for line in re.findall(r"^ExecStart(?:Pre)?=(.+)$", unit.read_text(), re.MULTILINE):
            yield shlex.split(line)


def _split(command):
    if command[:2] != ["sh", "-c"]:
        return [command]
    return [shlex.split(part) for part in command[2].split("&&")]


COMMANDS = [
    *_of_units(),
    _image_command(),
    *(part for one in OURS if "command" in one for part in _split(one["command"])),
    *(part for one in CONTAINERS for part in _split(one["command"])),
]


def _settings_named():
    for example in DEPLOY.glob("*.env.example"):
        yield from re.findall(r"^([A-Z_0-9]+)=", example.read_text(), re.MULTILINE)
    yield from (name for one in OURS for name in one["environment"])
    yield from (name for one in MANIFESTS if one["kind"] == "ConfigMap" for name in one["data"])
    yield from re.findall(r"([A-Z_0-9]+)=\S+", _line_of("ENV"))
    for unit in UNITS:
        yield from re.findall(r"^Environment=([A-Z_]+)=", unit.read_text(), re.MULTILINE)


def _line_of(word):
    text = (DEPLOY / "Containerfile").read_text()
    return re.search(rf"^{word} (.*)$", text, re.MULTILINE)[1]


def _queues(commands):
    after = (one[one.index("--queues") + 1] for one in commands if "--queues" in one)
    return {queue for named in after for queue in named.split(",")}


def test_every_setting_that_is_named_is_read_and_documented():
    read = (settings.BASE_DIR / "config" / "settings.py").read_text()
    told = (settings.BASE_DIR / "README.md").read_text()
    named = set(_settings_named()) - OTHERS

    assert {"DATABASE_URL", "SECRET_KEY", "BACKUP_DIR"} <= named
    assert [one for one in sorted(named) if f'"{one}"' not in read] == []
    assert [one for one in sorted(named) if f"`{one}" not in told] == []


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_is_one_of_the_program(command):
    if "manage.py" in command:
        assert command[command.index("manage.py") + 1] in get_commands()
        return
    module = command[command.index("-m") + 1]
    assert find_spec(module)
    if module == "gunicorn":
        assert "config.wsgi:application" in command
        # Without it: no limits of ours, and headers say under which path a request came.
        assert command[command.index("-c") + 1] == "python:config.web_server"
        return
    known = {"worker": worker, "beat": beat}
    name = next(word for word in command if word in known)
    options = {word.partition("=")[0] for word in command if word.startswith("-")} - {"-m"}
    understood = {name for one in (celery, known[name]) for p in one.params for name in p.opts}
    assert options <= understood


def test_every_queue_has_a_worker_and_no_worker_has_another():
    compose = [one["command"] for one in OURS if "command" in one]
    cluster = [one["command"] for one in CONTAINERS]
    notes = (DEPLOY / "systemd" / "sidang-worker@.service").read_text()
    named = set(re.findall(r"sidang-worker@(\w+)(?![\w,])", notes))
    every = {str(queue) for queue in Queue}

    assert (_queues(compose), _queues(cluster), named) == (every, every, every)


def test_there_is_one_timetable():
    beats = [one for one in WORKLOADS if one["metadata"]["name"].endswith("beat")]

    assert [one["spec"]["replicas"] for one in beats] == [1]
    assert sum("beat" in one.get("command", ()) for one in OURS) == 1


def test_the_owner_of_the_tables_is_known_to_nobody_but_who_prepares():
    services = {name: one for name, one in COMPOSE["services"].items() if one in OURS}
    prepare = services.pop("prepare")["environment"]
    given = {one["environment"]["DATABASE_URL"] for one in services.values()}
    assert given == {prepare["DATABASE_WEB_URL"]}
    assert prepare["DATABASE_URL"] not in given
    assert {"DATABASE_SHELF_URL"} <= set(prepare)

    told = [
        one for one in CONTAINERS if {"secretRef": {"name": "sidang-owner"}} in one["envFrom"]
    ]
    assert [one["name"] for one in told] == ["prepare"]
    assert told[0]["envFrom"][-1] == {
        "secretRef": {"name": "sidang-owner"}
    }  # the last one counts
    assert [one.stem for one in UNITS if "owner.env" in one.read_text()] == ["sidang-prepare"]


def test_rights_are_given_anew_whenever_tables_were_made():
    chains = [_split(one["command"]) for one in [*OURS, *CONTAINERS] if "command" in one]
    chains.append([*_of_units()])
    for chain in chains:
        acts = [one[one.index("manage.py") + 1] for one in chain if "manage.py" in one]
        if "migrate" in acts:
            assert acts[acts.index("migrate") + 1] == "protect_base"
    assert sum("protect_base" in str(chain) for chain in chains) == 3


def test_probes_and_doors_lead_to_the_port_and_the_pages_of_the_program():
    web = next(one for one in CONTAINERS if one["name"] == "web")
    for probe in (web["readinessProbe"], web["livenessProbe"]):
        assert resolve(probe["httpGet"]["path"])
        assert probe["httpGet"]["port"] == settings.PORT
    assert "/healthz" in str(COMPOSE["services"]["web"]["healthcheck"])
    for door in ("Caddyfile", "nginx.conf"):
        assert f"127.0.0.1:{settings.PORT}" in (DEPLOY / door).read_text()
    bound = [word for one in COMMANDS for word in one if re.fullmatch(r"[\d.]+:\d+", word)]
    assert {word.rpartition(":")[2] for word in bound} == {str(settings.PORT)}


def test_a_probe_waits_longer_than_a_busy_moment_and_asks_by_a_name_that_is_known():
    web = next(one for one in CONTAINERS if one["name"] == "web")
    names = {one["data"]["ALLOWED_HOSTS"] for one in MANIFESTS if one["kind"] == "ConfigMap"}
    for probe in (web["readinessProbe"], web["livenessProbe"]):
        assert probe["timeoutSeconds"] >= 10
        assert {head["value"] for head in probe["httpGet"]["httpHeaders"]} == names
    assert "ALLOWED_HOSTS" in str(COMPOSE["services"]["web"]["healthcheck"])


def test_a_service_leads_to_the_pods_and_the_port_that_are_there():
    pods = {one["metadata"]["name"]: one["spec"]["template"] for one in WORKLOADS}
    for one in MANIFESTS:
        if one["kind"] == "Service":
            pod = pods[one["spec"]["selector"]["app"]]
            ports = {port["containerPort"] for port in pod["spec"]["containers"][0]["ports"]}
            assert {port["targetPort"] for port in one["spec"]["ports"]} == ports
    for one in WORKLOADS:
        if one["kind"] == "Deployment":
            told = one["spec"]["selector"]["matchLabels"]
            assert told == one["spec"]["template"]["metadata"]["labels"]


def test_who_ends_tls_in_front_is_told_to_the_program_everywhere():
    assert "BEHIND_PROXY" in OURS[0]["environment"]
    assert any(one["data"].get("BEHIND_PROXY") for one in MANIFESTS if "data" in one)
    assert "BEHIND_PROXY=1" in (DEPLOY / "sidang.env.example").read_text()


def test_every_folder_that_is_written_belongs_to_who_writes():
    made = re.search(r"install -d -o sidang -g sidang (.+)$", IMAGE, re.MULTILINE)[1].split()

    mounts = {volume.partition(":")[2] for one in OURS for volume in one["volumes"]}
    assert mounts <= set(made)
    assert {one["environment"]["BACKUP_DIR"] for one in OURS} <= set(made)


def test_the_image_takes_what_the_program_needs_and_nothing_beside_it():
    lines = (settings.BASE_DIR / ".dockerignore").read_text().splitlines()[1:]
    taken = {line[1:] for line in lines if line.startswith("!")}

    assert lines[0] == "*"
    assert {"cases", "config", "static", "templates", "manage.py"} <= taken
    assert all((settings.BASE_DIR / one).exists() for one in taken)
    assert not taken & {"var", ".git", ".venv", ".env", "tests"}
    for line in re.findall(r"^COPY (.+) \S+$", IMAGE, re.MULTILINE):
        assert line == "." or line.split("/")[0] in taken


def test_the_doors_let_through_the_largest_upload():
    for door in ("Caddyfile", "nginx.conf"):
        most = int(re.search(r"(\d+)m", (DEPLOY / door).read_text(), re.IGNORECASE)[1])
        assert most >= settings.UPLOAD_MAX_MB


def test_nginx_never_passes_on_what_a_visitor_says_about_their_own_address():
    text = (DEPLOY / "nginx.conf").read_text()

    assert "X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text


def test_nginx_speaks_tls_of_today_alone_and_does_not_tell_its_version():
    text = (DEPLOY / "nginx.conf").read_text()
    (ciphers,) = re.findall(r"ssl_ciphers (.+);", text)

    assert re.findall(r"ssl_protocols (.+);", text) == ["TLSv1.2 TLSv1.3"]
    assert all(re.match(r"ECDHE-.+(GCM|POLY1305)", one) for one in ciphers.split(":"))
    assert "server_tokens off;" in text
    assert not re.search(r"listen (?!443 ssl)", text)


def test_a_form_reaches_the_program_whole_and_only_files_as_they_come():
    text = (DEPLOY / "nginx.conf").read_text()
    (streamed,) = re.findall(r"location ~ \^/\((.+)\)/ \{\s+proxy_request_buffering off;", text)

    for place in streamed.split("|"):
        assert resolve(f"/{place}/")
    assert text.count("proxy_request_buffering") == 1
    for door, word in (("nginx.conf", "client_header_timeout"), ("Caddyfile", "read_header")):
        assert f"{word} 15s" in (DEPLOY / door).read_text()


def test_nginx_writes_no_secret_address_down():
    text = (DEPLOY / "nginx.conf").read_text()
    hidden = re.search(r"~\^/\((.+?)\)/", text)[1].split("|")

    assert {f"/{one}/" for one in hidden} == set(re.findall(r"/[a-z/-]+/", logs.SECRET.pattern))
    assert "if=$is_told" in text


def test_the_image_has_the_libraries_that_papers_need_and_copies_what_is_there():
    text = (DEPLOY / "Containerfile").read_text()

    installed = set(re.search(r"--no-install-recommends (.+) \\", text)[1].split())
    assert installed == set(bootstrap.LIBRARIES.values())
    for line in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        assert all((settings.BASE_DIR / source).exists() for source in line.split())


def test_the_compose_file_shares_one_image_and_gives_no_right_away():
    for one in OURS:
        assert (settings.BASE_DIR / one["build"]["dockerfile"]).is_file()
        assert (one["cap_drop"], one["read_only"]) == (["ALL"], True)
        assert {volume.partition(":")[0] for volume in one["volumes"]} <= set(
            COMPOSE["volumes"]
        )
    assert all(
        port.startswith("127.0.0.1:")
        for one in COMPOSE["services"].values()
        for port in one.get("ports", ())
    )


def test_containers_of_a_cluster_run_without_root_and_mount_what_is_declared():
    for one in WORKLOADS:
        pod = one["spec"]["template"]["spec"]
        container = pod["containers"][0]
        assert pod["securityContext"]["runAsNonRoot"]
        assert container["securityContext"]["readOnlyRootFilesystem"]
        assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
        assert not container["securityContext"]["allowPrivilegeEscalation"]
        assert (pod["automountServiceAccountToken"], pod["enableServiceLinks"]) == (
            False,
            False,
        )
        mounted = {mount["name"] for mount in container["volumeMounts"]}
        assert mounted == {volume["name"] for volume in pod["volumes"]}


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_units_give_no_right_away(unit):
    text = unit.read_text()

    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n"):
        assert line in text


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_systemd_understands_the_units(tmp_path):
    for unit in UNITS:
        text = unit.read_text().replace("/opt/sidang/.venv/bin/python", sys.executable)
        (tmp_path / unit.name.replace("@.", "@quick.")).write_text(text)

    told = subprocess.run(
        ["systemd-analyze", "verify", *map(str, sorted(tmp_path.iterdir()))],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    ).stderr

    ours = [line for line in told.splitlines() if "sidang-" in line]
    assert [line for line in ours if "Unknown" in line or "Failed to parse" in line] == []


def test_no_file_holds_a_secret():
    for path in FILES:
        assert not re.search(
            r"(?i)(password|secret)[a-z_-]*\s*[:=]\s*['\"]?\w{12,}", path.read_text()
        )
