"""What a person reads on a terminal: rows and timelines, personal data masked unless a reason
was given."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache

from workstation.desk import Desk
from workstation.domain.conversation import Entry
from workstation.domain.pages import QueueRow
from workstation.terminal.sitting import local


@cache
def _masks() -> dict[str, Callable[[str], str]]:
    from workstation.text import masks  # telephone tables load only where something is told

    return {
        "phone": masks.phone,
        "phone2": masks.phone,
        "email": masks.email,
        "address": masks.address,
        "customer_name": masks.name,
        "claimant": masks.name,
    }


def declare_unmasked(parser: argparse.ArgumentParser) -> None:
    """Declare the option that shows everything."""
    parser.add_argument(
        "--unmasked",
        metavar="REASON",
        default=None,
        help="phones, names and addresses in full, and why; the reason stays in the journal",
    )


@dataclass(frozen=True, slots=True)
class Telling:
    """How facts are told to a person; `unmasked` shows them in full.

    `known` are names and addresses that free text may hold, with what stands there instead.
    """

    desk: Desk
    unmasked: bool = False
    known: tuple[tuple[str, str], ...] = ()

    def about(self, people: Iterable[str], places: Iterable[str] = ()) -> Telling:
        """The same for texts in which these people and addresses are named."""
        from workstation.text import masks

        told = [(name, masks.name(name)) for name in people]
        told += [(place, masks.address(place)) for place in places]
        known = sorted({pair for pair in told if len(pair[0]) > 1}, key=lambda p: -len(p[0]))
        return replace(self, known=tuple(known))

    def fact(self, name: str, value: object) -> str:
        """A fact by its name, masked as its kind asks."""
        text = str(value).replace("\n", " ")
        if self.unmasked or not text:
            return text
        masked = _masks().get(name, self.words)
        return masked(text)

    def words(self, text: str) -> str:
        """Free text."""
        if self.unmasked:
            return text
        for secret, shown in self.known:
            text = text.replace(secret, shown)
        from workstation.text import masks

        return masks.mask_text(text)

    def row(self, row: QueueRow) -> list[str]:
        """A queue row in columns."""
        return [
            row.number,
            row.status,
            row.group_code,
            row.subtype or row.class_code or "-",
            local(self.desk, row.due_at),
            self.fact("customer_name", row.customer_name),
            row.waybill,
            self.about([row.customer_name]).fact("subject", row.subject)[:40],
        ]

    def entry(self, entry: Entry, names: dict[str, str]) -> str:
        """An entry of the timeline in a line; `names` are the people's by their uid."""
        way = {"in": "<", "out": ">"}.get(entry.direction, "-")
        state = f" [{entry.delivery}]" if entry.delivery else ""
        author = entry.author_name
        if author not in names.values():
            author = self.fact("customer_name", author)
        at = local(self.desk, entry.at)
        return f"  {way} {at} {author} {entry.kind}{state}: {self._body(entry, names)}"

    def _body(self, entry: Entry, names: dict[str, str]) -> str:
        fields = entry.data.get("fields")
        if not isinstance(fields, dict):
            return self.words(entry.body)
        return "; ".join(
            f"{name}: {' → '.join(self._changed(name, value, names) for value in pair[:2])}"
            for name, pair in fields.items()
        )

    def _changed(self, name: str, value: object, names: dict[str, str]) -> str:
        """A value of a changed field: who and what instead of an id."""
        if value in (None, ""):
            return "-"
        if name in ("owner", "by"):
            return names.get(str(value), "somebody who is gone")
        if name == "duplicate_of":
            ticket = self.desk.read.ticket(str(value))
            return ticket.number if ticket else "a ticket that is not here"
        if isinstance(value, int) and name.endswith(("_at", "_due", "_until", "_since")):
            return local(self.desk, value)
        return self.fact(name, value)


def telling(desk: Desk, given: argparse.Namespace, what: str, rows: int) -> Telling:
    """How facts are told for this command; a reason to show all is kept in the journal first.

    Raises `Refusal("text_missing")` for a reason without words.
    """
    if given.unmasked is None:
        return Telling(desk)
    from workstation.actions.privacy import RecordReading

    desk.do(RecordReading(what, rows, given.unmasked)).result()
    return Telling(desk, unmasked=True)
