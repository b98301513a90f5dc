"""Entries of a timeline as sentences: who did what, in the language of the screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QCoreApplication

from ui import language
from ui.text import amounts, automatic, care, done, words
from ui.text.deliveries import delivery_sentence
from ui.ticket.masks import masked_email, masked_phone
from ui.ticket.names import Names
from ui.translating import QT_TRANSLATE_NOOP as _T
from workstation.domain.conversation import Attachment, Entry

_SYSTEM: Final = {
    "skipped": _T("telling", "Passed over"),
    "duplicate": _T("telling", "Ticket {number} was linked as a duplicate of this one"),
    "merged": _T("telling", "Ticket {number} was merged into this one"),
    "attached": _T("telling", "Attached {name}"),
    "undone": _T("telling", "Taken back: {action}"),
    "revealed": _T("telling", "Looked at the hidden {field}"),
    "imported": _T("telling", "Imported"),
    "step_record": _T("telling", "Recorded: {name}"),
    "task_opened": _T("telling", "Task {number} for {department}"),
    "task_answered": _T("telling", "Answer to task {number} from {department}"),
}
_CLAIM: Final = {
    "made": _T("telling", "Claim {number} made"),
    "draft": _T("telling", "Claim {number} went back to draft"),
    "submitted": _T("telling", "Claim {number} submitted"),
    "approved": _T("telling", "Claim {number} approved: {amount}"),
    "rejected": _T("telling", "Claim {number} rejected"),
    "printed": _T("telling", "Claim {number}: form printed"),
    "paid": _T("telling", "Claim {number} paid"),
    "withdrawn": _T("telling", "Claim {number} withdrawn"),
    "signed": _T("telling", "Claim {number}: agreement signed"),
    "objected": _T("telling", "Claim {number}: the claimant objects"),
    "objection_answered": _T("telling", "Claim {number}: objection answered"),
    "bundled": _T("telling", "Claim {number} is settled together with others"),
    "unbundled": _T("telling", "Claim {number} is settled by itself again"),
}
_ICONS: Final = {
    "phone": "phone",
    "sms": "device-mobile",
    "email": "mail",
    "chat": "message-circle",
    "web": "world",
}
_EVENT_ICONS: Final = {
    "transfer": "arrows-exchange",
    "urge": "bell-ringing",
    "claim": "receipt",
    "change": "pencil",
    "system": "info-circle",
    "promise": "star",
    "revisit": "phone-incoming",
}
_DELIVERY_LOOKS: Final = {
    "queued": "neutral",
    "sent": "good",
    "failed": "bad",
    "recorded": "warn",
    "taken_back": "neutral",
}


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the timeline, ready to be painted.

    `look` is "in", "out", "note", "file" or "event"; `chip` the delivery's word with `chip_look`;
    `detail` why a delivery failed; `retry` whether sending may be tried again; `link` is
    "ticket:UID" or "claim:UID" or "".
    """

    uid: str
    at: int
    look: str
    icon: str
    who: str
    about: str
    body: str
    chip: str = ""
    chip_look: str = ""
    detail: str = ""
    retry: bool = False
    link: str = ""
    attachments: tuple[Attachment, ...] = ()
    undone: bool = False
    tint: str = "text_faint"

    @property
    def words(self) -> str:
        """All of it as plain text, for copying."""
        head = " · ".join(part for part in (self.who, self.about) if part)
        return f"{head}\n{self.body}" if self.body else head


def files_by_key(
    attachments: Iterable[Attachment], entries: Iterable[Entry]
) -> dict[str, Attachment]:
    """Attachments by uid and by content; those that no message carries by their moment too."""
    found: dict[str, Attachment] = {}
    carried = {key for entry in entries for key in entry.attachments}
    for one in attachments:
        found[one.uid] = found[one.sha256] = one
        if one.uid not in carried and one.sha256 not in carried:
            found[f"{one.added_at}:{one.name}"] = one
    return found


def tell(entry: Entry, names: Names, attached: Mapping[str, Attachment]) -> Item:
    """The item of an entry; `attached` finds attachments by uid and by content."""
    if entry.kind in ("call", "message"):
        return _said(entry, attached)
    who = entry.author_name or names.person(entry.author)
    undone = bool(entry.data.get("undone"))
    if entry.kind == "note":
        return Item(
            entry.uid,
            entry.at,
            "note",
            "note",
            who,
            QCoreApplication.translate("telling", "Internal note"),
            entry.body,
            attachments=_files(entry, attached),
            undone=undone,
        )
    alone = attached.get(f"{entry.at}:{entry.data.get('name', '')}")
    if entry.kind == "system" and entry.data.get("event") == "attached" and alone:
        about = QCoreApplication.translate("telling", "Attachment")
        return Item(
            entry.uid, entry.at, "file", "paperclip", who, about, alone.name, attachments=(alone,)
        )
    about, link = _event(entry, names)
    tint = "warn" if entry.kind == "urge" else "text_faint"
    icon = _EVENT_ICONS.get(entry.kind, "info-circle")
    return Item(
        entry.uid,
        entry.at,
        "event",
        icon,
        who,
        about,
        entry.body,
        link=link,
        undone=undone,
        tint=tint,
    )


def _said(entry: Entry, attached: Mapping[str, Attachment]) -> Item:
    incoming = entry.direction == "in"
    about = [words.channel(entry.channel)] if entry.channel else [words.entry_kind(entry.kind)]
    if entry.recipient and not incoming and entry.channel != "phone":
        text = QCoreApplication.translate("telling", "to {recipient}")
        about.append(text.format(recipient=_masked(entry.recipient)))
    if entry.subject:
        about.append(entry.subject)
    if entry.script:
        about.append(f"::{entry.script}")
    delivery = entry.delivery if entry.delivery in _DELIVERY_LOOKS else ""
    return Item(
        entry.uid,
        entry.at,
        "in" if incoming else "out",
        _ICONS.get(entry.channel, "message"),
        entry.author_name
        or (QCoreApplication.translate("telling", "Customer") if incoming else ""),
        " · ".join(about),
        entry.body,
        words.delivery(delivery),
        _DELIVERY_LOOKS.get(delivery, ""),
        _outcome(entry.delivery_detail),
        delivery in ("failed", "recorded"),
        attachments=_files(entry, attached),
        undone=delivery == "taken_back" or bool(entry.data.get("undone")),
    )


def _outcome(detail: str) -> str:
    """What became of a message, as a sentence; the detail begins with the outcome's code."""
    code, _, rest = detail.partition(" ")
    return delivery_sentence(code, rest) if detail else ""


def _masked(recipient: str) -> str:
    return masked_email(recipient) if "@" in recipient else masked_phone(recipient)


def _files(entry: Entry, attached: Mapping[str, Attachment]) -> tuple[Attachment, ...]:
    return tuple(attached[key] for key in entry.attachments if key in attached)


def _event(entry: Entry, names: Names) -> tuple[str, str]:
    """What happened, and what it leads to."""
    data: dict[str, Any] = entry.data
    if entry.kind == "change":
        changed, way = change_sentence(data, names), _way(data, names)
        return (f"{changed} ({way})" if way else changed), ""
    if entry.kind == "transfer":
        told = data.get("groups") or {}
        text = QCoreApplication.translate("telling", "Transferred from {before} to {after}")
        before, after = (words.group(str(told.get(key, ""))) for key in ("from", "to"))
        return text.format(before=before, after=after), ""
    if entry.kind == "urge":
        return QCoreApplication.translate("telling", "The customer urges"), ""
    if entry.kind == "claim":
        return _claim(data)
    if entry.kind == "promise":
        until = names.moment(_whole(data.get("until")))
        what = str(data.get("what", ""))
        return care.told(care.PROMISED, str(data.get("event", "")), what=what, until=until), ""
    if entry.kind == "revisit":
        due = names.moment(_whole(data.get("due_at")))
        return care.told(care.CALLED, str(data.get("event", "")), due=due), ""
    by_rule = automatic.sentence(data, names.person)
    if by_rule is not None:
        return by_rule, ""
    if data.get("event") == "diagnosed":
        return _diagnosed(data, names), ""
    return _system(data, names)


def _way(data: Mapping[str, Any], names: Names) -> str:
    """Which way of the procedure a step was left by; "" where nothing is known of it."""
    if data.get("back"):
        return QCoreApplication.translate("telling", "back a step")
    if data.get("seated"):
        return QCoreApplication.translate("telling", "put there by hand")
    pair = (data.get("fields") or {}).get("step")
    rule, when = str(data.get("rule", "")), str(data.get("exit", ""))
    found = names.rules.procedure(rule) if names.rules is not None and rule and when else None
    if found is None or not pair or not found.has(str(pair[0])):
        return ""
    exits = found.step(str(pair[0])).exits
    return next((way.name(language.current()) for way in exits if way.when == when), "")


def _claim(data: Mapping[str, Any]) -> tuple[str, str]:
    source = _CLAIM.get(str(data.get("event", "")))
    text = QCoreApplication.translate("telling", source) if source else words.entry_kind("claim")
    fen = str(data.get("amount_fen") or "")
    amount = amounts.money(int(fen)) if fen.isdigit() else ""
    link = f"claim:{data['claim']}" if data.get("claim") else ""
    return text.format(number=data.get("number", ""), amount=amount), link


def _system(data: Mapping[str, Any], names: Names) -> tuple[str, str]:
    event = str(data.get("event", ""))
    source = _SYSTEM.get(event)
    if source is None:
        return event or words.entry_kind("system"), ""
    told = {
        "number": str(data.get("number", "")),
        "name": str(data.get("name") or data.get("name_zh" if _chinese() else "name_en", "")),
        "department": words.department(str(data.get("department", ""))),
        "action": done.done_sentence(str(data.get("action", ""))) or str(data.get("action", "")),
        "field": names.field(str(data.get("field", ""))),
    }
    other = data.get("ticket") or data.get("task")
    link = f"ticket:{other}" if other else ""
    return QCoreApplication.translate("telling", source).format(**told), link


def _diagnosed(data: Mapping[str, Any], names: Names) -> str:
    """Which questions were answered, and what follows from it."""
    code = str(data.get("tree", "")).partition("@")[0]
    trees = names.rules.diagnosis if names.rules is not None else ()
    tree = next((one for one in trees if one.code == code), None)
    if tree is None:
        return QCoreApplication.translate("telling", "Guided diagnosis")
    end = tree.conclusion(str(data.get("conclusion", "")))
    text = QCoreApplication.translate("telling", "Guided diagnosis “{tree}”: {conclusion}")
    if end is None:
        text = QCoreApplication.translate("telling", "Guided diagnosis “{tree}”, not finished")
    said = end.text(language.current()) if end is not None else ""
    return text.format(tree=tree.name(language.current()), conclusion=said)


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _chinese() -> bool:
    return language.current().startswith("zh")


def change_sentence(data: Mapping[str, Any], names: Names) -> str:
    """What changed: "Status: New → Open · Owner: Li Na"."""
    moved: Mapping[str, Any] = data.get("fields") or {}
    if not moved and "field" in data:
        moved = {str(data["field"]): [data.get("before"), data.get("after")]}
    if not moved:  # the shared database had another value by then
        return QCoreApplication.translate("telling", "A change that a colleague's overtook")
    return " · ".join(_moved(name, pair, names) for name, pair in moved.items())


def _moved(name: str, pair: Any, names: Names) -> str:
    before, after = (names.value(name, value) for value in (*pair, None, None)[:2])
    if before and after:
        text = QCoreApplication.translate("telling", "{field}: {before} → {after}")
    elif after:
        text = QCoreApplication.translate("telling", "{field}: {after}")
    else:
        text = QCoreApplication.translate("telling", "{field}: {before} → none")
    return text.format(field=names.field(name), before=before, after=after)
