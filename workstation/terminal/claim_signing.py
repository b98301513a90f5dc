"""Opening a key on a terminal: its password comes from the keyring or is asked for."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.desk import Desk

if TYPE_CHECKING:
    from workstation.printing.signing import Signer


def declare_signing(parser: argparse.ArgumentParser) -> None:
    """Declare the option to sign."""
    parser.add_argument(
        "--sign",
        type=Path,
        metavar="KEY",
        help="sign with this key file (.p12); the keyring or you give its password",
    )
    parser.add_argument(
        "--token",
        action="store_true",
        help="sign with the token or card of settings.toml; you give its PIN",
    )


@contextmanager
def signing(desk: Desk, given: argparse.Namespace) -> Iterator[None]:
    """The desk with an opened key, where one was named; it is let go afterwards."""
    signer = _opened(desk, given)
    if signer is None:
        yield
        return
    desk.signer = signer
    try:
        yield
    finally:
        signer.close()
        desk.signer = None


def _opened(desk: Desk, given: argparse.Namespace) -> Signer | None:
    """The key that was named, opened."""
    if not given.token and given.sign is None:
        return None
    from workstation.printing.signing import Signer
    from workstation.signing_desk import open_token

    if given.token:
        place = Path(str(desk.settings.signing.get("token", {}).get("module", "token")))
        return open_token(desk.settings, _asked(place) or "")
    return Signer.of_pkcs12(given.sign, _asked(given.sign) or "")


def _asked(path: Path) -> str | None:
    """The password or PIN that the keyring keeps, or that somebody gives."""
    from workstation.printing.signing import kept_password

    password = kept_password(path)
    if password is None and sys.stdin.isatty():
        password = getpass.getpass(f"{path.name}: ")
    return password
