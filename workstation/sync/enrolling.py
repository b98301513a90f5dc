"""Using the one-time secret of a hub's login: it dies, and the desk has a password of its own.

The new password is kept in the profile before the server hears of it, so that a desk that was
stopped at any moment can go on: whichever of the two the server knows, one of them works. It is
made here and never sent; the server gets what it keeps instead (SCRAM-SHA-256).
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from workstation.domain.refusal import Refusal
from workstation.sync import hub_address
from workstation.sync.dialling import dial
from workstation.sync.hub_address import POSTGRES, SECRET_FILE, login_of, with_password_file
from workstation.sync.hub_people import plain_secret, verifier
from workstation.sync.postgres_calls import translated

_NEW: Final = f"{SECRET_FILE}.new"


def enrol_with_secret(url: str, secret: str, profile: Path) -> str:
    """Replace a one-time secret by a password of this desk's own; the URL to keep.

    The URL names the login and no password: that lies in the profile, readable by its user
    alone. Called again after a break it goes on; an SQLite hub needs no secret. Raises
    `Refusal`: hub_url, secret_missing, secret_used, secret_expired, login_unknown, and
    `HubUnreachable`.
    """
    whole = hub_address.whole(url.strip())
    if not whole.startswith(POSTGRES):
        return whole
    bare = _without_password(whole)
    profile.mkdir(parents=True, exist_ok=True)
    new, kept = profile / _NEW, profile / SECRET_FILE
    for known in (new, kept):
        if known.exists() and _opens(with_password_file(bare, known)):
            known.replace(kept)
            return with_password_file(bare, kept)
    if not plain_secret(secret):
        raise Refusal("secret_missing", hub=hub_address.shown(bare))
    password = _prepared(new)
    _exchange(bare, plain_secret(secret), password)
    new.replace(kept)
    _settle(profile)
    return with_password_file(bare, kept)


def _exchange(bare: str, secret: str, password: str) -> None:
    """Log in with the secret, and leave the new password in its place."""
    import psycopg
    from psycopg import sql

    try:
        with _dial(bare, password=secret) as connection, connection.transaction():
            connection.execute("SELECT hub_use_secret()")
            role_name = connection.info.user
            kept = verifier(connection, password, role_name)
            change = sql.SQL("ALTER ROLE {} PASSWORD {}")
            connection.execute(change.format(sql.Identifier(role_name), sql.Literal(kept)))
    except psycopg.Error as error:
        refusal = translated(error)
        if refusal.code == "login_refused":
            raise Refusal("secret_used", login=login_of(bare)) from error
        if refusal.facts.get("sqlstate") in ("42501", "42883"):
            raise Refusal("login_unknown", login=login_of(bare)) from error
        raise refusal from error


def _opens(url: str) -> bool:
    """Whether the hub can be entered so; raises `HubUnreachable` when that cannot be known."""
    import psycopg

    try:
        _dial(url).close()
    except psycopg.Error as error:
        refusal = translated(error)
        if refusal.code == "login_refused":
            return False
        raise refusal from error
    return True


def _dial(url: str, **more: Any) -> Any:
    return dial(url, autocommit=True, prepare_threshold=None, **more)


def _prepared(path: Path) -> str:
    """A new password, written down durably; one that was written down before is kept to."""
    if path.exists():
        written = path.read_text("ascii").strip().rpartition(":")[2]
        if written:
            return written
    password = secrets.token_urlsafe(32)
    partial = path.with_name(f"{path.name}.part")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="ascii") as stream:
        stream.write(f"*:*:*:*:{password}\n")
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)
    _settle(path.parent)
    return password


def _settle(folder: Path) -> None:
    """Have the folder's names on disk, where the system can be told to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _without_password(url: str) -> str:
    parts = urlsplit(url)
    told, _, host = parts.netloc.rpartition("@")
    name = told.partition(":")[0]
    if not name:
        raise Refusal("hub_url", url=hub_address.shown(url), example="postgresql://LOGIN@HOST/NAME")
    query = [
        item
        for item in parse_qsl(parts.query, keep_blank_values=True)
        if item[0] not in ("password", "passfile")
    ]
    return urlunsplit(
        parts._replace(netloc=f"{name}@{host}", query=urlencode(query, quote_via=quote))
    )
