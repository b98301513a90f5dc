"""Runs of many forms: order and sets, one file or one each, and no doubles whatever happens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workstation.seat import Seat
from workstation import batch_printing
from workstation.actions.claims import ApproveClaim, EditClaim, MakeClaim, SubmitClaim
from workstation.batch_plan import BatchPlan, BatchReport
from workstation.domain.form_wish import FormWish
from workstation.domain.refusal import Refusal
from workstation.printing.archive import Archive
from workstation.serial_account import serial_account

SET = (FormWish(), FormWish("settlement_agreement", "customer", "zh", 2))


def approved(seat: Seat, count: int) -> tuple[str, ...]:
    """Claims that are approved, with the clerk at the desk."""
    made = []
    for number in range(count):
        ticket = seat.ticket(waybill=f"SF{number:012d}")
        claim = str(seat.do(MakeClaim(ticket.uid)).result)
        told = {"claimant": f"客户{number}", "loss_fen": 5_000, "claimed_fen": 5_000}
        seat.do(EditClaim(claim, {**told, "value_fen": 5_000, "description": "花瓶破损"}))
        seat.do(SubmitClaim(claim))
        seat.do(ApproveClaim(claim, 4_000, "照付"), seat.leader)
        made.append(claim)
    seat.desk.agent = seat.clerk
    return tuple(made)


def run(
    seat: Seat, plan: BatchPlan, folder: Path, cancelled: Callable[[], bool] = lambda: False
) -> BatchReport:
    seat.now += 60_000
    return batch_printing.run_batch(seat.desk, plan, folder, cancelled=cancelled)


def test_a_run_is_one_file_in_order_with_bookmarks_and_labels(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 3)
    order = (claims[2], claims[0], claims[1])
    report = run(seat, BatchPlan(order, SET), tmp_path / "run")
    assert report.file is not None
    assert len(report.issued) == 6
    assert not report.refused
    assert not report.apart
    reader = pypdf.PdfReader(report.file)
    assert len(reader.pages) == report.pages
    numbers = [seat.claim(uid).number for uid in order]
    chapters = [one.title for one in reader.outline if not isinstance(one, list)]
    assert chapters == numbers
    headings = [one.title for part in reader.outline if isinstance(part, list) for one in part]
    assert len(headings) == 9, "two sheets of the customer's copy"
    first = report.issued[0]
    assert reader.page_labels[0] == f"{first.serial} 1"
    assert first.serial in reader.pages[0].extract_text()
    fonts = {
        font["/BaseFont"]
        for page in reader.pages
        for font in page["/Resources"].get("/Font", {}).values()
    }
    assert len(fonts) <= 4, "fonts stand in the file once"
    jobs = {line.job for uid in claims for line in seat.desk.read.prints(uid)}
    assert jobs == {report.job}
    sheets = [line.copies for line in seat.desk.read.prints(claims[0])]
    assert sheets == [1, 2]


def test_one_file_each_holds_the_archived_bytes(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 2)
    report = run(seat, BatchPlan(claims, together=False, kind="save"), tmp_path / "run")
    assert report.file is None
    for step in report.issued:
        assert (tmp_path / "run" / step.file).read_bytes() == (
            seat.desk.blobs.path(step.sha256).read_bytes()
        )
    assert [line.kind for line in seat.desk.read.prints(claims[0])] == ["save"]


def test_what_cannot_be_printed_is_named_and_the_rest_goes_on(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 2)
    ticket = seat.ticket(waybill="SF999")
    draft = str(seat.do(MakeClaim(ticket.uid), seat.agent).result)
    report = run(seat, BatchPlan((claims[0], draft, "nowhere", claims[1])), tmp_path / "run")
    assert [step.refused for step in report.refused] == ["claim_unapproved", "not_found"]
    assert len(report.issued) == 2
    with pytest.raises(Refusal, match="batch_empty"):
        run(seat, BatchPlan(()), tmp_path / "other")
    with pytest.raises(Refusal, match="batch_other"):
        run(seat, BatchPlan(claims), tmp_path / "run")


def test_a_second_run_of_the_same_claims_needs_a_reason(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 1)
    run(seat, BatchPlan(claims), tmp_path / "one")
    report = run(seat, BatchPlan(claims), tmp_path / "two")
    assert [step.refused for step in report.refused] == ["text_missing"]
    report = run(seat, BatchPlan(claims, reason="补一份"), tmp_path / "three")
    assert [step.copy for step in report.issued] == [2]


class Crash(BaseException):
    """The process ends here."""


@settings(max_examples=8)
@given(st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), max_size=3), st.booleans())
def test_a_run_that_crashes_anywhere_is_resumed_without_doubles(
    tmp_path_factory: pytest.TempPathFactory, crashes: list[tuple[int, int]], together: bool
) -> None:
    folder = tmp_path_factory.mktemp("crash")
    seat = Seat(folder / "profile")
    try:
        claims = approved(seat, 2)
        plan = BatchPlan(claims, SET, together)
        for place, after in crashes:
            with pytest.MonkeyPatch.context() as patch:
                _crash(patch, place, after)
                try:
                    run(seat, plan, folder / "run")
                except Crash:
                    pass
        report = run(seat, plan, folder / "run")
        assert (len(report.issued), report.refused, report.apart) == (4, (), ())
        lines = [line for uid in claims for line in seat.desk.read.prints(uid)]
        assert len(lines) == 4, "each form once"
        assert len({line.serial for line in lines}) == 4
        account = serial_account(seat.desk)
        assert account.whole
        assert account.count("used") == 4
        assert account.count("open") == 0
        again = run(seat, plan, folder / "run")
        assert again.issued == report.issued
        if together:
            assert report.file is not None
            assert (
                again.pages
                == report.pages
                == sum(s.pages for s in report.issued)
                + sum(step.pages for step in report.issued if step.part == 1)
            )
    finally:
        seat.desk.close()


def _crash(patch: pytest.MonkeyPatch, place: int, after: int) -> None:
    """End the process at one of the steps of a run, the `after`th time it comes there."""
    targets = (
        ("workstation.batch_plan.Record.begin", True),
        ("workstation.batch_plan.Record.add", True),
        ("workstation.batch_plan.Record.add", False),
        ("workstation.printing.archive.Archive.keep", False),
    )
    path, before = targets[place]
    owner, _, name = path.rpartition(".")
    module, _, made = owner.rpartition(".")
    found = getattr(__import__(module, fromlist=[made]), made)
    real = getattr(found, name)
    count = 0

    def ends(*given: object, **told: object) -> object:
        nonlocal count
        count += 1
        if count == after and before:
            raise Crash
        result = real(*given, **told)
        if count == after:
            raise Crash
        return result

    patch.setattr(found, name, ends)


def test_a_run_ends_where_nothing_can_be_written_and_goes_on(
    seat: Seat, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claims = approved(seat, 3)
    plan = BatchPlan(claims, SET)
    with monkeypatch.context() as patch:
        real, left = Archive.keep, iter((True, True, True))

        def keep(archive: Archive, content: bytes, name: str) -> Path:
            if not next(left, False):
                raise Refusal("archive_failed", path=name, reason="No space left on device")
            return real(archive, content, name)

        patch.setattr(Archive, "keep", keep)
        with pytest.raises(Refusal, match="archive_failed"):
            run(seat, plan, tmp_path / "run")
    report = run(seat, plan, tmp_path / "run")
    assert (len(report.issued), report.refused) == (6, ())
    assert serial_account(seat.desk).count("used") == 6
    assert report.file is not None
    whole = report.file.read_bytes()
    assert run(seat, plan, tmp_path / "run").file == report.file
    assert report.file.read_bytes() == whole, "however often it is made, it is the same file"


def test_a_run_can_be_stopped_between_forms_and_goes_on(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 3)
    plan = BatchPlan(claims)
    asked = iter((False, True))
    report = run(seat, plan, tmp_path / "run", lambda: next(asked))
    assert report.cancelled
    assert report.file is None
    assert len(report.issued) == 1
    assert batch_printing.resume_batch(seat.desk, tmp_path / "run").file is not None
    assert len(seat.desk.read.prints(claims[0])) == 1
    record = tmp_path / "run" / "run.steps"
    record.write_bytes(record.read_bytes() + b'{"claim": "torn')
    assert len(batch_printing.resume_batch(seat.desk, tmp_path / "run").issued) == 3
    assert replace(plan).job == plan.job


def test_what_a_crash_cut_off_is_not_joined_to_what_comes_after(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 2)
    asked = iter((False, True))
    run(seat, BatchPlan(claims), tmp_path / "run", lambda: next(asked))
    record = tmp_path / "run" / "run.steps"
    record.write_bytes(record.read_bytes() + b'{"claim": "torn')
    assert len(batch_printing.resume_batch(seat.desk, tmp_path / "run").issued) == 2
    assert b"torn" not in record.read_bytes()
    assert len(batch_printing.resume_batch(seat.desk, tmp_path / "run").issued) == 2


def test_one_file_has_one_language(seat: Seat, tmp_path: Path) -> None:
    claims = approved(seat, 1)
    mixed = (FormWish(), FormWish("claim_form", "file", "en"))
    with pytest.raises(Refusal, match="batch_language"):
        run(seat, BatchPlan(claims, mixed), tmp_path / "together")
    assert not (tmp_path / "together").exists()
    for language, told in (("zh", "zh-CN"), ("en", "en")):
        wish = (FormWish("claim_form", "file", language),)
        report = run(seat, BatchPlan(claims, wish, reason="补"), tmp_path / language)
        assert pypdf.PdfReader(report.file).trailer["/Root"]["/Lang"] == told  # type: ignore[arg-type]
    apart = run(seat, BatchPlan(claims, mixed, together=False, reason="补"), tmp_path / "apart")
    assert [step.copy for step in apart.issued] == [3, 4]


def test_a_run_of_nothing_that_can_be_issued_makes_no_file(seat: Seat, tmp_path: Path) -> None:
    seat.desk.agent = seat.clerk
    ticket = seat.ticket(waybill="SF999")
    draft = str(seat.do(MakeClaim(ticket.uid), seat.agent).result)
    report = run(seat, BatchPlan((draft,)), tmp_path / "run")
    assert (report.file, report.pages, report.issued) == (None, 0, ())
    apart = run(seat, BatchPlan((draft,), together=False), tmp_path / "apart")
    assert (apart.file, apart.pages) == (None, 0)


def test_a_file_that_is_there_stays_and_one_that_is_gone_comes_back(
    seat: Seat, tmp_path: Path
) -> None:
    claims = approved(seat, 2)
    folder = tmp_path / "run"
    report = run(seat, BatchPlan(claims, together=False), folder)
    first, second = (folder / step.file for step in report.issued)
    for step in report.issued:
        line = seat.desk.read.prints(step.claim)[0]
        number = seat.claim(step.claim).number
        assert step.file == f"{number}-{line.serial}-1-claim_form-file.pdf"
    assert first.stat().st_mode & 0o777 == 0o600
    issued = first.read_bytes()
    first.unlink()
    second.write_bytes(b"annotated")
    again = batch_printing.resume_batch(seat.desk, folder)
    assert (first.read_bytes(), second.read_bytes()) == (issued, b"annotated")
    assert [step.line for step in again.issued] == [step.line for step in report.issued]
