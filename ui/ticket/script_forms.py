"""Small forms about scripts: a word about one, one of one's own, the ten keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.bridge import Bridge
from ui.initials import initials
from ui.ticket.marks import GAP, gap_label
from ui.ticket.names import Names
from ui.ticket.panel import ActPanel
from ui.translating import QT_TRANSLATE_NOOP as _T
from ui.widgets.buttons import Button
from workstation.domain.refusal import Refusal

if TYPE_CHECKING:
    from workstation.domain.ticket import Ticket
    from workstation.scripts.offering import Offer

KEYS: Final = tuple(range(1, 11))
_HAN: Final = re.compile("[\u3400-\u9fff]")
_LONGEST_TITLE: Final = 24
_LONGEST_CODE: Final = 8


def _tr(source: str) -> str:
    return QCoreApplication.translate("script_forms", source)


class ScriptForms:
    """Makes the panels; `parent` is the page they lie over."""

    def __init__(self, bridge: Bridge, names: Names, parent: QWidget) -> None:
        self._bridge, self._names, self._parent = bridge, names, parent

    def _panel(self, title: str, accept: str) -> ActPanel:
        return ActPanel(_tr(title), _tr(accept), self._bridge, self._names, self._parent)

    def comment(self, offer: Offer, channel: str, ticket: str) -> ActPanel:
        """What somebody says of a script, or the words they would say instead."""
        from workstation.actions.script_notes import WriteScriptNote

        panel = self._panel(_T("script_forms", "About this script"), _T("script_forms", "Send in"))
        panel.rows.add(_tr(_T("script_forms", "Script")), _told(f"{offer.title} ::{offer.code}"))
        hint = _tr(_T("script_forms", "What is wrong or missing; who keeps the scripts reads it"))
        body = panel.text("body", _tr(_T("script_forms", "Comment")), hint)
        better = _tr(_T("script_forms", "How you would say it (may stay empty)"))
        words = panel.text("words", _tr(_T("script_forms", "Better words")), better)

        def make() -> Any:
            suggested = words.toPlainText().strip()
            return WriteScriptNote(
                offer.code,
                offer.version,
                "suggestion" if suggested else "comment",
                body.toPlainText(),
                suggested,
                offer.put.language,
                channel,
                ticket,
            )

        panel.on_accept(make)
        return panel

    def save_own(
        self, text: str, ticket: Ticket, channel: str, then: Callable[[], None]
    ) -> ActPanel:
        """Words of the editor as a script of one's own."""
        from workstation.actions.script_own import SavePersonalScript

        panel = self._panel(_T("script_forms", "Save as my script"), _T("script_forms", "Save"))
        content = own_content(text, ticket)
        proposed = " ".join(GAP.sub("", text).split())[:_LONGEST_TITLE]
        title = panel.line("title", proposed, _tr(_T("script_forms", "Title")))
        code = panel.line("code", _code_of(proposed), _tr(_T("script_forms", "Short code")))
        body = panel.text("body", _tr(_T("script_forms", "Words")))
        body.setPlainText(str(content["body"]))
        title.textEdited.connect(lambda told: code.setText(_code_of(told)))

        def make() -> Any:
            told = {**content, "title": title.text().strip(), "code": code.text().strip()}
            for name in ("title", "code"):
                if not told[name]:
                    raise Refusal("text_missing", field=name)
            return SavePersonalScript({**told, "body": body.toPlainText().strip()})

        panel.on_accept(make, lambda _done: then())
        return panel

    def keys(self, offers: tuple[tuple[str, str], ...], then: Callable[[], None]) -> ActPanel:
        """Which script each of the ten keys puts; `offers` are codes and titles to choose from."""
        from workstation.actions.script_own import MarkScript

        panel = self._panel(
            _T("script_forms", "Scripts behind Alt+Shift+1 to 0"),
            _T("script_forms", "Give the key"),
        )
        titles = dict(offers)
        used = {one.hotkey: one.code for one in self._bridge.desk.script_marks() if one.hotkey}
        for number in KEYS:
            code = used.get(number)
            if code is not None:
                free = self._free(panel, MarkScript(code, hotkey=0), then)
                told = _tr(_T("script_forms", "{title} – press to free the key"))
                free.setText(told.format(title=titles.get(code, code)))
                panel.rows.add(key_words(number), free)
        script = panel.pick("script", offers, name=_tr(_T("script_forms", "Script")))
        empty = next((number for number in KEYS if number not in used), 1)
        choices = [(number, key_words(number)) for number in KEYS]
        key = panel.pick("hotkey", choices, empty, _tr(_T("script_forms", "Key")))

        def make() -> Any:
            code, number = script.code(), key.code()
            if not code:
                raise Refusal("text_missing", field="script")
            return MarkScript(str(code), hotkey=int(str(number or 0)))

        panel.on_accept(make, lambda _done: then())
        return panel

    def _free(self, panel: ActPanel, action: Any, then: Callable[[], None]) -> Button:
        def free() -> None:
            panel.cancel()
            self._bridge.do(action, lambda _done: then())

        return Button("", "x", "flat", free)


def key_words(number: int) -> str:
    """The key of a number from 1 to 10."""
    return f"Alt+Shift+{number % 10}"


def own_content(text: str, ticket: Ticket) -> dict[str, Any]:
    """Words as a script's table: what is this customer's becomes a placeholder, gaps are asked for."""
    body = text.strip()
    for value, name in (
        (ticket.customer_name, "customer.name"),
        (ticket.number, "ticket.number"),
        (ticket.waybill, "parcel.waybill"),
    ):
        if len(value) > 1:
            body = body.replace(value, f"{{{{ {name} }}}}")
    asks: dict[str, Mapping[str, object]] = {}
    english = _HAN.search(text) is None

    def asked(found: re.Match[str]) -> str:
        label = gap_label(found)
        known = asks.setdefault(
            label,
            {"name": f"value{len(asks) + 1}", "kind": "text", "en" if english else "zh": label},
        )
        return f"{{{{ ask.{known['name']} }}}}"

    content: dict[str, Any] = {"body": GAP.sub(asked, body), "language": "en" if english else "zh"}
    if asks:
        content["asks"] = [dict(one) for one in asks.values()]
    return content


def _code_of(title: str) -> str:
    return initials(title)[:_LONGEST_CODE]


def _told(text: str) -> QWidget:
    from ui.widgets.labels import ElidedLabel

    return ElidedLabel(text, "strong")
