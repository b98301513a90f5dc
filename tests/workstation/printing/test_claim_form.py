"""The printed claim form, read back from its file."""

from __future__ import annotations

import hashlib
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import pypdf
import pytest

from tests.workstation.printing.forms import LONG_NAME, MOMENT, empty, longest, ordinary
from workstation.domain.money import format_fen
from workstation.domain.refusal import Refusal
from workstation.printing.claim_form import ClaimForm, FormEvidence, render_claim_form
from workstation.printing.form_facts import FormStep


def printed(form: ClaimForm, folder: Path) -> pypdf.PdfReader:
    target = folder / "form.pdf"
    render_claim_form(form, target)
    return pypdf.PdfReader(target)


def text_of(reader: pypdf.PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def texts_in(record: object) -> list[str]:
    if isinstance(record, str):
        return [record]
    if isinstance(record, tuple):
        return [text for part in record for text in texts_in(part)]
    if is_dataclass(record):
        return [t for f in fields(record) for t in texts_in(getattr(record, f.name))]
    return []


def test_the_answer_describes_the_file(tmp_path):
    target = tmp_path / "deep" / "form.pdf"
    done = render_claim_form(ordinary(), target)
    content = target.read_bytes()
    assert done.size == len(content)
    assert done.sha256 == hashlib.sha256(content).hexdigest()
    assert done.pages == len(pypdf.PdfReader(target).pages) == 2
    assert done.template_version
    assert [path.name for path in target.parent.iterdir()] == ["form.pdf"]


def test_every_fact_can_be_read_back(tmp_path):
    form = ordinary()
    found = squashed(text_of(printed(form, tmp_path)))
    codes = {form.kind, form.zone, form.payment_method, "sender", "receiver", "accepted"}
    for text in texts_in(replace(form, basis=())):
        if text and text not in codes:
            assert squashed(text) in found, text
    for fen in (form.value_fen, form.insured_fen, form.freight_fen, form.claimed_fen):
        assert format_fen(fen) in found
    for words in ("人民币壹仟零壹拾捌元整", "人民币壹仟伍佰元整", "☑损毁", "☐丢失", "月结"):
        assert words in found
    for words in ("☑破损照片（6张）", "☐维修报价单", "《快递暂行条例》第二十八条", "2026年9月15日"):
        assert words in found
    assert "待编号" not in found
    assert "待确认" not in found
    assert "补打" not in found


def test_text_comes_in_reading_order(tmp_path):
    text = squashed(text_of(printed(ordinary(), tmp_path)))
    parts = ["理赔申请书", "一、申请人", "二、快件信息", "三、出险情况", "四、损失明细"]
    parts += [
        "手工水晶花瓶",
        "花瓶底座",
        "合计",
        "五、索赔",
        "六、证明",
        "七、收款",
        "八、申请人声明",
    ]
    parts += ["签字／盖章", "九、办理意见", "备注"]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_pages_are_counted_and_numbered(tmp_path):
    reader = printed(longest(), tmp_path)
    count = len(reader.pages)
    assert count > 3
    for number, page in enumerate(reader.pages, 1):
        text = squashed(page.extract_text())
        assert f"第{number}页共{count}页" in text
        assert "版本2026" in text
        assert "骑缝章处" in text


def test_the_longest_form_loses_nothing(tmp_path):
    form = longest()
    reader = printed(form, tmp_path)
    found = "".join(squashed(page.extract_text()) for page in reader.pages)
    assert found.count("收件人反映") == form.description.count("收件人反映")
    assert found.count("1,409.50元") == form.description.count("1,409.50元")
    for number, item in enumerate(form.items, 1):
        assert squashed(f"{number}{item.name}{item.model}") in found, number
        assert format_fen(item.loss_fen) in found
    assert found.count("序号物品名称") > 1, "the head is repeated"
    assert found.count("同意。" * 20), "an overlong opinion is printed in full"
    assert "内容较长，全文见备注。" in found
    assert squashed(LONG_NAME) in found
    assert "补打12" in found
    assert format_fen(sum(item.loss_fen for item in form.items)) in found


def test_a_signature_block_stays_whole(tmp_path):
    """Whatever stands above, the four office steps and their dates share one page."""
    for lines in range(0, 60, 4):
        form = replace(ordinary(), description="很长的说明。\n" * lines)
        pages = [squashed(page.extract_text()) for page in printed(form, tmp_path).pages]
        for first, last in (("九、办理意见", "签字：李静"), ("八、申请人声明", "签字／盖章")):
            assert any(first in page and last in page for page in pages), lines


def test_an_empty_form_can_be_filled_in_by_hand(tmp_path):
    text = squashed(text_of(printed(empty(), tmp_path)))
    assert "☑" not in text
    assert "人民币" not in text
    assert "待编号" in text
    assert "待确认" in text


@pytest.mark.parametrize(
    ("change", "there", "absent"),
    [
        ({"serial": None}, ["待编号", "仅供核对"], ["待确认"]),
        ({"approved": False}, ["待确认", "拟赔付金额", "仅供核对"], ["待编号", "核定赔付金额"]),
        ({"reprint": 2}, ["补打2"], ["待编号", "仅供核对"]),
        ({"approved_fen": 50_000}, ["拟赔付金额", "核定赔付金额", "人民币伍佰元整"], []),
        ({"kind": "海关扣押"}, ["☑其他：海关扣押"], []),
        ({"insured_fen": 0}, ["未保价"], []),
    ],
)
def test_the_state_of_the_claim_shows(change, there, absent, tmp_path):
    text = squashed(text_of(printed(replace(ordinary(), **change), tmp_path)))
    for words in there:
        assert words in text
    for words in absent:
        assert words not in text


def test_times_are_those_of_the_zone(tmp_path):
    form = replace(ordinary(), occurred_at=MOMENT)
    assert "2026年9月21日22:13" in squashed(text_of(printed(form, tmp_path)))
    away = replace(form, zone="America/New_York")
    assert "2026年9月21日10:13" in squashed(text_of(printed(away, tmp_path)))
    with pytest.raises(Refusal) as caught:
        printed(replace(form, zone="Nowhere/Land"), tmp_path)
    assert caught.value.code == "zone_unknown"


def test_the_same_form_gives_the_same_bytes(tmp_path):
    first = render_claim_form(longest(), tmp_path / "a.pdf")
    second = render_claim_form(longest(), tmp_path / "b.pdf")
    assert first == second
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    other = render_claim_form(replace(longest(), reprint=13), tmp_path / "c.pdf")
    assert other.sha256 != first.sha256


def test_forms_printed_at_the_same_time_do_not_mix(tmp_path):
    alone = [render_claim_form(form, tmp_path / "alone.pdf") for form in (ordinary(), longest())]
    with ThreadPoolExecutor(4) as pool:
        jobs = [
            pool.submit(render_claim_form, form, tmp_path / f"{n}.pdf")
            for n, form in enumerate([ordinary(), longest()] * 4)
        ]
        assert [job.result() for job in jobs] == alone * 4


@pytest.mark.parametrize(
    ("text", "code_point"),
    [("气死了😀", "U+1F600"), ("שלום", "U+05E9"), ("\u9fff", "U+9FFF"), ("\ud800", "U+D800")],
)
def test_a_character_without_a_glyph_stops_printing_and_is_named(text, code_point, tmp_path):
    target = tmp_path / "form.pdf"
    target.write_bytes(b"earlier")
    with pytest.raises(Refusal) as caught:
        render_claim_form(replace(ordinary(), description=text), target)
    assert caught.value.code == "glyph_missing"
    named = text.strip("气死了")[0].replace("\ud800", "\ufffd")  # which can be said
    assert caught.value.facts == {"character": named, "code_point": code_point}
    assert target.read_bytes() == b"earlier"
    assert list(tmp_path.iterdir()) == [target]


def test_on_request_missing_characters_are_marked_and_listed(tmp_path):
    form = replace(ordinary(), description="气死了😀！", substitute_missing=True)
    text = squashed(text_of(printed(form, tmp_path)))
    assert "气死了〓！" in text
    assert "以〓代替：U+1F600" in text


def test_invisible_characters_and_look_alikes_are_mended(tmp_path):
    form = replace(
        ordinary(), description="反向\u202e文字\x00\x07，⽇⽉\ue863，e\u0301\u200b。\r\n第二行"
    )
    text = squashed(text_of(printed(form, tmp_path)))
    assert "反向文字，日月䶮，é。第二行" in text


@pytest.mark.parametrize("waybill", ["", "运单不明", "X" * 200, "JDVA12345678901-1-3-"])
def test_any_waybill_prints(waybill, tmp_path):
    text = squashed(text_of(printed(replace(ordinary(), waybill=waybill), tmp_path)))
    assert waybill in text


def test_figures_are_never_split(tmp_path):
    item = replace(ordinary().items[0], value_fen=10**16 - 1, loss_fen=10**16 - 1)
    form = replace(ordinary(), items=(item,), claimed_fen=10**17)
    text = text_of(printed(form, tmp_path))
    assert text.count("99,999,999,999,999.99") >= 3


def test_many_proofs_and_steps_of_unknown_code_do_no_harm(tmp_path):
    proofs = tuple(FormEvidence(f"材料{n}", True) for n in range(99))
    form = replace(ordinary(), evidence=proofs, office=(FormStep("archived", "某人"),))
    text = squashed(text_of(printed(form, tmp_path)))
    assert all(f"☑材料{n}" in text for n in range(99))


def test_a_cell_taller_than_a_page_goes_on_overleaf(tmp_path):
    name = "".join(f"甲{n}乙" for n in range(2_000))
    form = replace(ordinary(), goods=name, packing=name[:3_000])
    reader = printed(form, tmp_path)
    found = "".join(squashed(page.extract_text()) for page in reader.pages)
    assert found.count("甲") == (name + name[:3_000]).count("甲")
    assert found.count("乙") == (name + name[:3_000]).count("乙")
