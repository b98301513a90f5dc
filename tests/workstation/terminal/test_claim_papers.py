"""`claim print|export|verify|void|batch|archive|serials` as a shell meets them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from tests.workstation.printing.authority import Authority
from tests.workstation.terminal.test_commands import run
from workstation import profiles
from workstation.desk import open_desk
from workstation.domain.claim import Print
from workstation.domain.identity import new_uid
from workstation.papers import find_lines
from workstation.store.work import Work
from workstation.terminal import claim_signing

Capsys = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def profile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A sample desk with some approved claims."""
    folder = tmp_path_factory.mktemp("desk") / "profile"
    profiles.create_profile(folder, "sample", tickets=120)
    return str(folder)


def clerk(capsys: Capsys, profile: str, *argv: str) -> tuple[int, dict[str, Any]]:
    desk = open_desk(Path(profile), start=False)
    who = next(person for person in desk.read.agents() if person.role == "admin")
    desk.close()
    return run(capsys, "--profile", profile, "--as", who.uid, "claim", *argv)


def approved(capsys: Capsys, profile: str) -> list[str]:
    _, told = clerk(capsys, profile, "list", "--status", "approved", "--status", "paid")
    return [claim["number"] for claim in told["claims"]]


def test_a_form_is_printed_saved_verified_and_voided(
    capsys: Capsys, profile: str, tmp_path: Path
) -> None:
    number = approved(capsys, profile)[0]
    code, told = clerk(
        capsys, profile, "print", number, "--reason", "存档", "--form", "payment_notice"
    )
    assert (code, told["registered"], told["form"]) == (0, True, "payment_notice")
    saved = tmp_path / "form.pdf"
    code, told = clerk(
        capsys,
        profile,
        *("export", number, "--form", "payment_notice", "--copy", "customer"),
        *("--reason", "寄出", "--to", str(saved)),
    )
    assert code == 0
    code, verdict = clerk(capsys, profile, "verify", str(saved))
    assert (code, verdict["outcome"], verdict["kind"]) == (0, "genuine", "save")
    code, verdict = clerk(capsys, profile, "verify", told["code"], "--language", "zh")
    assert (code, verdict["outcome"]) == (0, "genuine")
    code, _ = clerk(capsys, profile, "verify", "LP2026-999999")
    assert code == 1
    code, told = clerk(
        capsys, profile, "void", verdict["serial"], "--reason", "金额有误", "--renew"
    )
    assert (code, told["voided"]) == (0, 2)
    assert told["renewed"] != verdict["serial"]
    code, verdict = clerk(capsys, profile, "verify", str(saved))
    assert (code, verdict["void"]) == (1, "金额有误")


@dataclass(frozen=True)
class _Twice:
    """Put a further line beside one, as a desk that was away brings it."""

    line: Print

    def perform(self, work: Work) -> None:
        work.add(replace(self.line, uid=new_uid(), sha256="0" * 64))


def test_a_copy_that_two_desks_made_apart_is_voided_in_both(capsys: Capsys, profile: str) -> None:
    number = approved(capsys, profile)[1]
    _, told = clerk(capsys, profile, "print", number, "--form", "settlement_agreement")
    desk = open_desk(Path(profile), start=False)
    (line,) = find_lines(desk.read, told["serial"], 1)
    desk.do(_Twice(line)).result()
    desk.close()
    words = ("void", told["serial"], "--copy", "1", "--reason", "打错")
    assert clerk(capsys, profile, *words) == (0, {"serial": told["serial"], "voided": 2})
    code, told = clerk(capsys, profile, *words)
    assert (code, told["error"]) == (1, "print_void")


def test_a_run_and_the_accounts(capsys: Capsys, profile: str, tmp_path: Path) -> None:
    numbers = approved(capsys, profile)[:2]
    words = ("batch", *numbers, "--to", str(tmp_path / "run"), "--reason", "月结")
    code, told = clerk(capsys, profile, *words, "--forms", "claim_form,evidence_sheet:customer:2")
    assert (code, told["total"], len(told["issued"])) == (0, 4, 4)
    assert Path(told["file"]).exists()
    code, again = clerk(capsys, profile, "batch", "--resume", "--to", str(tmp_path / "run"))
    assert (code, again["issued"]) == (0, told["issued"])
    code, told = clerk(capsys, profile, "batch", numbers[0], "--forms", "poem", "--to", "x")
    assert code == 2
    code, told = clerk(capsys, profile, "archive", "--check")
    assert told["forms"] >= 4
    code, told = clerk(capsys, profile, "serials")
    assert told["series"].startswith("LP")
    assert {"used", "in_hand"} <= {line["state"] for line in told["numbers"]}
    used = next(line["first"] for line in told["numbers"] if line["state"] == "used")
    code, told = clerk(capsys, profile, "serials", "explain", used, "--reason", "试机")
    assert (code, told["error"]) == (1, "serial_not_missing")


def test_a_form_is_signed_with_a_key_whose_password_is_asked_for(
    capsys: Capsys, profile: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyhanko", reason="pyHanko is not installed")
    key = Authority().key_file(tmp_path / "key.p12", "华南理赔章", "secret")
    monkeypatch.setattr("workstation.printing.signing.kept_password", lambda path: "secret")
    assert claim_signing.signing is not None
    number = approved(capsys, profile)[0]
    words = ("print", number, "--form", "damage_assessment", "--sign", str(key))
    code, told = clerk(capsys, profile, *words)
    assert code == 0
    code, verdict = clerk(capsys, profile, "verify", told["path"])
    assert (code, verdict["outcome"]) == (0, "genuine")
    (signature,) = verdict["signatures"]
    assert (signature["sound"], signature["whole"], signature["trusted"]) == (True, True, False)
