"""This desk's settings, declared once, kept as TOML in the profile folder."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from workstation.domain.refusal import Refusal

#: The largest whole numbers that settings take, where there is a bound.
_MOST: Final = {
    "undo_seconds": 60,
    "sms_parts": 255,
    "chat_longest": 100_000,
    "subject_longest": 998,
}


@dataclass(frozen=True, slots=True)
class Settings:
    """What one desk is set to.

    `kind` is "" before the first choice, then "sample", "own" or "joined". `agent` is the uid
    of who sits here, `hub` the shared database's URL, `zone` an IANA time zone ("" means the
    machine's), `language` "zh_CN", "en" or "" for the system's, `theme` "light", "dark" or
    "auto". `channels` holds what `workstation.channels` reads, `signing` what `signing_desk` reads.

    `organisation_en` is what the organisation is called in English, `service_phone` the number that
    customers are told; both are said in reply scripts.

    `scope_groups`, `scope_regions` and `history_days` say which tickets the replica keeps (see
    `protocol.Scope`; nothing named means all). `listen` is "auto", or "no" to ask the hub now and
    then instead of holding a connection open to be woken. `metrics_file` is where figures are
    written for Prometheus; "" for nowhere.

    A written message waits `undo_seconds` (0 to 60) before it leaves, until when it may be taken
    back. `sms_parts`, `sms_signature`, `chat_longest` and `subject_longest` are the channels'
    `workstation.domain.channel_room.Room`.
    """

    kind: str = ""
    agent: str = ""
    hub: str = ""
    organisation: str = "售后服务中心"
    organisation_en: str = ""
    service_phone: str = ""
    zone: str = "Asia/Shanghai"
    language: str = ""
    theme: str = "auto"
    lease_minutes: int = 30
    keep_sent_days: int = 30
    scope_groups: tuple[str, ...] = ()
    scope_regions: tuple[str, ...] = ()
    history_days: int = 0
    listen: str = "auto"
    metrics_file: str = ""
    undo_seconds: int = 15
    sms_parts: int = 8
    sms_signature: str = ""
    chat_longest: int = 2_000
    subject_longest: int = 200
    channels: Mapping[str, Any] = field(default_factory=dict)
    signing: Mapping[str, Any] = field(default_factory=dict)


#: Tables that people write into the file by hand.
BY_HAND: Final = ("channels", "signing")


def read(profile: Path) -> Settings:
    """The settings of a profile; all defaults when there are none yet.

    Raises `Refusal("settings_broken")` with the file and the place when they cannot be read.
    Unknown names are left in the file and passed over.
    """
    path = profile / "settings.toml"
    try:
        with path.open("rb") as stream:
            told = tomllib.load(stream)
    except FileNotFoundError:
        return Settings()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise Refusal("settings_broken", path=str(path), reason=str(error)) from error
    return _checked(told, path)


def write(profile: Path, settings: Settings) -> None:
    """Write the settings durably; comments and unknown names in the file stay."""
    import tomlkit

    path = profile / "settings.toml"
    profile.mkdir(parents=True, exist_ok=True)
    text = path.read_text("utf-8") if path.exists() else ""
    document = tomlkit.parse(text)
    defaults = Settings()
    for item in fields(Settings):
        value = getattr(settings, item.name)
        if item.name in BY_HAND:
            value = dict(value)
        elif isinstance(value, tuple):
            value = list(value)
        if item.name in document and document[item.name] == value:
            continue  # its comments stay
        if value or value != getattr(defaults, item.name) or item.name in document:
            document[item.name] = value
    partial = path.with_suffix(".toml.new")
    with open(partial, "w", encoding="utf-8", opener=_for_oneself) as stream:
        stream.write(tomlkit.dumps(document))
        stream.flush()
        os.fsync(stream.fileno())
    partial.replace(path)


def _for_oneself(path: str, flags: int) -> int:
    """Open a new file that nobody else may read: a hub's address may have a password in it."""
    return os.open(path, flags, 0o600)


def changed(settings: Settings, **facts: Any) -> Settings:
    """The settings with some changed."""
    return replace(settings, **facts)


def _checked(told: Mapping[str, Any], path: Path) -> Settings:
    known: dict[str, Any] = {}
    defaults = Settings()
    for item in fields(Settings):
        if item.name not in told:
            continue
        value, default = told[item.name], getattr(defaults, item.name)
        if isinstance(default, tuple) and isinstance(value, list):
            value = tuple(str(part) for part in value)
        wanted = Mapping if item.name in BY_HAND else type(default)
        beyond = isinstance(value, int) and not 0 <= value <= _MOST.get(item.name, value)
        if not isinstance(value, wanted) or isinstance(value, bool) or beyond:
            raise Refusal("settings_value", path=str(path), name=item.name, value=value)
        known[item.name] = value
    return Settings(**known)
