"""A picture or a PDF on a claim, with what is known of it, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui.claims.standing import Standing
from ui.text import amounts, times, words
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.evidence import EvidenceItem
from workstation.domain.picture import PDF, PictureFacts, Twin

_ZONES = {
    "told": _T("picture", "the camera told its time zone"),
    "gps": _T("picture", "time zone by its satellites"),
    "desk": _T("picture", "time zone of this desk assumed"),
}


@dataclass(frozen=True, slots=True)
class Shot:
    """A file, whether it counts, what it proves, and who sent it."""

    file: Attachment
    counted: bool
    items: tuple[EvidenceItem, ...] = ()
    sender: str = ""

    @property
    def uid(self) -> str:
        """The attachment's uid."""
        return self.file.uid

    @property
    def is_seen(self) -> bool:
        """Whether it can be looked at here: a picture or a PDF."""
        return self.file.media_type.startswith("image/") or self.file.media_type == PDF


def shots_of(standing: Standing) -> tuple[Shot, ...]:
    """The files of a claim's ticket: those that count in the clerk's order, then the others."""
    detail, claim = standing.detail, standing.claim
    if detail is None:
        return ()
    held = {one.uid: one for one in detail.attachments}
    counted = [uid for uid in claim.evidence if uid in held]
    rest = [uid for uid in held if uid not in counted]
    carriers = {uid: entry for entry in detail.entries for uid in entry.attachments}
    return tuple(
        Shot(
            held[uid],
            uid in claim.evidence,
            tuple(one for one in standing.evidence if uid in one.attachments),
            _sender(held[uid], carriers, standing.people),
        )
        for uid in (*counted, *rest)
    )


def _sender(file: Attachment, carriers: dict[str, Entry], people: dict[str, str]) -> str:
    entry = carriers.get(file.uid) or carriers.get(file.sha256)
    if entry is not None and entry.direction == "in":
        told = entry.author_name or QCoreApplication.translate("picture", "the customer")
        channel = words.channel(entry.channel) if entry.channel else ""
        return " · ".join(part for part in (told, channel) if part)
    return people.get(file.added_by, "")


def name_words(shot: Shot) -> tuple[str, str]:
    """What a file is called, and what it proves; where both are the same, its own name instead.

    The second is "" for a file that is put to nothing.
    """
    called = shot.file.label or shot.file.name
    proves = words.listing(item.title for item in shot.items)
    return called, shot.file.name if proves == called else proves


def twins_elsewhere(twins: Iterable[Twin], claim: Claim) -> tuple[Twin, ...]:
    """The same or like pictures on other tickets, those that a claim counts first, one for each."""
    others = [one for one in twins if one.claim != claim.uid and one.ticket != claim.ticket]
    others.sort(key=lambda one: not one.counted)
    found: dict[str, Twin] = {}
    for one in others:
        found.setdefault(one.claim or one.ticket, one)
    return tuple(found.values())


def twin_words(twin: Twin) -> str:
    """Where a picture is known, as a short sentence."""
    where = twin.claim_number or twin.ticket_number
    if twin.how == "same":
        text = QCoreApplication.translate("picture", "The same photo on {number}")
    elif twin.turned:
        text = QCoreApplication.translate("picture", "A like photo, turned, on {number}")
    else:
        text = QCoreApplication.translate("picture", "A like photo on {number}")
    return text.format(number=where)


def size_words(file: Attachment, facts: PictureFacts | None) -> str:
    """How large a file is, in pixels or pages and in bytes."""
    parts = []
    if facts is not None and facts.media_type == PDF:
        text = QCoreApplication.translate("picture", "{n} pages")
        parts.append(text.format(n=facts.pages))
    elif facts is not None:
        parts.append(f"{facts.width} × {facts.height}")
        if facts.pages > 1:
            text = QCoreApplication.translate("picture", "{n} pages")
            parts.append(text.format(n=facts.pages))
        if facts.media_type == "image/heic" and facts.frames > 1:
            text = QCoreApplication.translate("picture", "the main one of {n} pictures in the file")
            parts.append(text.format(n=facts.frames))
    parts.append(amounts.file_size(file.size))
    return " · ".join(parts)


def taken_words(facts: PictureFacts, zone: ZoneInfo) -> str:
    """When a picture was taken, and how sure its zone is."""
    if not facts.taken_at:
        return QCoreApplication.translate("picture", "The camera told no time")
    told = times.full_moment(facts.taken_at, zone)
    sure = QCoreApplication.translate("picture", _ZONES.get(facts.taken_zone, ""))
    text = QCoreApplication.translate("picture", "Taken {moment} ({sure})")
    return text.format(moment=told, sure=sure)


def secret_words(facts: PictureFacts) -> str:
    """What an original tells of place and device, which copies do not; "" for nothing."""
    if facts.has_gps and facts.has_serials:
        return QCoreApplication.translate("picture", "Tells place and device; copies do not")
    if facts.has_gps:
        return QCoreApplication.translate("picture", "Tells the place; copies do not")
    if facts.has_serials:
        return QCoreApplication.translate("picture", "Tells the device; copies do not")
    return ""
