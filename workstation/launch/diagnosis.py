"""What went wrong, read from the last words of pip, uv or apt."""

from __future__ import annotations

import platform
import re

from workstation.launch.sentences import sentence
from workstation.launch.trouble import Trouble

_NO_SPACE = re.compile(
    r"No space left|Errno 28|os error 28|ENOSPC|not enough space|disk is full", re.I
)
_NO_NETWORK = re.compile(
    r"Retrying \(Retry|NewConnectionError|Max retries exceeded|ConnectTimeoutError|ReadTimeoutError"
    r"|Name or service not known|Temporary failure (in name resolution|resolving)|Could not resolve"
    r"|Network is unreachable|Connection (refused|reset|timed out)|Unable to connect"
    r"|Could not connect|dns error|error sending request|ProxyError|IncompleteRead"
    r"|tcp connect error|Connection failed",
    re.I,
)
_NO_TRUST = re.compile(
    r"CERTIFICATE_VERIFY_FAILED|certificate verify failed|invalid peer certificate|UnknownIssuer",
    re.I,
)
_BROKEN = re.compile(r"DO NOT MATCH THE HASHES|hash mismatch|Hash Sum mismatch", re.I)
_WHOSE_HASH = re.compile(r"^\s*([A-Za-z0-9._-]+)==\S+ from |Hash mismatch for `([^`=]+)", re.M)
_NO_BUILD = re.compile(
    r"No matching distribution found for ([A-Za-z0-9._-]+)"
    r"|([A-Za-z0-9._-]+)==\S+ has no (?:usable )?wheels|has no wheels with a matching",
    re.I,
)


def diagnose(output: str, step: str, source: str) -> Trouble:
    """The trouble that `output` tells of; `step` and `source` are codes of sentences."""
    if _NO_SPACE.search(output):
        return Trouble("disk_full")
    if _BROKEN.search(output):
        whose = _WHOSE_HASH.search(output)
        return Trouble("broken_package", package=_first_group(whose) or sentence(source))
    if _NO_TRUST.search(output):
        return Trouble("no_trust", source=sentence(source))
    if _NO_NETWORK.search(output):
        return Trouble("no_network", source=sentence(source))
    if found := _NO_BUILD.search(output):
        system = f"{platform.system()} {platform.machine()}"
        name = _first_group(found) or sentence(source)
        return Trouble("no_build", package=name, system=system, python=platform.python_version())
    return Trouble("failed", step=sentence(step).strip(" …"), last=_last(output))


def _last(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return lines[-1] if lines else "–"


def _first_group(match: re.Match[str] | None) -> str | None:
    return next((group for group in match.groups() if group), None) if match else None
