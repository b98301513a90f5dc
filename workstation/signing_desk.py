"""Whom a desk trusts for signatures, and the token that it signs with: `[signing]` of its settings.

[signing]
trust = "authorities"        # a PEM or DER file, a folder of them, or a list of both

[signing.token]
module = "/usr/lib/softhsm/libsofthsm2.so"
token = "Seal"
label = "seal"
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from workstation.domain.refusal import Refusal
from workstation.settings import Settings

if TYPE_CHECKING:
    from workstation.printing.signing import Signer

_log = logging.getLogger(__name__)
_ENDINGS: Final = (".pem", ".crt", ".cer", ".der")


@dataclass(frozen=True, slots=True)
class Trust:
    """Certificates of authorities, and the files that cannot be used as such, each with why."""

    certificates: tuple[bytes, ...] = ()
    unusable: tuple[tuple[str, str], ...] = ()


def trust_of(settings: Settings, profile: Path) -> Trust:
    """Whom a desk trusts; a file that cannot be used is told and left out."""
    if "trust" not in settings.signing:
        return Trust()
    from workstation.printing.signing import certificate_problem

    found: list[bytes] = []
    unusable: list[tuple[str, str]] = []
    for path in _files(settings, profile):
        try:
            content = path.read_bytes()
        except OSError as error:
            unusable.append((str(path), str(error.strerror)))
            continue
        problem = certificate_problem(content)
        if problem:
            unusable.append((str(path), problem))
        else:
            found.append(content)
    for name, why in unusable:
        _log.warning("%s is not used for trust: %s", name, why)
    return Trust(tuple(found), tuple(unusable))


def _files(settings: Settings, profile: Path) -> Iterator[Path]:
    told = settings.signing.get("trust", ())
    for name in [told] if isinstance(told, str) else told:
        path = profile / Path(str(name)).expanduser()
        if not path.is_dir():
            yield path
            continue
        yield from sorted(file for file in path.iterdir() if file.suffix.lower() in _ENDINGS)


def open_token(settings: Settings, pin: str) -> Signer:
    """Open the token of the settings. Raises `Refusal`: settings_value, and as `Signer.of_pkcs11`."""
    from workstation.printing.signing import Signer

    told = settings.signing.get("token", {})
    facts = dict(told) if isinstance(told, Mapping) else {}
    for name in ("module", "token", "label"):
        if not isinstance(facts.get(name), str) or not facts[name]:
            raise Refusal(
                "settings_value",
                path="settings.toml",
                name=f"signing.token.{name}",
                value=facts.get(name, ""),
            )
    return Signer.of_pkcs11(Path(facts["module"]), facts["token"], facts["label"], pin)
