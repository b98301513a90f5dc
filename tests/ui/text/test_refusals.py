from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

import resources
from ui import language
from ui.text.done import SENTENCES as DONE
from ui.text.refusal_sentences import SENTENCES
from ui.text.refusals import refusal_sentence, sentence
from workstation.domain.refusal import Refusal

ROOT = resources.path("icons").parents[1]


def raised_codes() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "workstation").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _called(node.func) == "Refusal" and node.args:
                code = node.args[0]
                if isinstance(code, ast.Constant):
                    yield str(code.value), path.name


def refused_by_the_hub() -> Iterator[tuple[str, str]]:
    """Codes that the functions of a PostgreSQL hub raise."""
    for path in sorted((ROOT / "workstation").rglob("*.sql")):
        for found in re.finditer(r"hub_fail\(\s*'(\w+)'", path.read_text("utf-8")):
            yield found[1], path.name


def _called(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def test_every_refusal_that_is_raised_has_a_sentence() -> None:
    assert (
        sorted({f"{code} ({file})" for code, file in raised_codes() if code not in SENTENCES}) == []
    )


def test_every_refusal_of_the_hubs_own_functions_has_a_sentence() -> None:
    codes = set(refused_by_the_hub())
    assert codes
    assert sorted(f"{code} ({file})" for code, file in codes if code not in SENTENCES) == []


def test_every_refusal_is_said_in_both_languages(qapp: QApplication) -> None:
    english = {code: sentence(code, {}) for code in SENTENCES}
    language.install(qapp, "zh_CN")
    same = [code for code, text in english.items() if text and sentence(code, {}) == text]
    language.install(qapp, "en")
    assert same == []


@pytest.mark.parametrize("tongue", ["en", "zh_CN"])
def test_a_sentence_never_shows_a_blank(qapp: QApplication, tongue: str) -> None:
    language.install(qapp, tongue)
    said = {code: sentence(code, {}) for code in SENTENCES}
    language.install(qapp, "en")
    assert [code for code, text in said.items() if "{" in text or "()" in text] == []


def test_facts_are_said_in_words() -> None:
    refusal = Refusal("claim_tier", limit_fen=100_000, amount_fen=250_000, role="claims")
    assert refusal_sentence(refusal).startswith("¥2,500.00 is above your limit of ¥1,000.00.")
    moved = Refusal("status_forbidden", before="new", after="closed", number="T1")
    assert refusal_sentence(moved) == "It cannot go from “New” to “Closed”."
    claim = Refusal("claim_status", before="draft", after="paid", number="C1")
    assert refusal_sentence(claim) == "Claim C1 is “Draft” and cannot become “Paid”."
    assert refusal_sentence(Refusal("group_already", group="cod", number="T2")).endswith(
        "with Cash on delivery."
    )
    assert "Waiver" in sentence(
        "step_facts_missing", {"names_zh": "免责确认", "names_en": "Waiver"}
    )


def test_an_unknown_code_is_named_with_its_facts() -> None:
    assert sentence("never_heard", {"a": 1}) == "never_heard (a=1)"
    assert sentence("never_heard", {}) == "never_heard"


def test_every_done_sentence_belongs_to_an_action() -> None:
    source = "".join(p.read_text("utf-8") for p in (ROOT / "workstation/actions").glob("*.py"))
    actions = set(re.findall(r"^class (\w+)", source, re.MULTILINE))
    assert set(DONE) <= actions


@pytest.mark.parametrize(
    ("code", "facts", "zh", "en"),
    [
        (
            "changed_meanwhile",
            {
                "kind": "claim",
                "field": "serial",
                "theirs": "LP2026-000021",
                "mine": "LP2026-000061",
            },
            "以 LP2026-000021 为准；印有 LP2026-000061",
            "LP2026-000021 counts",
        ),
        (
            "changed_meanwhile",
            {"kind": "claim", "field": "approved_at", "theirs": 1_795_362_607_777, "mine": 5},
            "同事已先审批",
            "a colleague decided",
        ),
        (
            "changed_meanwhile",
            {"kind": "print", "field": "voided_by", "theirs": "018cc251f40", "mine": "018cc251f41"},
            "同事已先将该份作废",
            "a colleague voided",
        ),
        (
            "changed_meanwhile",
            {"kind": "payment", "field": "state", "theirs": "requested", "mine": "reversed"},
            "同事已先处理该笔付款",
            "a colleague dealt with",
        ),
        (
            "changed_meanwhile",
            {"kind": "claim", "field": "version", "theirs": 3, "mine": 2},
            "第 3 版",
            "at version 3",
        ),
        (
            "record_state",
            {"kind": "payment", "before": "requested", "after": "paid"},
            "目前状态为 待付款，不能改为 已支付",
            "cannot become Paid now, for it is To be paid",
        ),
        (
            "record_state",
            {"kind": "payment_file", "before": "answered", "after": "void"},
            "不能改为 已作废",
            "cannot become Void now",
        ),
        ("not_you", {"agent": "", "field": "requested_by"}, "重新审批", "approved anew"),
        (
            "changed_meanwhile",
            {"kind": "claim", "field": "claimed_fen", "theirs": 123_450, "mine": 5},
            "1,234.50",
            "1,234.50",
        ),
        (
            "claim_status",
            {"before": "submitted", "after": "printed", "number": ""},
            "理赔单 为",
            "Claim is",
        ),
    ],
)
def test_who_was_first_meanwhile_is_said_without_codes(
    qapp: QApplication, code: str, facts: dict[str, object], zh: str, en: str
) -> None:
    for tongue, words in (("zh_CN", zh), ("en", en)):
        language.install(qapp, tongue)
        try:
            told = sentence(code, facts)
        finally:
            language.install(qapp, "en")
        assert words in told
        assert not re.search(r"approved_at|voided_|state |018cc|179536|serial |  ", told)
