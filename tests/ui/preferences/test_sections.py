from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ui.bridge import Bridge
from ui.preferences.sections import Channels, Telephone
from ui.shell import call_links
from workstation import settings as settings_file
from workstation.desk import Desk

Settle = Callable[[], None]


class _Gateway(http.server.BaseHTTPRequestHandler):
    told: ClassVar[list[dict[str, str]]] = []
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.told.append(json.loads(body))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(b'{"id": "7", "reason": "no credit"}')

    def log_message(self, format: str, *args: object) -> None:
        """Nothing on the terminal."""


@pytest.fixture
def gateway() -> Iterator[str]:
    """The address of a gateway that takes messages."""
    _Gateway.told, _Gateway.status = [], 200
    server = http.server.HTTPServer(("127.0.0.1", 0), _Gateway)
    runner = threading.Thread(target=server.serve_forever, args=(0.02,))
    runner.start()
    yield f"http://127.0.0.1:{server.server_port}/messages"
    server.shutdown()
    runner.join()
    server.server_close()


def _write(profile: Path, text: str) -> None:
    with (profile / "settings.toml").open("a", encoding="utf-8") as file:
        file.write(text)


@pytest.fixture
def channels(bridge: Bridge) -> Iterator[Channels]:
    made = Channels(bridge)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def _sms(url: str) -> str:
    return f'[channels]\nallowed_hosts = ["127.0.0.1"]  # ours\n[channels.sms]\nurl = "{url}"\n'


def test_nothing_is_set_up_at_first(channels: Channels) -> None:
    channels.load()
    assert {place.text() for place in channels.places.values()} == {
        "Not set up: messages are recorded, not sent"
    }
    assert not channels.begin.isEnabled()


def test_a_test_message_really_goes_through_the_channel(
    channels: Channels, profile: Path, gateway: str, settle: Settle
) -> None:
    _write(profile, _sms(gateway))
    channels.load()
    assert channels.places["sms"].text() == gateway
    channels.to.setText("13800138000")
    QTest.keyClick(channels.to, Qt.Key.Key_Return)
    settle()
    (told,) = _Gateway.told
    assert (told["channel"], told["to"]) == ("sms", "13800138000")
    assert channels.outcome.text().startswith("Taken by the other side.")
    assert channels.begin.isEnabled()


def test_what_the_gateway_refuses_is_said(
    channels: Channels, profile: Path, gateway: str, settle: Settle
) -> None:
    _Gateway.status = 403
    _write(profile, _sms(gateway))
    channels.load()
    channels.to.setText("13800138000")
    channels.send()
    settle()
    assert channels.outcome.text() == "The gateway refused the message. (403 no credit)"


def test_a_mistake_in_the_settings_is_named(channels: Channels, profile: Path) -> None:
    _write(profile, '[channels.sms]\nurl = "https://elsewhere.example/x"\n')
    channels.load()
    assert "elsewhere.example" in channels.outcome.text()
    assert not channels.begin.isEnabled()


def test_what_was_written_by_hand_outlives_other_changes(
    desk: Desk, profile: Path, gateway: str
) -> None:
    _write(profile, _sms(gateway))
    desk.change_settings(theme="dark")
    told = (profile / "settings.toml").read_text("utf-8")
    assert "# ours" in told
    found = settings_file.read(profile)
    assert found.theme == "dark"
    assert found.channels["sms"] == {"url": gateway}
    assert desk.channels()[0]["sms"] == gateway


def test_phone_programs_are_let_in_and_out_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    section = Telephone(tmp_path)
    assert "--number NUMBER" in section.line.text()
    assert str(tmp_path) in section.line.text()
    section.button.click()
    assert call_links.registered()
    assert section.state.text() == "Telephone programs open callers here"
    section.button.click()
    assert not call_links.registered()
    section.deleteLater()
