"""Pages of every form with what people should not type: nothing lost, nothing out of its place."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import cycle

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resources import path
from tests.workstation.printing.archive_rules import breaches
from tests.workstation.printing.layout_check import faults, watched
from workstation.domain.claim_amount import BasisLine
from workstation.domain.form_names import FACTS, LISTS
from workstation.domain.refusal import Refusal
from workstation.printing.form_facts import FormFacts
from workstation.printing.render import compose, shipped_template
from workstation.printing.template_samples import sample_facts
from workstation.text.printable import clean, unprintable

FORMS = sorted(tuple(f.stem.split(".")) for f in path("forms").glob("*.toml"))
ALL = pytest.mark.parametrize(("form", "language"), FORMS)
LONG = "深圳市前海深港现代服务业合作区国际跨境电子商务供应链管理有限责任公司华南运营中心第二十三仓储配送事业部售后理赔科一二三"
#: Characters of names that few faces have: level 3 of GB 18030-2022, extensions A to F.
RARE = "㛃㬎㮾㵑㶲䃓䓖䜣䝙䴖䵖䶮鿍鿏鿔鿯𠂇𠅤𡎴𢋈𢫬𣏌𣲘𤧛𦈡𦒍𨙸𨟠𨭉𩽾𪟝𪣻𪨰𪩘𫄧𫄨𫍣𫍯𫐄𫖮𫖯𫗧𫟅𫟼𫠆𫮃𬀩𬂩𬇕𬊈𬍛𬒔𬘓𬘩𬙂𬤊𬬭𬬮𬬱𬬸𬬻𬭊𬭎𬭳𬮱𬯎𬱖𬳵𬴊𬶋𬶍𬶏𬶐𬶠𬶨𬶭𬶮𬶩𬷕𬸚𬸣𬸪𬹼𬺈𬺓"
HOSTILE = [
    *("甲\x00乙", "\x1b[31m红\x1b[0m", "一\r\n二\r三\x0b四\x85五\u2028六\u2029七", "a\tb\t\tc"),
    *(
        "金额\u202e001元\u202c尾",
        "王\u200b明\u200d\ufeff",
        "王\u2067א\u2069"[:2],
        "甲\ufe0f乙\U000e0101",
    ),
    *("甲\u3000\u00a0\u2009乙", "　" * 60 + "x", " " * 300 + "x", "x" + " " * 300),
    *("A" * 400, "9" * 250, "甲" * 350, "。" * 90, "（" * 70, "）" * 70, "—" * 90, "…" * 90),
    *("_" * 250, "W" * 150, "i" * 500, "元" * 150, "1元" * 120, "%" * 120, "“" * 50, "\\" * 120),
    *("https://example.com/" + "a/" * 180, "abc@" * 80, "SF" + "1" * 90, "a b " * 120),
    *("<script>alert(1)</script>", "&lt;&#x41;]]>", "<para><font color='red'>x</font></para>"),
    *("{{ claim.number }}", "{claim.approved:capital}", "{", "}", "{{}}", "{0}", "%s%n%(a)s"),
    *("(Tj) ET Q", "endstream endobj", "%%EOF", "<< /JS (x) >>", "<FFFE>", "\\(\\)\\", "/F1 9 Tf"),
    *("=cmd|'/C calc'!A0", "# 第九条", "☐☑☑", "〓〓", "＿＿＿", "../../etc/passwd", "[x](y)"),
    *(
        "他说：“这个（很贵的）花瓶，碎了！”。",
        "（“《》”）、（）",
        "90%～95%；±0.5mm，100℃",
        "E-07号",
    ),
    *(
        "⽇⽉⼈",
        "ＡＢＣ１２３",
        "㈱㎡①Ⅳ½",
        "豈更車",
        "e\u0301o\u0308",
        "Málaga Straße",
        "Ελλην",
        "Кирил",
    ),
    *(
        "\ue863\ue81e",
        LONG,
        RARE[:40],
        RARE[40:],
        "欧阳·买买提·吐尔逊·阿卜杜热合曼",
        "O’Connor-Smith III",
    ),
]
_PLAIN = {name for name, one in FACTS.items() if one.kind not in ("money", "moment", "weight")}
TEXTS = sorted(name for name in _PLAIN if FACTS[name].kind not in ("count", "basis", "code"))


def squashed(text: str) -> str:
    return re.sub(r"[\s\ufffe]+", "", text)


def text_of(content: bytes) -> str:
    """All characters of a file in the order in which they were written."""
    pages = pypdfium2.PdfDocument(BytesIO(content))
    return squashed("".join(page.get_textpage().get_text_range() for page in pages))


def facts_with(texts: list[str]) -> FormFacts:
    """Ordinary facts whose every text is one of these, each as often as there is room."""
    plain = sample_facts("ordinary")
    turns = cycle(texts)
    values = {**plain.values, **{name: next(turns) for name in TEXTS}}
    lists = {
        listed: tuple(
            {
                name: next(turns) if LISTS[listed][name].kind in ("text", "told", "name") else value
                for name, value in row.items()
            }
            for row in rows
        )
        for listed, rows in plain.lists.items()
    }
    first, amounts = texts[0], (("deduction_fen", 5), ("result_fen", 95))
    deduction = BasisLine("deduction", (("what", texts[1]), *amounts), plain.basis[0].source)
    return replace(
        plain,
        **{"organisation": first, "printed_by": first, "rule": first, "payee": first},
        values=values,
        lists=lists,
        basis=(*plain.basis, deduction),
        steps=tuple(replace(step, person=next(turns), opinion=next(turns)) for step in plain.steps),
        pictures=tuple(
            replace(one, caption=next(turns), source=next(turns)) for one in plain.pictures
        ),
    )


@ALL
def test_hostile_texts_stay_whole_and_in_their_place(form, language, monkeypatch):
    template = shipped_template(form, language)
    size = 16
    for start in range(0, len(HOSTILE), size):
        told = HOSTILE[start : start + size]
        facts = facts_with(told)
        with watched(monkeypatch) as pages:
            content, _ = compose(template, facts)
        assert faults(pages) == [], told
        if start % (2 * size) == 0:
            assert breaches(content) == [], told
        shown = text_of(content)
        for text in {*facts.values.values()} & {*told}:
            name = next(name for name in TEXTS if facts.values[name] == text)
            if any(name in one.facts for r in template.regions for w in r.rows for one in w.fields):
                assert _letters(text) in _letters(shown), (name, text)


def _letters(text: str) -> str:
    """What must come out of a page: every character that has a shape, boxes unticked or ticked."""
    return squashed(clean(text))


@ALL
def test_customers_copies_of_them_keep_their_place_too(form, language, monkeypatch):
    template = shipped_template(form, language)
    for void, again in (("", 0), ("打印卡纸，换了一台打印机重新打印，原件已收回" * 3, 12)):
        for told in (HOSTILE[:30], HOSTILE[30:], [LONG]):
            with watched(monkeypatch) as pages:
                facts = facts_with(told if len(told) > 1 else told * 2)
                compose(template, replace(facts, void=void, reprint=again), "customer")
            assert faults(pages) == [], told


@ALL
@pytest.mark.parametrize("fen", [0, -150_050, 10**18 - 1, -(10**18) + 1])
def test_any_amount_fits(form, language, fen, monkeypatch):
    plain = sample_facts("ordinary")
    money = {name: fen for name, one in FACTS.items() if one.kind == "money"}
    items = tuple(
        {**row, "value": fen, "loss": fen, "assessed": fen} for row in plain.lists["items"]
    )
    facts = replace(
        plain, values={**plain.values, **money}, lists={**plain.lists, "items": items}, totals={}
    )
    with watched(monkeypatch) as pages:
        content, _ = compose(shipped_template(form, language), facts)
    assert faults(pages) == []
    assert breaches(content) == []


@ALL
def test_every_state_of_a_paper_keeps_its_place_and_the_rules_of_archives(
    form, language, monkeypatch
):
    template = shipped_template(form, language)
    for sample in ("empty", "longest"):
        for change in (
            {"approved": False},
            {"serial": None},
            {"serial": None, "approved": False, "reprint": 3},
            {"void": "金额有误", "reprint": 99},
        ):
            with watched(monkeypatch) as pages:
                content, _ = compose(template, replace(sample_facts(sample), **change))
            assert faults(pages) == [], change
        assert breaches(content) == []


_ODD = st.text(
    st.sampled_from("甲，。（）“”—…1aW%￥·/ \n\t☑〓{}<>\\") | st.characters(codec="utf-8"),
    max_size=120,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FORMS), st.lists(_ODD, min_size=2, max_size=6))
def test_any_text_stays_in_its_place_or_is_refused_by_name(form, texts):
    template = shipped_template(*form)
    facts = facts_with(texts)
    missing = unprintable("".join(texts))
    with pytest.MonkeyPatch.context() as patch, watched(patch) as pages:
        refused = None
        try:
            compose(template, facts)
        except Refusal as refusal:
            refused = refusal
            pages.clear()
            compose(template, replace(facts, substitute_missing=True))
    assert refused is None or (
        refused.code == "glyph_missing" and refused.facts["character"] in missing
    )
    assert faults(pages) == []
