"""One room for files: on disk and in a bucket alike, whole or not at all."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import boto3
import pytest
from django.utils import timezone
from moto.server import ThreadedMotoServer

from cases.adapters import files, sealed_files
from cases.domain.uploads import UploadState
from cases.web import downloads
from tests import foreign_files as made
from tests.brought import checked, open_hall

BUCKET = "sidang"
KEYS = {"access_key": "uji", "secret_key": "uji", "region_name": "us-east-1"}


@pytest.fixture(scope="module")
def bucket_server():
    server = ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def in_bucket(bucket_server, settings):
    client = boto3.client(
        "s3", endpoint_url=bucket_server, aws_access_key_id="uji", aws_secret_access_key="uji",
        region_name="us-east-1",
    )  # fmt: skip
    client.create_bucket(Bucket=BUCKET)
    settings.S3_BUCKET = BUCKET
    how = {"file_overwrite": True, "default_acl": None, "max_memory_size": 1024}
    how["signature_version"] = "s3v4"
    options = {**KEYS, **how, "bucket_name": BUCKET, "endpoint_url": bucket_server}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options},
    }
    yield client
    found = client.list_objects_v2(Bucket=BUCKET).get("Contents", [])
    for one in found:
        client.delete_object(Bucket=BUCKET, Key=one["Key"])
    client.delete_bucket(Bucket=BUCKET)


@pytest.mark.django_db
@pytest.mark.once
def test_a_reader_who_may_have_a_file_is_led_to_it_for_a_minute(
    in_bucket, settings, client, media, django_capture_on_commit_callbacks
):
    settings.S3_PRESIGNED = True
    upload = checked(django_capture_on_commit_callbacks, open_hall(), made.pdf())
    client.force_login(upload.uploaded_by)

    led = client.get(f"/berkas-unggahan/{upload.code}/")

    asked = parse_qs(urlsplit(led["Location"]).query)
    assert led.status_code == 302
    assert asked["X-Amz-Expires"] == ["60"]
    assert "no-store" in led["Cache-Control"]
    with urlopen(led["Location"]) as got:  # noqa: S310 -- the server of this test
        assert got.read() == files.read(upload.clean_file)
        assert got.headers["Content-Type"] == upload.mime
        assert got.headers["Content-Disposition"].startswith("attachment")
    assert client.head(f"/berkas-unggahan/{upload.code}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.once
@pytest.mark.parametrize("is_on", [True, False])
def test_who_may_not_have_it_gets_no_address_and_without_the_setting_nobody_does(
    in_bucket, settings, client, media, django_capture_on_commit_callbacks, is_on
):
    settings.S3_PRESIGNED = is_on
    hall = open_hall()
    upload = checked(django_capture_on_commit_callbacks, hall, made.pdf())

    client.force_login(hall.stranger if is_on else upload.uploaded_by)
    answer = client.get(f"/berkas-unggahan/{upload.code}/")

    assert answer.status_code == (404 if is_on else 200)
    assert "Location" not in answer


@pytest.mark.once
def test_on_disk_and_for_what_is_sealed_there_is_no_address(settings, rf, tmp_path):
    settings.MEDIA_ROOT, settings.S3_PRESIGNED = tmp_path, True

    assert files.address_of("a/X", mime="text/plain", disposition="attachment") == ""
    settings.S3_BUCKET = BUCKET
    assert downloads.led(rf.get("/"), f"a/X{sealed_files.ENDING}", "text/plain", "X") is None


@pytest.fixture(params=["disk", "bucket"])
def room(request):
    if request.param == "bucket":
        request.getfixturevalue("in_bucket")
    return request.param


def test_what_is_written_is_read_and_known_by_its_fingerprint(room):
    digest = files.write_once("papers/a/X.pdf", b"isi")

    assert digest == hashlib.sha256(b"isi").hexdigest()
    assert files.read("papers/a/X.pdf") == b"isi"
    assert files.print_of("papers/a/X.pdf") == files.Print(digest, 3)


def test_the_same_name_again_holds_the_last_content_and_no_second_file(room):
    files.write_once("a/X", b"satu")
    files.write_once("a/X", b"dua")

    assert files.read("a/X") == b"dua"
    assert files.names_in("a", before=timezone.now() + timedelta(days=1)) == ["a/X"]


def test_a_local_file_moves_in_and_leaves_nothing_behind(room, tmp_path):
    source = tmp_path / "part"
    source.write_bytes(b"x" * 5000)

    told = files.take_in("a/Y", source)

    assert told == files.Print(hashlib.sha256(b"x" * 5000).hexdigest(), 5000)
    assert files.read("a/Y") == b"x" * 5000
    assert not source.exists()


def test_what_is_not_there_is_said_and_taking_it_away_is_no_fault(room):
    assert not files.exists("a/Z")
    assert not files.exists("")
    with pytest.raises(files.FileMissing):
        files.read("a/Z")
    files.remove("a/Z")


def test_programs_are_given_a_path(room):
    files.write_once("a/P", b"isi")

    with files.local("a/P") as path:
        assert path.read_bytes() == b"isi"


def test_only_old_files_are_listed_as_old(room):
    files.write_once("a/O", b"isi")
    long_ago = datetime.fromisoformat("2000-01-01T00:00:00+00:00")

    assert files.names_in("a", before=long_ago) == []
    assert files.names_in("none", before=timezone.now()) == []


def test_a_name_that_leads_out_of_the_folder_is_a_fault():
    with pytest.raises(ValueError, match="outside"):
        files.write_once("../x", b"")


def test_a_bucket_is_ready_when_it_answers(in_bucket, settings):
    assert files.can_be_written()

    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            **settings.STORAGES["default"],
            "OPTIONS": {**settings.STORAGES["default"]["OPTIONS"], "bucket_name": "lain"},
        },
    }

    assert not files.can_be_written()


@pytest.mark.django_db
def test_an_upload_goes_its_whole_way_in_a_bucket(
    in_bucket, django_capture_on_commit_callbacks, media, client
):
    hall = open_hall()
    pdf = made.pdf()

    upload = checked(django_capture_on_commit_callbacks, hall, pdf)

    assert upload.state == UploadState.CLEAN
    keys = {one["Key"] for one in in_bucket.list_objects_v2(Bucket=BUCKET)["Contents"]}
    assert keys == {upload.original_file, upload.clean_file, upload.thumbnail_file}
    assert [path for path in media.rglob("*") if path.is_file()] == []
    client.force_login(hall.applicant)
    answer = client.get(f"/berkas-unggahan/{upload.code}/")
    assert hashlib.sha256(answer.getvalue()).hexdigest() == upload.clean_sha256
