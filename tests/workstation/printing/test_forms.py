"""All forms in all languages, read back from their files."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
import zxingcpp
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image

from resources import path
from workstation.domain.form_check import agrees, scanned
from workstation.domain.form_names import FACTS
from workstation.domain.form_required import shown
from workstation.domain.form_template import Template
from workstation.domain.money import capital
from workstation.domain.refusal import Refusal
from workstation.printing.form_facts import FormFacts, FormPicture
from workstation.printing.form_values import Writer
from workstation.printing.pictures import jpeg_of
from workstation.printing.preview import render_page
from workstation.printing.render import compose, line_of, render_form, shipped_template
from workstation.printing.template_samples import SAMPLES, sample_facts
from workstation.text.printable import clean

FORMS = sorted(tuple(f.stem.split(".")) for f in (path("forms")).glob("*.toml"))
ALL = pytest.mark.parametrize(("form", "language"), FORMS)


def read(template: Template, facts: FormFacts, copy: str = "file") -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(compose(template, facts, copy)[0]))


def pages_of(reader: pypdf.PdfReader) -> list[str]:
    return [squashed(page.extract_text()) for page in reader.pages]


def squashed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def picture_of(target: Path, dpi: int) -> Image.Image:
    page = render_page(target, 0, dpi)
    return Image.frombuffer(
        "RGBA", (page.width, page.height), page.bgra, "raw", "BGRA", page.stride, 1
    ).convert("L")


def codes_of(target: Path, dpi: int) -> set[str]:
    return {code.text for code in zxingcpp.read_barcodes(picture_of(target, dpi))}


def values_shown(template: Template, facts: FormFacts) -> Iterator[str]:
    """Every value that the template asks for, as it is written."""
    writer = Writer(template, facts)
    for name, form in shown(template):
        fact = FACTS[name]
        if fact.kind not in ("code", "basis"):
            yield writer.written(fact, facts.values.get(name), form.replace("amount", "money"))
        if form == "amount":
            yield writer.words_of(facts.values.get(name))


def test_there_are_five_forms_and_two_in_english():
    assert len([one for one in FORMS if one[1] == "zh"]) == 5
    assert [one[0] for one in FORMS if one[1] == "en"] == ["claim_form", "settlement_agreement"]


@ALL
def test_every_value_comes_out_in_the_order_of_reading(form, language):
    template, facts = shipped_template(form, language), sample_facts("ordinary")
    text = "".join(pages_of(read(template, facts)))
    for value in values_shown(template, facts):
        assert squashed(value) in text, value
    headings = [squashed(region.heading) for region in template.regions if region.heading]
    found = [text.index(heading) for heading in headings]
    assert found == sorted(found)
    assert text.index(squashed(template.title)) < found[0]


@ALL
def test_the_longest_loses_nothing_and_the_rarest_prints(form, language):
    template = shipped_template(form, language)
    facts = sample_facts("longest")
    text = "".join(pages_of(read(template, facts)))
    for name, _ in shown(template):
        value = facts.values.get(name)
        if isinstance(value, str) and FACTS[name].kind in ("name", "address"):
            assert squashed(value) in text, name
    for region in template.regions:
        if region.kind == "table" and region.list == "items":
            assert all(squashed(item["name"]) in text for item in facts.lists["items"])
    rare = "".join(pages_of(read(template, sample_facts("rarest"))))
    assert "䶮鿏𬸚𬭎𫖮㛃䵖𬶩" in rare


@ALL
def test_pages_are_numbered_and_bear_number_version_and_copy(form, language):
    template = shipped_template(form, language)
    for name in ("ordinary", "longest"):
        facts = replace(sample_facts(name), reprint=3, copy_number=5)
        pages = pages_of(read(template, facts))
        for number, text in enumerate(pages, 1):
            words = {"page": number, "pages": len(pages)}
            assert squashed(template.words["page"].format(**words)) in text
            assert template.version in text
            assert squashed(template.words["copy_no"].format(count=5)) in text
            assert squashed(template.words["reprint"].format(count=3)) in text
            assert facts.serial in text


@pytest.mark.skipif(
    not (shutil.which("zbarimg") and shutil.which("pdftoppm")), reason="no second reader here"
)
@pytest.mark.parametrize("dots", ["150", "200", "300"])
def test_a_reader_that_forgives_less_reads_the_codes_too(dots, tmp_path):
    facts = replace(sample_facts("ordinary"), serial="LP2026-000001")
    target, page = tmp_path / "form.pdf", tmp_path / "page"
    told = render_form("claim_form", "zh", facts, target)
    drawn = ("pdftoppm", "-r", dots, "-gray", "-png", "-singlefile", str(target), str(page))
    subprocess.run(drawn, check=True, capture_output=True)
    command = ("zbarimg", "-q", "--raw", f"{page}.png")
    read = subprocess.run(command, capture_output=True, text=True, check=False).stdout.split()
    assert set(read) == {facts.serial, facts.values["parcel.waybill"], told.code}


@ALL
def test_the_number_the_waybill_and_the_check_are_read_at_150_dots(form, language, tmp_path):
    for name in ("ordinary", "longest"):
        target = tmp_path / "form.pdf"
        facts = replace(sample_facts(name), copy_number=7)
        told = render_form(form, language, facts, target)
        assert codes_of(target, 150) == {facts.serial, facts.values["parcel.waybill"], told.code}
        template = shipped_template(form, language)
        code = scanned(told.code)
        assert (code.serial, code.copy) == (facts.serial, 7)
        assert agrees(code, line_of(template, facts))
        assert not agrees(code, line_of(template, replace(facts, amount_fen=1)))


@ALL
@pytest.mark.parametrize(
    "change", [{"approved": False}, {"serial": None}, {"void": "卡纸"}], ids=str
)
def test_what_does_not_count_has_no_check_and_says_so(form, language, change, tmp_path):
    target = tmp_path / "form.pdf"
    facts = replace(sample_facts("ordinary"), **change)
    template = shipped_template(form, language)
    told = render_form(form, language, facts, target)
    assert told.code == ""
    assert not any(code.startswith("AC1") for code in codes_of(target, 150))
    mark = {"approved": "unapproved", "serial": "unnumbered", "void": "void"}[next(iter(change))]
    for text in pages_of(pypdf.PdfReader(target)):
        assert squashed(template.words[mark]) in text


@ALL
@pytest.mark.parametrize("sample", SAMPLES)
def test_files_are_sound_alike_and_bring_their_fonts(form, language, sample, tmp_path):
    template, facts = shipped_template(form, language), sample_facts(sample)
    content, count = compose(template, facts)
    assert compose(template, facts) == (content, count)
    reader = pypdf.PdfReader(BytesIO(content))
    assert len(reader.pages) == count
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            below = font.get_object()["/DescendantFonts"][0].get_object()
            assert "/FontFile2" in below["/FontDescriptor"].get_object()
    assert b"<pdfaid:part>3</pdfaid:part>" in content
    assert reader.metadata.title.startswith(template.title)
    if shutil.which("qpdf"):
        target = tmp_path / "form.pdf"
        target.write_bytes(content)
        done = subprocess.run(["qpdf", "--check", target], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


@ALL
def test_signatures_are_never_parted_and_heads_are_repeated(form, language):
    template = shipped_template(form, language)
    for size in range(1, 40, 3):
        facts = sample_facts("ordinary")
        items = tuple({**facts.lists["items"][0], "number": n} for n in range(1, size + 1))
        facts = replace(facts, lists={**facts.lists, "items": items})
        pages = pages_of(read(template, facts.with_values(claim__description="很长。\n" * size)))
        for region in template.regions:
            for block in region.blocks:
                parts = [squashed(one.replace("{date}", "")) for one in (block.title, *block.signs)]
                assert any(all(part in page for part in parts) for page in pages), (size, parts)
            if region.kind == "table" and region.list == "items":
                head = squashed("".join(column.label for column in region.columns))
                for number in range(1, size + 1):
                    row = squashed(f"{number}手工水晶花瓶")
                    assert any(row in page and head in page for page in pages), number


@pytest.mark.parametrize(
    ("form", "hidden"),
    [
        ("claim_form", ["13800138000", "91440300MA5DA1234X", "6222 0210 0111 6245 702", "王小明"]),
        ("settlement_agreement", ["13800138000", "91440300MA5DA1234X", "科技园南路18号"]),
        ("payment_notice", ["6222 0210 0111 6245 702"]),
    ],
)
def test_a_customer_s_copy_is_masked_and_the_file_s_is_not(form, hidden):
    template, facts = shipped_template(form), sample_facts("ordinary")
    full, masked = ("".join(pages_of(read(template, facts, copy))) for copy in ("file", "customer"))
    for value in hidden:
        assert squashed(value) in full
        assert squashed(value) not in masked
    assert "存档联" in full
    assert "客户联" in masked
    assert "晨光瓷器商行" in masked, "whose paper it is"


def test_masked_texts_hide_numbers_that_somebody_wrote_into_them():
    template = shipped_template("claim_form")
    facts = sample_facts("ordinary").with_values(claim__description="请打13912345678找张三")
    assert "139****5678" in "".join(pages_of(read(template, facts, "customer")))


@ALL
def test_no_text_of_a_customer_s_copy_tells_what_its_fields_hide(form, language):
    """Free texts repeat whom the fields name: a company's account, a street, the other party."""
    template, facts = shipped_template(form, language), sample_facts("ordinary")
    hidden = ("44250100003700002888", "欧阳娜娜", "云杉路77号3栋", "13912345678")
    words = "转账到44250100003700002888，收件人欧阳娜娜，住云杉路77号3栋，电话139.1234.5678或13912345678"
    known: dict[str, object] = {
        "payee.account": hidden[0],
        "receiver.name": hidden[1],
        "receiver.address": f"广东省深圳市南山区{hidden[2]}",
    }
    texts = {name: words for name, fact in FACTS.items() if fact.kind == "told"}
    told = [dict(row, title=words, note=words) for row in facts.lists["evidence"]]
    facts = replace(
        facts, values={**facts.values, **texts, **known}, lists={**facts.lists, "evidence": told}
    )
    shown = "".join(pages_of(read(template, facts, "customer")))
    assert [value for value in (*hidden, "139.1234.5678") if value in shown] == []


@ALL
def test_what_its_fields_hide_is_hidden_however_it_is_spaced(form, language):
    """People group the figures of an account, write a street alone and leave the area code out."""
    template, facts = shipped_template(form, language), sample_facts("ordinary")
    shown = (
        "4425 0100 0037 0000 2888",
        "4425010000-3700002888",
        "欧阳 娜娜",
        "云杉路 77号",
        "86541234",
    )
    words = "、".join((*shown, "8654-1234"))
    known: dict[str, object] = {
        "payee.account": "44250100003700002888",
        "receiver.name": "欧阳娜娜",
        "receiver.phone": "0755-86541234",
        "receiver.address": "广东省深圳市南山区云杉路77号3栋1201室",
    }
    texts = {name: words for name, fact in FACTS.items() if fact.kind == "told"}
    facts = replace(facts, values={**facts.values, **texts, **known})
    found = "".join(pages_of(read(template, facts, "customer")))
    assert [value for value in (*shown, "8654-1234") if squashed(value) in found] == []
    assert "".join(pages_of(read(template, facts, "file"))).count("86541234")


@pytest.mark.parametrize("length", [1_500, 5_000])
def test_a_part_that_no_page_holds_begins_where_there_is_room(length):
    packing = "外箱受压，内衬破损，" * (length // 10)
    facts = sample_facts("ordinary").with_values(claim__packing=packing)
    pages = pages_of(read(shipped_template("claim_form"), facts))
    assert "出险情况" in pages[0]
    assert "外箱受压" in pages[0]
    assert sum(page.count("外箱受压") for page in pages) == length // 10


@pytest.mark.parametrize("fen", [0, -12_345, 1, 140_950, 600_714, 10**14])
def test_amounts_stand_in_figures_and_in_words(fen):
    facts = sample_facts("ordinary").with_values(payment__amount=fen)
    text = "".join(pages_of(read(shipped_template("payment_notice"), facts)))
    assert capital(fen) in text
    assert f"{'-' if fen < 0 else ''}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}" in text


@pytest.mark.parametrize("ending", ["整", "正"])
def test_amounts_in_words_end_as_the_template_says(ending):
    template = replace(shipped_template("payment_notice"), capital_ending=ending)
    assert f"壹仟零壹拾捌元{ending}" in "".join(pages_of(read(template, sample_facts("ordinary"))))


def test_pictures_of_every_shape_stand_six_to_a_page_with_what_is_known_of_them():
    shapes = [(800, 600), (600, 800), (1_600, 200), (40, 900), (1, 1)]
    pictures = []
    for number in range(30):
        out = BytesIO()
        Image.new("RGB", shapes[number % 5], (number, 90, 90)).save(out, "JPEG")
        pictures.append(FormPicture(jpeg_of(out.getvalue()), f"第{number}处", 0, "开箱"))
    pictures[3] = FormPicture(None, "未到", note="附件尚未同步到本机")
    facts = replace(sample_facts("ordinary"), pictures=tuple(pictures))
    reader = read(shipped_template("evidence_sheet"), facts)
    pages = pages_of(reader)
    text = "".join(pages)
    places = [text.index(f"照片{n}第") for n in range(1, 31) if n != 4]
    assert places == sorted(places)
    assert "附件尚未同步到本机" in text
    assert [len(re.findall(r"照片\d", page)) for page in pages[1:4]] == [6, 6, 6]
    assert all("二、照片（续）" in page for page in pages[1:4])
    assert sum(len(page.images) for page in reader.pages) == 29


@pytest.mark.parametrize("mode", ["CMYK", "L", "RGBA", "I;16", "P", "1"])
def test_pictures_of_every_kind_become_fit_for_paper(mode):
    out = BytesIO()
    kind = "JPEG" if mode in ("CMYK", "L") else "PNG"
    Image.new(mode, (300, 200)).save(out, kind)
    made = jpeg_of(out.getvalue())
    assert (made.width, made.height) == (300, 200)
    assert made.components in (1, 3)


def test_pictures_are_upright_bounded_and_tell_nothing(tmp_path):
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "Maker"
    file = tmp_path / "p.jpg"
    Image.new("RGB", (4_000, 2_000)).save(file, exif=exif)
    made = jpeg_of(file)
    assert (made.width, made.height) == (800, 1_600)
    assert b"Maker" not in made.content
    with pytest.raises(Refusal) as caught:
        jpeg_of(file.read_bytes()[:5_000], "p.jpg")
    assert (caught.value.code, caught.value.facts["name"]) == ("picture_broken", "p.jpg")
    with pytest.raises(Refusal) as caught:
        jpeg_of(b"no picture")
    assert caught.value.code == "picture_broken"


@pytest.mark.parametrize("told", [{}, {"progressive": True}, {"comment": b"c"}, {"quality": 30}])
def test_a_jpeg_fit_for_paper_goes_there_byte_for_byte(told):
    out = BytesIO()
    Image.linear_gradient("L").resize((90, 40)).convert("RGB").save(out, "JPEG", **told)
    made = jpeg_of(out.getvalue())
    assert (made.width, made.height, made.components) == (90, 40, 3)
    assert made.content == out.getvalue()


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")  # Pillow's word on damaged notes
@example(0, b"II\x00*", 0)
@given(st.integers(0, 200), st.binary(max_size=6), st.integers(0, 700))
def test_a_damaged_jpeg_is_refused_by_name_or_shown(place, bytes_, end):
    out = BytesIO()
    Image.linear_gradient("L").resize((90, 40)).convert("RGB").save(out, "JPEG")
    content = bytearray(out.getvalue())
    content[place : place + len(bytes_)] = bytes_
    with suppress(Refusal):
        made = jpeg_of(bytes(content[:-end] if end else content), "p.jpg")
        assert made.width > 0 < made.height


TEXT = st.text(st.characters(blacklist_categories=()), max_size=300)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(FORMS), TEXT, TEXT, st.sampled_from(["file", "customer"]))
def test_any_text_prints_or_is_refused_by_name(form, name, told, copy):
    facts = sample_facts("ordinary")
    values = {
        one: {"name": name, "told": told, "address": told, "phone": name}.get(fact.kind)
        or facts.values[one]
        for one, fact in FACTS.items()
    }
    facts = replace(facts, values={**facts.values, **values})
    template = shipped_template(*form)
    refused: Refusal | None = None
    try:
        content, _ = compose(template, facts, copy)
    except Refusal as refusal:
        refused = refusal
        content, _ = compose(template, replace(facts, substitute_missing=True), copy)
    assert refused is None or refused.code == "glyph_missing"
    assert content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize(
    "text",
    [
        "{claim.number}",
        "<b>&amp;</b>",
        "\\(x\\)",
        "%s{}",
        "AC1:X:1:AAAAAAAAAAAAAAAA",
        "☑",
        "# 标题",
    ],
)
def test_what_people_type_is_never_taken_for_a_template(text):
    facts = sample_facts("ordinary").with_values(applicant__name=text, claim__goods=text)
    for form in ("claim_form", "settlement_agreement"):
        assert squashed(clean(text)) in "".join(pages_of(read(shipped_template(form), facts)))
    agreed = sample_facts("ordinary").with_values(settlement__extra=text)
    english = shipped_template("settlement_agreement", "en")
    assert squashed(clean(text)) in "".join(pages_of(read(english, agreed)))


def test_an_unknown_form_or_copy_is_refused(tmp_path):
    for form, language in (("nothing", "zh"), ("evidence_sheet", "en"), ("../claim_form", "zh")):
        with pytest.raises(Refusal) as caught:
            render_form(form, language, sample_facts("empty"), tmp_path / "x.pdf")
        assert caught.value.code == "paper_unknown"
    with pytest.raises(Refusal) as caught:
        render_form("claim_form", "zh", sample_facts("empty"), tmp_path / "x.pdf", "mine")
    assert caught.value.code == "paper_copy"
    assert not list(tmp_path.iterdir())


def test_the_template_in_force_is_used_and_told(tmp_path):
    mine = replace(shipped_template("claim_form"), version="2027.4", title="索赔表")
    told = render_form(
        "claim_form", "zh", sample_facts("ordinary"), tmp_path / "x.pdf", templates=(mine,)
    )
    assert told.template_version == "2027.4"
    text = "".join(pages_of(pypdf.PdfReader(tmp_path / "x.pdf")))
    assert "版本2027.4" in text
    assert "索赔表" in text
