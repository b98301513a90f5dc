"""Joining a shared database: where it is, who one is, and a one-time secret where people are known."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ui import icons, theme
from ui.widgets.buttons import Button
from ui.widgets.form import FormRows
from ui.widgets.labels import label

SCHEMES = ("sqlite:///", "postgresql://", "postgres://")


class JoinForm(QWidget):
    """Three fields and a sentence that says what this kind of database needs.

    `facts()` gives what `create_profile` takes, or None after complaining with `complain`.
    """

    def __init__(
        self,
        complain: Callable[[str], None],
        back: Callable[[], object],
        begin: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._complain = complain
        self.hub = QLineEdit()
        self.hub.setPlaceholderText("postgresql://server/aftercare")
        self.who = QLineEdit()
        self.who.setPlaceholderText(self.tr("Work number or full name"))
        self.secret = QLineEdit()
        self.secret.setEchoMode(QLineEdit.EchoMode.Password)
        self.secret.setPlaceholderText(self.tr("Paste it here; it works once"))
        self._eye = QAction(self.tr("Show or hide the secret"), self)
        self._eye.triggered.connect(self._show_or_hide)
        self.secret.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.form = FormRows(label_width=140)
        self.form.add(
            self.tr("Shared &database"),
            self.hub,
            self.tr(
                "Your team leader knows it: postgresql://… for a team on a network, sqlite:///… for"
                " several windows on one computer."
            ),
        )
        self.form.add(self.tr("&Who you are"), self.who)
        self._secret_name = self.form.add(self.tr("One-time &secret"), self.secret)
        self.needs = label("", "faint")
        self.needs.setWordWrap(True)
        self.form.add("", self.needs)
        buttons = QHBoxLayout()
        buttons.addWidget(Button(self.tr("Back"), "arrow-left", "", back))
        buttons.addStretch(1)
        buttons.addWidget(Button(self.tr("Begin"), "arrow-right", "primary", begin))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space("medium"))
        column.addWidget(label(self.tr("Join a shared database"), "heading"))
        column.addWidget(self.form)
        column.addLayout(buttons)
        column.addStretch(1)
        for line in (self.hub, self.who, self.secret):
            line.returnPressed.connect(begin)
        self.hub.textChanged.connect(lambda _text: self._say_needs())
        theme.notifier().changed.connect(self._draw)
        self._draw()
        self._say_needs()

    def _draw(self) -> None:
        self._eye.setIcon(icons.icon("eye"))

    def _show_or_hide(self) -> None:
        hidden = self.secret.echoMode() == QLineEdit.EchoMode.Password
        modes = QLineEdit.EchoMode
        self.secret.setEchoMode(modes.Normal if hidden else modes.Password)

    def _say_needs(self) -> None:
        """What this kind of address asks for; a file knows no people, so it needs no secret."""
        file = self.hub.text().strip().startswith("sqlite:")
        for part in (self.secret, self._secret_name):
            part.setEnabled(not file)
        self.needs.setText(
            self.tr(
                "A file on this computer asks for no secret: say which of the team you are. Rights"
                " are advisory there; the file cannot tell people apart."
            )
            if file
            else self.tr(
                "With a secret from your administrator the database itself knows you, and the"
                " secret is worth nothing afterwards. Whoever was given a database login with a"
                " password of their own leaves it empty."
            )
        )

    def facts(self) -> dict[str, Any] | None:
        """What was filled in, or None when something is missing."""
        hub = self.hub.text().replace("\u200b", "").strip()  # as copied from a narrow column
        who = self.who.text().strip()
        secret = self.secret.text().strip() if self.secret.isEnabled() else ""
        if not hub.startswith(SCHEMES):
            self._complain(self.tr("The shared database begins with sqlite:/// or postgresql:// ."))
            self.hub.setFocus()
            return None
        if not who and not secret:
            self._complain(self.tr("Please tell who you are: your work number or full name."))
            self.who.setFocus()
            return None
        facts: dict[str, Any] = {"hub": hub, "agent": who}
        return {**facts, "secret": secret} if secret else facts
