"""What a hub's URL says; nothing heavy is imported for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from workstation.domain.refusal import Refusal

SQLITE: Final = "sqlite:///"
_SECRET: Final = re.compile(r"((?:^|&)(?:ssl)?password=)[^&]*")
POSTGRES: Final = ("postgresql://", "postgres://", "postgresql+psycopg://")


def file_of(url: str) -> Path:
    """The file that an sqlite:///PATH URL names; raises `Refusal("hub_url")`."""
    path = url.removeprefix(SQLITE)
    if not path or path == url:
        raise Refusal("hub_url", url=shown(url), example="sqlite:///PATH")
    return Path(path).expanduser().absolute()


def whole(url: str) -> str:
    """The URL as it may be kept: an SQLite hub's path is made absolute.

    Raises `Refusal("hub_url")` for anything that names no hub.
    """
    if url.startswith(SQLITE):
        return f"{SQLITE}{file_of(url)}"
    if url.startswith(POSTGRES):
        return url
    raise Refusal("hub_url", url=shown(url), example="sqlite:///PATH, postgresql://HOST/NAME")


def libpq(url: str) -> str:
    """A PostgreSQL URL as its own library takes it."""
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def shown(url: str) -> str:
    """The URL without its password, for people and log lines."""
    parts = urlsplit(url)
    query = _SECRET.sub(r"\1…", parts.query)
    told, at, host = parts.netloc.rpartition("@")
    place = f"{told.partition(':')[0]}@{host}" if at else host
    return urlunsplit(parts._replace(netloc=place, query=query)) if at or query else url
