"""Pictures of pages for the screen."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.workstation.printing.forms import ordinary
from workstation.domain.refusal import Refusal
from workstation.printing.claim_form import render_claim_form
from workstation.printing.preview import page_count, render_page


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    path = tmp_path_factory.mktemp("preview") / "表单.pdf"
    render_claim_form(ordinary(), path)
    return path


def test_a_page_is_rendered_at_the_asked_resolution(target):
    assert page_count(target) == 2
    page = render_page(target, 0, 96)
    assert (page.width, page.height) == (794, 1123)
    assert page.stride >= page.width * 4
    assert len(page.bgra) == page.stride * page.height
    assert page.bgra[:4] == b"\xff\xff\xff\xff"
    assert any(page.bgra[i] < 64 for i in range(0, len(page.bgra), 4))
    assert render_page(target, 1, 192).width == pytest.approx(2 * page.width, abs=1)


def test_pages_may_be_asked_for_from_several_threads(target):
    with ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda index: render_page(target, index % 2, 50), range(8)))
    assert pages[0] == pages[2]
    assert pages[0] != pages[1]


def test_what_cannot_be_shown_is_refused(target, tmp_path):
    with pytest.raises(Refusal) as caught:
        render_page(target, 2)
    assert (caught.value.code, caught.value.facts["pages"]) == ("pdf_page_missing", 2)
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"not a PDF")
    for path in (broken, tmp_path / "none.pdf"):
        with pytest.raises(Refusal) as caught:
            page_count(path)
        assert caught.value.code == "pdf_unreadable"
