"""Versions of scripts that were put in force, as the hub knows them: which one is the newest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Connection, select

from workstation.domain.refusal import Refusal
from workstation.sync.hub_tables import record
from workstation.sync.protocol import Facts, Key
from workstation.sync.standing import Standing

#: States of a version that was put in force.
SAID: Final = ("in_force", "retired")
_ASKED: Final = (
    *("code", "version", "state", "from_at", "activated_at", "owner", "activated_by_name"),
    "retired_by_name",
)


class SaidScripts:
    """The versions that were put in force, read once for a batch that asks."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._found: dict[str, list[tuple[str, Facts]]] | None = None

    def beside(
        self, item: Standing, batch: Mapping[Key, Standing]
    ) -> list[tuple[str, Mapping[str, Any]]]:
        """The team's other versions of the code, as they stand with this batch."""
        code = item.facts["code"]
        stored = self._stored().get(code, [])
        found = {uid: facts for uid, facts in stored if ("script", uid) not in batch}
        found |= {uid: other.facts for (kind, uid), other in batch.items() if kind == "script"}
        return [
            (uid, facts)
            for uid, facts in found.items()
            if uid != item.uid
            and facts["code"] == code
            and facts.get("state") in SAID
            and not facts.get("owner")
        ]

    def check_base(self, item: Standing, batch: Mapping[Key, Standing]) -> None:
        """Raise unless a version that is put in force follows the newest one.

        Codes: script_base_old, script_from_early, script_version_taken.
        """
        others, facts = self.beside(item, batch), item.facts
        last = max(others, default=None, key=lambda other: _order(*other))
        if (last[0] if last else "") != facts["base"]:
            raise _base_old(last, facts)
        if last is not None and facts["from_at"] < (last[1]["from_at"] or 0):
            told = {
                "version": last[1]["version"],
                "at": last[1]["from_at"],
                "script": facts["code"],
            }
            raise Refusal("script_from_early", **told)
        if any(other["version"] == facts["version"] for _, other in others):
            raise Refusal("script_version_taken", version=facts["version"], script=facts["code"])

    def check_newest(self, item: Standing, batch: Mapping[Key, Standing]) -> None:
        """Raise `script_base_old` where another version of the code came after this one."""
        last = max(self.beside(item, batch), default=None, key=lambda other: _order(*other))
        if last is not None and _order(*last) > _order(item.uid, item.facts):
            raise _base_old(last, item.facts)

    def _stored(self) -> dict[str, list[tuple[str, Facts]]]:
        if self._found is None:
            self._found = {}
            columns = [record.c.body[name] for name in _ASKED]
            query = select(record.c.uid, *columns).where(record.c.kind == "script", ~record.c.gone)
            for uid, *values in self._connection.execute(query):
                facts = dict(zip(_ASKED, values, strict=True))
                if facts["state"] in SAID:
                    self._found.setdefault(str(facts["code"]), []).append((uid, facts))
        return self._found


def _base_old(last: tuple[str, Mapping[str, Any]] | None, facts: Facts) -> Refusal:
    newest = last[1] if last else {}
    return Refusal(
        "script_base_old",
        script=facts["code"],
        version=newest.get("version", ""),
        newest=last[0] if last else "",
        by=newest.get("activated_by_name") or newest.get("retired_by_name") or "",
    )


def _order(uid: str, facts: Mapping[str, Any]) -> tuple[int, int, str]:
    return int(facts["from_at"] or 0), int(facts["activated_at"] or 0), uid
