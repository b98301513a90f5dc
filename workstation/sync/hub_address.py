"""What a hub's URL says; nothing heavy is imported for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from workstation.domain.refusal import Refusal

SQLITE: Final = "sqlite:///"
#: The file in a profile with the hub's password, as libpq reads it; for its user alone.
SECRET_FILE: Final = "hub.secret"
_SECRET: Final = re.compile(r"((?:^|&)(?:ssl)?password=)[^&]*")
_PASSFILE: Final = re.compile(r"(?:^|&)passfile=[^&]*")
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
    """The URL without its password and where that lies, for people and log lines."""
    parts = urlsplit(url)
    query = _SECRET.sub(r"\1…", _PASSFILE.sub("", parts.query)).lstrip("&")
    told, at, host = parts.netloc.rpartition("@")
    place = f"{told.partition(':')[0]}@{host}" if at else host
    return urlunsplit(parts._replace(netloc=place, query=query)) if at or parts.query else url


def login_of(url: str) -> str:
    """The database user that a URL names, "" for none."""
    return unquote(urlsplit(url).username or "")


def with_password_file(url: str, path: Path) -> str:
    """The URL with the password to be found in a file."""
    parts = urlsplit(url)
    query = [
        item for item in parse_qsl(parts.query, keep_blank_values=True) if item[0] != "passfile"
    ]
    query.append(("passfile", str(path.absolute())))
    return urlunsplit(parts._replace(query=urlencode(query, quote_via=quote)))


def located(url: str, profile: Path) -> str:
    """The URL with the password file where it lies now, for a profile may have been moved."""
    here = profile / SECRET_FILE
    if not url.startswith(POSTGRES) or "passfile=" not in url or not here.exists():
        return url
    return with_password_file(url, here)
