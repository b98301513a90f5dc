"""Leases, serials, presence and contents of files on a PostgreSQL hub: one function each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from workstation.sync.postgres_asking import array
from workstation.sync.postgres_calls import Calls
from workstation.sync.protocol import (
    PRESENCE_MS,
    BlobState,
    Enrolment,
    Leased,
    Present,
    SerialRange,
)

_TAKE_NEXT: Final = (
    "SELECT ticket, until FROM public.hub_take_next($1::text, $2::text, $3::text[], $4::integer,"
    " $5::bigint, $6::text[], $7::text)"
)


class WorkPart(Calls):
    """What desks ask of the hub besides operations and records; see `protocol.Hub`."""

    def enrol(self, desk_uid: str, name: str) -> Enrolment:
        """Give a desk its number and key."""
        ((desk_no, token, epoch, agent),) = self._call(
            "SELECT desk_no, token, epoch, agent FROM hub_enrol(%s, %s)", desk_uid, name
        )
        return Enrolment(desk_no, token, epoch, agent)

    def take_next(
        self,
        agent: str,
        agent_name: str,
        groups: Sequence[str],
        desk_no: int,
        ttl_ms: int,
        exclude: Sequence[str] = (),
        request: str = "",
    ) -> Leased | None:
        """Lease the most urgent free ticket."""
        ((ticket, until),) = self._ask(
            _TAKE_NEXT,
            agent,
            agent_name,
            array(groups),
            str(desk_no),
            str(ttl_ms),
            array(exclude),
            request,
        )
        if ticket is None or until is None:
            return None
        self._wake()
        return Leased(ticket.decode(), agent, int(until))

    def lease(
        self, ticket: str, agent: str, agent_name: str, desk_no: int, ttl_ms: int
    ) -> Leased | None:
        """Lease or renew one ticket."""
        ((until,),) = self._call(
            "SELECT hub_take_lease(%s, %s, %s, %s, %s)", ticket, agent, agent_name, desk_no, ttl_ms
        )
        if until is None:
            return None
        self._wake()
        return Leased(ticket, agent, until)

    def release(self, ticket: str, agent: str) -> bool:
        """Give a lease back."""
        ((done,),) = self._call("SELECT hub_release(%s, %s)", ticket, agent)
        if done:
            self._wake()
        return bool(done)

    def lease_serials(self, desk_no: int, series: str, count: int) -> SerialRange:
        """Give a desk the next numbers of a series."""
        ((first, last),) = self._call(
            "SELECT first, last FROM hub_lease_serials(%s, %s, %s)", desk_no, series, count
        )
        return SerialRange(series, first, last)

    def return_serials(self, desk_no: int, given: SerialRange, reason: str) -> bool:
        """Give unused numbers back."""
        ((done,),) = self._call(
            "SELECT hub_return_serials(%s, %s, %s, %s, %s)",
            desk_no,
            given.series,
            given.first,
            given.last,
            reason,
        )
        return bool(done)

    def present(
        self, desk_no: int, agent: str, agent_name: str, ticket: str, doing: str
    ) -> tuple[Present, ...]:
        """Say that an agent has a ticket open; who else has it open."""
        rows = self._call(
            "SELECT * FROM hub_present(%s, %s, %s, %s, %s, %s)",
            desk_no,
            agent,
            agent_name,
            ticket,
            doing,
            PRESENCE_MS,
        )
        return tuple(Present(ticket, *row) for row in rows)

    def blob_state(self, sha256: str) -> BlobState | None:
        """What there is of a content."""
        for size, numbers, complete in self._call("SELECT * FROM hub_blob_state(%s)", sha256):
            return BlobState(sha256, size, tuple(numbers), complete)
        return None

    def blob_put(self, desk_no: int, sha256: str, size: int, number: int, chunk: bytes) -> None:
        """Keep one chunk."""
        self._call("SELECT hub_blob_put(%s, %s, %s, %s, %b)", desk_no, sha256, size, number, chunk)

    def blob_finish(self, sha256: str) -> bool:
        """Verify a content whose chunks are all there."""
        ((done,),) = self._call("SELECT hub_blob_finish(%s)", sha256)
        return bool(done)

    def blob_get(self, sha256: str, number: int) -> bytes | None:
        """One chunk of a complete content."""
        ((chunk,),) = self._call("SELECT hub_blob_get(%s, %s)", sha256, number)
        return None if chunk is None else bytes(chunk)

    def blobs_lacking(self, sha256s: Sequence[str]) -> list[str]:
        """Which of these contents are named but not here."""
        ((found,),) = self._call("SELECT hub_blobs_lacking(%s::text[])", list(sha256s))
        return [str(name) for name in found]
