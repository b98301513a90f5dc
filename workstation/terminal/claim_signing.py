"""Opening a key on a terminal: its password comes from the keyring or is asked for."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from workstation.desk import Desk


def declare_signing(parser: argparse.ArgumentParser) -> None:
    """Declare the option to sign."""
    parser.add_argument(
        "--sign",
        type=Path,
        metavar="KEY",
        help="sign with this key file (.p12); the keyring or you give its password",
    )


@contextmanager
def signing(desk: Desk, given: argparse.Namespace) -> Iterator[None]:
    """The desk with an opened key, where one was named; it is let go afterwards."""
    path: Path | None = given.sign
    if path is None:
        yield
        return
    from workstation.printing.signing import Signer, kept_password

    password = kept_password(path)
    if password is None and sys.stdin.isatty():
        password = getpass.getpass(f"{path.name}: ")
    desk.signer = Signer.of_pkcs12(path, password or "")
    try:
        yield
    finally:
        desk.signer.close()
        desk.signer = None
