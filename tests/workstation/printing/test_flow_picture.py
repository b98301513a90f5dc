"""The picture of a procedure: words that can be read and searched, and the way that was taken."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pypdfium2
import pytest

from workstation.domain.refusal import Refusal
from workstation.domain.step_path import Passed
from workstation.domain.ticket import GROUPS
from workstation.printing.flow_picture import PALETTES, flow_pdf, flow_svg, measured
from workstation.printing.flow_scene import Taken
from workstation.printing.flow_shapes import until_joined
from workstation.printing.flow_words import broken
from workstation.rules import loading

RULES = loading.load()
SEASONAL = RULES.procedures["seasonal"]
SVG = "{http://www.w3.org/2000/svg}"


def taken() -> Taken:
    hour = 3_600_000
    way = [("received", "facts_taken"), ("classified", "class_chosen"), ("routed", "message_left")]
    path = [
        Passed(step, "seasonal", n * hour, (n + 1) * hour, "a", f"客服{n}", when)
        for n, (step, when) in enumerate(way)
    ]
    return Taken("7-00042", (*path, Passed("contacted", "seasonal", 3 * hour)), "王敏")


def words_of(svg: str) -> list[str]:
    return ["".join(item.itertext()) for item in ET.fromstring(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("group", GROUPS)
def test_every_step_and_way_stands_in_the_picture(group: str, language: str) -> None:
    proc = RULES.procedures[group]
    svg = flow_svg(proc, language=language)
    told = "".join(words_of(svg)).replace(" ", "")
    assert proc.told in told
    for step in proc.steps:
        assert step.name(language).replace(" ", "") in told
        for way in step.exits:
            assert way.name(language).replace(" ", "") in told
    assert "<script" not in svg
    assert "font-family" in svg
    assert flow_svg(proc, language=language) == svg


def test_all_words_lie_on_the_page() -> None:
    root = ET.fromstring(flow_svg(SEASONAL, language="en", taken=taken(), moment=str))
    width, height = float(root.attrib["width"]), float(root.attrib["height"])
    for item in root.iter(f"{SVG}text"):
        size = float(item.attrib["font-size"])
        wide = measured(item.text or "", size, item.attrib.get("font-weight") == "700")
        x = float(item.attrib["x"])
        left = x - wide / 2 if item.attrib.get("text-anchor") == "middle" else x
        assert left >= 0
        assert left + wide <= width
        assert size <= float(item.attrib["y"]) <= height


@pytest.mark.parametrize("palette", PALETTES)
def test_the_way_that_was_taken_is_shown(palette: str) -> None:
    colours = PALETTES[palette]
    plain = flow_svg(SEASONAL, palette=palette)
    svg = flow_svg(
        SEASONAL, palette=palette, taken=taken(), moment=lambda at: f"06-21 0{at // 3_600_000}:00"
    )
    assert f'stroke="{colours.done_edge}" stroke-width="2"' in svg
    assert f'stroke="{colours.done_edge}" stroke-width="2"' not in plain
    told = words_of(svg)
    assert "06-21 01:00–02:00" in told
    assert "06-21 03:00 起" in told
    assert "王敏" in told
    assert "版本 seasonal@2026.2　工单 7-00042" in [text for text in told if "7-00042" in text]
    gone = [
        "".join(item.itertext())
        for item in ET.fromstring(svg).iter(f"{SVG}text")
        if item.attrib["fill"] == colours.done_edge
    ]
    assert gone == ["问题已记录", "已归类", "联系不上，已留言"]


@pytest.mark.parametrize(("paper", "size"), [("a4", (595.276, 841.89)), ("a3", (841.89, 1190.551))])
def test_a_page_can_be_searched_and_fits(paper: str, size: tuple[float, float]) -> None:
    content = flow_pdf(SEASONAL, paper=paper, taken=taken(), moment=str)
    assert content == flow_pdf(SEASONAL, paper=paper, taken=taken(), moment=str)
    page = pypdfium2.PdfDocument(content)[0]
    assert sorted(page.get_size()) == pytest.approx(size, abs=0.01)
    text = page.get_textpage()
    searcher = text.search("与寄方协商理赔")
    assert searcher.get_next() is not None
    for number in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(number)
        assert left >= 0
        assert bottom >= 0
        assert right <= page.get_width()
        assert top <= page.get_height()


def test_a_name_that_no_face_has_does_not_stop_the_page() -> None:
    rare = Taken("7-00042", taken().path, "王\ue123")
    text = pypdfium2.PdfDocument(flow_pdf(SEASONAL, taken=rare, moment=str))[0].get_textpage()
    assert "王〓" in text.get_text_range()


def test_unknown_papers_and_palettes_are_refused() -> None:
    with pytest.raises(Refusal, match="value_unknown"):
        flow_pdf(SEASONAL, paper="b5")
    with pytest.raises(Refusal, match="value_unknown"):
        flow_svg(SEASONAL, palette="pink")


def test_words_break_where_they_may_into_lines_of_like_length() -> None:
    assert broken("联系不上，已留言给客户", lambda text: len(text) <= 6) == (
        "联系不上，已",
        "留言给客户",
    )
    lines = broken("已经联系不上，请留言，再打", lambda text: len(text) <= 6)
    assert all(line[0] not in "，。" for line in lines)
    assert broken("The sum is over the limit", lambda text: len(text) <= 16) == (
        "The sum is",
        "over the limit",
    )
    assert broken("", lambda text: True) == ()


def test_a_line_that_joins_another_is_drawn_only_up_to_it() -> None:
    trunk = [(0.0, 0.0), (0.0, 100.0)]
    joining = [(50.0, 0.0), (50.0, 40.0), (0.0, 40.0), (0.0, 100.0)]
    assert until_joined(joining, [trunk])[-1] == (0.0, 50.0)
    assert until_joined(joining, []) == joining
