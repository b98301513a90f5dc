"""Contents of files in S3-compatible object storage instead of in the database.

Each chunk is an object named PREFIX/ab/SHA256/NUMBER, so sending goes on where it broke off. Who
may read and write there is the storage's business: desks have its credentials from the
environment or the usual file of shared credentials, never from the hub.
"""

from __future__ import annotations

import configparser
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, urlsplit

from workstation.domain.refusal import Refusal
from workstation.sync.protocol import CHUNK_BYTES, HubUnreachable

_EXAMPLE: Final = "s3://BUCKET/PREFIX?endpoint=https://HOST:PORT&region=REGION"
_ASKED: Final = ("endpoint", "region", "profile")
_KEYS: Final = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class ObjectsUrl:
    """Where contents are: `endpoint` is "" for the storage of the name itself (Amazon's)."""

    bucket: str
    prefix: str
    endpoint: str
    region: str
    profile: str


def parsed(url: str) -> ObjectsUrl:
    """An s3:// URL taken apart; raises `Refusal("objects_url")`."""
    parts = urlsplit(url)
    told = dict(parse_qsl(parts.query))
    endpoint = told.get("endpoint", "")
    bad = (
        parts.scheme != "s3"
        or not parts.netloc
        or "@" in url  # credentials have no place in it
        or any(name not in _ASKED for name in told)
        or (endpoint and urlsplit(endpoint).scheme not in ("http", "https"))
    )
    if bad:
        raise Refusal("objects_url", url=url.rpartition("@")[2], example=_EXAMPLE)
    return ObjectsUrl(
        parts.netloc,
        parts.path.strip("/"),
        endpoint.rstrip("/"),
        told.get("region", "us-east-1"),
        told.get("profile", ""),
    )


def credentials(profile: str = "") -> dict[str, str]:
    """The storage's keys: AWS_ACCESS_KEY_ID and its like, else the shared credentials file.

    Raises `Refusal("objects_credentials")` when there are none.
    """
    here = {name: os.environ.get(name.upper(), "") for name in _KEYS}
    named = os.environ.get("AWS_SHARED_CREDENTIALS_FILE", "")
    path = Path(named) if named else Path.home() / ".aws" / "credentials"
    if profile or not here["aws_access_key_id"]:
        read = configparser.ConfigParser(interpolation=None)
        section = profile or os.environ.get("AWS_PROFILE", "") or "default"
        try:
            read.read(path, "utf-8")
        except (configparser.Error, UnicodeDecodeError) as error:
            raise Refusal("objects_credentials", path=str(path), reason=str(error)) from error
        told = read[section] if read.has_section(section) else {}
        here = {name: told.get(name, "") for name in _KEYS}
    if not here["aws_access_key_id"] or not here["aws_secret_access_key"]:
        raise Refusal("objects_credentials", path=str(path), reason="no keys there")
    return {name: value for name, value in here.items() if value}


class Objects:
    """An object storage that keeps contents in chunks.

    Methods raise `HubUnreachable` when the storage cannot be reached and
    `Refusal("objects_refused")` when it does not let us.
    """

    def __init__(self, url: str) -> None:
        from obstore.store import S3Store

        told = parsed(url)
        config: Any = {**credentials(told.profile), "aws_region": told.region}
        if told.endpoint:
            config["aws_endpoint"] = told.endpoint
        self.url = url
        self._store = S3Store(
            told.bucket,
            prefix=told.prefix or None,
            config=config,
            client_options={
                "allow_http": told.endpoint.startswith("http://"),
                "connect_timeout": timedelta(seconds=5),
                "timeout": timedelta(seconds=_SECONDS),
            },
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=_SECONDS)},
        )

    def put(self, sha256: str, number: int, chunk: bytes) -> None:
        """Keep one chunk."""
        import obstore

        with _translated():
            obstore.put(self._store, _name(sha256, number), chunk, use_multipart=False)

    def get(self, sha256: str, number: int) -> bytes | None:
        """One chunk; None when it is not there."""
        import obstore

        try:
            with _translated():
                return bytes(obstore.get(self._store, _name(sha256, number)).bytes())
        except FileNotFoundError:
            return None

    def numbers(self, sha256: str) -> tuple[int, ...]:
        """Which chunks are there."""
        import obstore

        with _translated():
            found = [
                str(item["path"]).rpartition("/")[2]
                for part in obstore.list(self._store, _folder(sha256))
                for item in part
            ]
        return tuple(sorted(int(name) for name in found if name.isdecimal()))

    def verified(self, sha256: str, size: int) -> bool | None:
        """Whether the chunks are the content; None when they are not all there."""
        told, length = hashlib.sha256(), 0
        for number in range(-(-size // CHUNK_BYTES)):
            chunk = self.get(sha256, number)
            if chunk is None:
                return None
            told.update(chunk)
            length += len(chunk)
        return length == size and told.hexdigest() == sha256

    def forget(self, sha256: str) -> None:
        """Drop a content."""
        import obstore

        names = [_name(sha256, number) for number in self.numbers(sha256)]
        if names:
            with _translated():
                obstore.delete(self._store, names)

    def check(self) -> None:
        """Write, read and drop a small object, to find out now whether all is set up well."""
        probe = hashlib.sha256(os.urandom(16)).hexdigest()
        self.put(probe, 0, b"aftercare")
        there = self.get(probe, 0)
        self.forget(probe)
        if there != b"aftercare":
            raise Refusal("objects_refused", reason="what was written was not read back")


def _folder(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _name(sha256: str, number: int) -> str:
    return f"{_folder(sha256)}/{number:06d}"


@contextmanager
def _translated() -> Iterator[None]:
    """The library's errors as ours; that something is not there stays `FileNotFoundError`."""
    from obstore.exceptions import (
        BaseError,
        NotFoundError,
        PermissionDeniedError,
        UnauthenticatedError,
    )

    try:
        yield
    except (FileNotFoundError, NotFoundError) as error:
        raise FileNotFoundError(str(error)) from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise Refusal("objects_refused", reason=_first_line(error)) from error
    except BaseError as error:
        raise HubUnreachable(_first_line(error)) from error


def _first_line(error: BaseException) -> str:
    lines: Iterable[str] = str(error).strip().splitlines()
    return next(iter(lines), type(error).__name__)[:200]
