"""Signatures behind forms: what is signed, what is found altered, what nobody ever sees."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.workstation.printing.authority import Authority
from workstation.domain.refusal import Refusal
from workstation.printing.document import Document
from workstation.printing.document_facts import Facts
from workstation.printing.preview import render_page
from workstation.printing.signing import Signer, signatures_of

pytest.importorskip("pyhanko", reason="pyHanko is not installed")
PASSWORD = "correct horse"


@pytest.fixture(scope="module")
def form() -> bytes:
    document = Document(Facts("理赔申请书 LP2026-000123", "华南区客户服务中心", 1_790_000_000_000))
    document.new_page().text(60, 90, "核定赔付金额：1,409.50 元", 10)
    return document.content()


@pytest.fixture(scope="module")
def authority() -> Authority:
    return Authority()


@pytest.fixture
def signer(authority: Authority, tmp_path: Path) -> Signer:
    file = authority.key_file(tmp_path / "key.p12", "华南理赔章", PASSWORD)
    return Signer.of_pkcs12(file, PASSWORD)


def test_a_signed_form_keeps_its_own_bytes_and_shows_who_signed(
    form: bytes, signer: Signer, authority: Authority, tmp_path: Path
) -> None:
    signed = signer.sign(form, "核定赔付", "华南区客户服务中心")
    assert signed.startswith(form)
    (fact,) = signatures_of(signed, [authority.der()])
    assert (fact.intact, fact.valid, fact.whole, fact.unchanged, fact.trusted) == (True,) * 5
    assert "华南理赔章" in fact.signer
    assert fact.at is not None
    (stranger,) = signatures_of(signed)
    assert stranger.sound
    assert not stranger.trusted
    path = tmp_path / "signed.pdf"
    path.write_bytes(signed)
    page = render_page(path, 0, 72)
    lower = [page.bgra[page.stride * row + x * 4] for row in range(700, 820) for x in range(595)]
    assert min(lower) < 200, "the block cannot be seen"


def _covered(*rooms: tuple[float, float, float, float]) -> bytes:
    """A form whose page is grey but for some rooms: left, top, width and height in points."""
    document = Document(Facts("付款通知单", "华南区客户服务中心", 1_790_000_000_000))
    page = document.new_page()
    page.box(0, 0, 596, 842, line=0, fill=0.5)
    for room in rooms:
        page.box(*room, line=0, fill=1.0)
    return document.content()


def _seen(content: bytes, folder: Path) -> bytes:
    path = folder / "seen.pdf"
    path.write_bytes(content)
    return bytes(render_page(path, 0, 72).bgra)


def test_a_page_without_room_is_signed_without_covering_it(signer: Signer, tmp_path: Path) -> None:
    full = _covered()
    signed = signer.sign(full)
    (fact,) = signatures_of(signed)
    assert fact.sound
    assert _seen(signed, tmp_path) == _seen(full, tmp_path)


def test_a_small_room_takes_a_smaller_block(signer: Signer, tmp_path: Path) -> None:
    form = _covered((200, 400, 160, 36))
    signed = signer.sign(form)
    before, after = _seen(form, tmp_path), _seen(signed, tmp_path)
    changed = {place // 4 for place in range(len(before)) if before[place] != after[place]}
    wide = render_page(tmp_path / "seen.pdf", 0, 72).stride // 4
    assert changed, "the block cannot be seen"
    assert all(200 <= place % wide <= 360 and 400 <= place // wide <= 436 for place in changed)


def test_what_was_altered_or_added_is_found(form: bytes, signer: Signer) -> None:
    signed = signer.sign(form)
    place = signed.index(b"stream") + 20
    broken = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]
    (fact,) = signatures_of(broken)
    assert not fact.intact
    (fact,) = signatures_of(signed + b"\n% more\n")
    assert not fact.whole
    assert signatures_of(form) == ()


def test_a_held_key_signs_again_and_again(form: bytes, signer: Signer) -> None:
    for _ in range(3):
        (fact,) = signatures_of(signer.sign(form))
        assert fact.sound


def test_a_wrong_password_is_refused_and_never_written(
    authority: Authority, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = authority.key_file(tmp_path / "key.p12", "华南理赔章", PASSWORD)
    with caplog.at_level(logging.DEBUG), pytest.raises(Refusal) as caught:
        Signer.of_pkcs12(file, "battery staple")
    assert caught.value.code == "signing_key"
    assert "battery" not in f"{caught.value} {caught.value.facts} {caplog.text}"
    with pytest.raises(Refusal) as caught:
        Signer.of_pkcs12(tmp_path / "none.p12", "")
    assert caught.value.code == "file_unreadable"
