"""Whom a desk trusts for signatures, and signing with a key that never leaves its token."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from tests.workstation.printing.authority import Authority
from tests.workstation.seat import Seat
from tests.workstation.test_batch_printing import approved
from workstation import settings as settings_file
from workstation.domain.refusal import Refusal
from workstation.printing.order import PrintOrder
from workstation.settings import Settings
from workstation.signing_desk import open_token, trust_of

pytest.importorskip("pyhanko", reason="pyHanko is not installed")
Signer = pytest.importorskip("workstation.printing.signing").Signer
SOFT_TOKEN = Path("/usr/lib/softhsm/libsofthsm2.so")
PIN = "5678"


def pem(authority: Authority) -> bytes:
    return authority.root.public_bytes(serialization.Encoding.PEM)


def test_a_signature_is_trusted_by_the_authorities_of_the_settings(
    seat: Seat, tmp_path: Path
) -> None:
    authority = Authority()
    claims = approved(seat, 1)
    seat.desk.signer = Signer.of_pkcs12(authority.key_file(tmp_path / "k.p12", "印章", "w"), "w")
    printed = seat.desk.issue_form(PrintOrder(claims[0])).result()
    (fact,) = seat.desk.verify_pdf(printed.path).result().signatures
    assert (fact.sound, fact.trusted) == (True, False)
    folder = seat.desk.profile / "authorities"
    folder.mkdir()
    (folder / "root.pem").write_bytes(pem(authority))
    (folder / "notes.txt").write_text("not a certificate")
    file = seat.desk.profile / "settings.toml"
    text = file.read_text("utf-8") if file.exists() else ""
    file.write_text(f'{text}\n[signing] # by hand\ntrust = "authorities"\n', "utf-8")
    seat.desk.change_settings(theme="dark")
    (fact,) = seat.desk.verify_pdf(printed.path).result().signatures
    assert fact.trusted
    assert "# by hand" in file.read_text("utf-8")


def test_a_file_of_trust_that_cannot_be_used_is_told_and_the_others_are_used(
    seat: Seat, tmp_path: Path
) -> None:
    good, bad = tmp_path / "good.cer", tmp_path / "bad.pem"
    good.write_bytes(Authority().der())
    bad.write_bytes(b"-----BEGIN CERTIFICATE-----\nnot\n-----END CERTIFICATE-----\n")
    names = [str(good), str(bad), "nowhere.pem"]
    seat.desk.settings = settings_file.changed(seat.desk.settings, signing={"trust": names})
    trust = trust_of(seat.desk.settings, seat.desk.profile)
    assert trust.certificates == (good.read_bytes(),)
    places = [str(bad), str(seat.desk.profile / "nowhere.pem")]
    assert [path for path, _ in trust.unusable] == places
    found = seat.desk.check().result()
    assert [place for place, code, _ in found if code == "trust_unusable"] == places


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Settings, Authority]:
    """A token in software that holds a key and its certificate."""
    pkcs11: Any = pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    if not SOFT_TOKEN.exists() or shutil.which("softhsm2-util") is None:
        pytest.skip("needs Debian's softhsm2")
    from pkcs11.util.x509 import decode_x509_certificate

    (tmp_path / "tokens").mkdir()
    (tmp_path / "softhsm2.conf").write_text(f"directories.tokendir = {tmp_path}/tokens\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(tmp_path / "softhsm2.conf"))
    tool = ["softhsm2-util", "--init-token", "--free", "--label", "Seal", "--so-pin", "1234"]
    subprocess.run([*tool, "--pin", PIN], check=True, capture_output=True)
    authority = Authority()
    content = authority.key_file(tmp_path / "key.p12", "华南理赔章", "w").read_bytes()
    key, certificate, _ = pkcs12.load_key_and_certificates(content, b"w")
    assert key is not None
    assert certificate is not None
    plain = serialization.NoEncryption()
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    (tmp_path / "key.pem").write_bytes(key.private_bytes(*form))
    tool = ["softhsm2-util", "--import", str(tmp_path / "key.pem"), "--token", "Seal"]
    tool += ["--label", "seal", "--id", "A1", "--pin", PIN]
    subprocess.run(tool, check=True, capture_output=True)
    library = pkcs11.lib(str(SOFT_TOKEN))
    library.reinitialize()  # it may know the token of an earlier test
    facts = decode_x509_certificate(certificate.public_bytes(serialization.Encoding.DER))
    facts |= {pkcs11.Attribute.TOKEN: True, pkcs11.Attribute.LABEL: "seal"}
    with library.get_token(token_label="Seal").open(rw=True, user_pin=PIN) as session:
        session.create_object(facts | {pkcs11.Attribute.ID: b"\xa1"})
    told = {"module": str(SOFT_TOKEN), "token": "Seal", "label": "seal"}
    return Settings(signing={"token": told}), authority


def test_a_form_is_signed_by_a_token(
    token: tuple[Settings, Authority], seat: Seat, tmp_path: Path
) -> None:
    settings, authority = token
    with pytest.raises(Refusal, match="signing_key"):
        open_token(settings, "0000")
    claims = approved(seat, 2)
    (tmp_path / "root.pem").write_bytes(pem(authority))
    signing = {**settings.signing, "trust": str(tmp_path / "root.pem")}
    seat.desk.settings = settings_file.changed(seat.desk.settings, signing=signing)
    seat.desk.signer = open_token(settings, PIN)
    try:
        for claim in claims:
            printed = seat.desk.issue_form(PrintOrder(claim)).result()
            verdict = seat.desk.verify_pdf(printed.path).result()
            (fact,) = verdict.signatures
            assert (verdict.outcome, fact.sound, fact.trusted) == ("genuine", True, True)
            assert "华南理赔章" in fact.signer
    finally:
        seat.desk.signer.close()


def test_a_token_that_settings_do_not_name_is_asked_for() -> None:
    with pytest.raises(Refusal, match="settings_value") as caught:
        open_token(Settings(signing={"token": {"module": "/lib/token.so"}}), PIN)
    assert caught.value.facts["name"] == "signing.token.token"
