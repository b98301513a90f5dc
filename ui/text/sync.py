"""Where this desk stands towards the shared database, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from ui.text import away, refusals, times
from ui.text.refusal_sentences import SENTENCES
from workstation.domain.pages import SyncState

#: A clock that is wrong by less is nobody's business.
CLOCK_MS: Final = 60_000
#: Characters of a driver's message that are shown.
_LONGEST: Final = 160


def sync_sentence(state: SyncState, zone: ZoneInfo) -> str:
    """In step; 3 waiting; offline since 10:42, 3 waiting; 1 refused; not shared."""
    if state.state == "alone":
        return QCoreApplication.translate("sync", "Not shared")
    parts = []
    if state.offline_since is not None:
        since = times.clock(state.offline_since, zone)
        text = QCoreApplication.translate("sync", "Offline since {time}")
        parts.append(text.format(time=since))
    elif state.stage:
        parts.append(stage_words(state))
    if state.waiting:
        text = QCoreApplication.translate("sync", "{n} waiting")
        parts.append(text.format(n=state.waiting))
    if state.refused:
        text = QCoreApplication.translate("sync", "{n} refused")
        parts.append(text.format(n=state.refused))
    if state.conflicts:
        text = QCoreApplication.translate("sync", "{n} to decide")
        parts.append(text.format(n=state.conflicts))
    if state.renewals:
        text = QCoreApplication.translate("sync", "{n} to read")
        parts.append(text.format(n=state.renewals))
    return " · ".join(parts) or QCoreApplication.translate("sync", "In step")


def stage_words(state: SyncState) -> str:
    """How far the first copy is, in few words."""
    if state.stage == "open":
        text = QCoreApplication.translate("sync", "First copy: open tickets {share}")
    else:
        text = QCoreApplication.translate("sync", "Older tickets coming in {share}")
    return text.format(share=_share(state)).rstrip()


def _share(state: SyncState) -> str:
    if state.total:
        return f"{min(99, state.done * 100 // state.total)} %"
    return f"{state.done:,}" if state.done else ""


def sync_look(state: SyncState) -> tuple[str, str]:
    """The icon and the colour token that go with the sentence."""
    if state.refused or state.conflicts:
        return "alert-triangle", "bad"
    if state.offline_since is not None:
        return "cloud-off", "warn"
    if state.stage:
        return "download", "accent"
    if state.renewals:
        return "history", "accent"
    if state.waiting:
        return "cloud-upload", "text_muted"
    return ("database", "text_faint") if state.state == "alone" else ("cloud-check", "good")


def headline(state: SyncState, zone: ZoneInfo) -> tuple[str, str]:
    """One sentence of how it stands, and one of what that means for who sits here."""
    if state.state == "alone":
        return (
            QCoreApplication.translate("sync", "This desk shares with nobody"),
            QCoreApplication.translate(
                "sync",
                "All its work is on this computer. With “Change the desk…” it can join a"
                " shared database.",
            ),
        )
    if state.offline_since is not None:
        return _offline(state, zone)
    yours = state.refused + state.conflicts
    if yours:
        text = QCoreApplication.translate("sync", "{n} changes need you")
        if yours == 1:
            text = QCoreApplication.translate("sync", "1 change needs you")
        return text.format(n=yours), QCoreApplication.translate(
            "sync",
            "Somebody else was first, or a rule was in the way. Nothing is lost: decide below.",
        )
    if state.stage:
        return _first_copy(state)
    if state.renewals:
        return _to_read()
    if state.waiting:
        text = QCoreApplication.translate("sync", "{n} changes are on their way")
        if state.waiting == 1:
            text = QCoreApplication.translate("sync", "1 change is on its way")
        return text.format(n=state.waiting), QCoreApplication.translate(
            "sync", "They are sent by themselves, in the order in which they were made."
        )
    return (
        QCoreApplication.translate("sync", "In step"),
        QCoreApplication.translate(
            "sync", "What was done here is in the shared database, and what others did is here."
        ),
    )


def _offline(state: SyncState, zone: ZoneInfo) -> tuple[str, str]:
    since = times.clock(state.offline_since or 0, zone)
    title = QCoreApplication.translate("sync", "Offline since {time}").format(time=since)
    if state.waiting:
        text = QCoreApplication.translate(
            "sync",
            "Go on working: all of it is kept on this computer, and {n} changes are sent by"
            " themselves as soon as the shared database answers.",
        )
        if state.waiting == 1:
            text = QCoreApplication.translate(
                "sync",
                "Go on working: all of it is kept on this computer, and 1 change is sent by"
                " itself as soon as the shared database answers.",
            )
        return title, text.format(n=state.waiting)
    return title, QCoreApplication.translate(
        "sync",
        "Go on working: all of it is kept on this computer and sent by itself as soon as the"
        " shared database answers.",
    )


def _to_read() -> tuple[str, str]:
    return (
        QCoreApplication.translate("sync", "Something happened that you should know"),
        QCoreApplication.translate(
            "sync", "The desk has dealt with it by itself. What it was stands below."
        ),
    )


def _first_copy(state: SyncState) -> tuple[str, str]:
    if state.stage == "open":
        return (
            QCoreApplication.translate("sync", "The first copy is coming in"),
            QCoreApplication.translate(
                "sync", "Open tickets come first; you can work with those that are here already."
            ),
        )
    return (
        QCoreApplication.translate("sync", "You can work; older tickets are still coming in"),
        QCoreApplication.translate(
            "sync",
            "All open tickets are here. What was finished earlier follows by itself; closing the"
            " window does no harm.",
        ),
    )


def problem_sentence(state: SyncState) -> str:
    """Why the shared database cannot be reached; "" while it can."""
    problem = state.problem
    if not problem or state.offline_since is None:
        return ""
    if problem in SENTENCES:
        return refusals.sentence(problem, {"hub": state.hub})
    one_line = " ".join(problem.split())
    plain = away.plain(one_line)
    if plain:
        return plain
    text = QCoreApplication.translate("sync", "The line says: {reason}")
    return text.format(reason=one_line if len(one_line) <= _LONGEST else f"{one_line[:_LONGEST]}…")


def clock_words(offset_ms: int) -> str:
    """By how much this computer's clock is wrong; `offset_ms` is by how much it is behind."""
    if abs(offset_ms) < CLOCK_MS:
        return QCoreApplication.translate("sync", "right")
    text = QCoreApplication.translate("sync", "{span} slow; the shared database's time is used")
    if offset_ms < 0:
        text = QCoreApplication.translate("sync", "{span} fast; the shared database's time is used")
    return text.format(span=times.span(abs(offset_ms)))


def hints(state: SyncState) -> list[str]:
    """What else is worth a look: a wrong clock, files still to send."""
    told = []
    if abs(state.clock_offset_ms) >= CLOCK_MS:
        text = QCoreApplication.translate("sync", "This computer's clock is {words}.")
        told.append(text.format(words=clock_words(state.clock_offset_ms)))
    if state.uploads:
        text = QCoreApplication.translate("sync", "{n} files are still being sent.")
        told.append(text.format(n=state.uploads))
    return told


def rights_hint(state: SyncState) -> str:
    """That rights hold off mistakes only; "" where the database itself sees to them."""
    if not state.advisory:
        return ""
    return QCoreApplication.translate(
        "sync", "Rights are advisory: this database cannot tell people apart."
    )


def tip(state: SyncState, zone: ZoneInfo, now: int) -> str:
    """The tool tip of the status line: how it stands, why, and what a click does."""
    lines = [*headline(state, zone), problem_sentence(state), *hints(state)]
    lines.append(rights_hint(state))
    if state.last_exchange_at is not None:
        text = QCoreApplication.translate("sync", "Last exchange {when}.")
        lines.append(text.format(when=times.ago(state.last_exchange_at, now)))
    lines.append(QCoreApplication.translate("sync", "Click for all of it (Shift+F5)."))
    return "\n".join(line for line in lines if line)


def milliseconds(pair: Sequence[int]) -> str:
    """The median, and what one in twenty exceeds: "12 ms, seldom 40 ms"."""
    usual, slow = (*pair, 0, 0)[:2]
    if not usual and not slow:
        return "–"
    text = QCoreApplication.translate("sync", "{usual} ms, seldom {slow} ms")
    return text.format(usual=usual, slow=slow)
