"""What a run of forms is to make, what it has made, and its record on the disk."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from workstation.domain.form_wish import FormWish
from workstation.domain.identity import new_uid
from workstation.domain.refusal import Refusal
from workstation.printing.document import write_whole

_PLAN: Final = "run.json"
_STEPS: Final = "run.steps"
#: The name of the one file for all.
TOGETHER: Final = "forms.pdf"
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """What is wanted: claims by uid in their order, the set of each, one file or one each.

    `reason` serves all copies that were issued before, `kind` is what is entered in the register.
    `begun_at` is the moment of the run, which the one file for all bears however often it is made.
    """

    claims: tuple[str, ...]
    parts: tuple[FormWish, ...] = (FormWish(),)
    together: bool = True
    reason: str = ""
    kind: str = "print"
    substitute: bool = False
    job: str = field(default_factory=new_uid)
    begun_at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Step:
    """One form of a run that is over: issued (with its register line) or refused (with a code)."""

    claim: str
    number: str
    part: int
    serial: str = ""
    copy: int = 0
    line: str = ""
    sha256: str = ""
    pages: int = 0
    file: str = ""
    refused: str = ""
    facts: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class BatchReport:
    """What came of a run. `apart` are forms that could not go into the one file as they were
    issued, because their claim was changed since; they lie beside it."""

    job: str
    folder: Path
    steps: tuple[Step, ...]
    total: int
    cancelled: bool = False
    file: Path | None = None
    pages: int = 0
    apart: tuple[str, ...] = ()

    @property
    def issued(self) -> tuple[Step, ...]:
        """The forms that were issued."""
        return tuple(step for step in self.steps if step.line)

    @property
    def refused(self) -> tuple[Step, ...]:
        """The forms that were refused, each with its code."""
        return tuple(step for step in self.steps if step.refused)


class Record:
    """The record of a run in its folder: the plan, and each step before the next one begins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / _STEPS
        self.steps: dict[Key, Step] = {}
        self.begun: dict[Key, int] = {}
        self._read()

    def begin(self, claim: str, part: int, at: int) -> int:
        """Write down that a form is begun; the moment that it bears, also in a later attempt."""
        known = self.begun.get((claim, part))
        if known is not None:
            return known
        self.begun[claim, part] = at
        self._write({"claim": claim, "part": part, "begun": at})
        return at

    def add(self, step: Step) -> Step:
        """Write down what became of a form."""
        self.steps[step.claim, step.part] = step
        self._write(asdict(step))
        return step

    def forget_moment(self, claim: str, part: int) -> None:
        """Have a form that was refused bear a new moment when it is tried again."""
        self.begun.pop((claim, part), None)

    def _read(self) -> None:
        if not self._path.exists():
            return
        content = self._path.read_bytes()
        whole, end, torn = content.rpartition(b"\n")
        if torn:  # a line that was cut off by a crash never counted
            with self._path.open("r+b") as stream:
                stream.truncate(len(whole) + len(end))
        for raw in whole.splitlines():
            try:
                told: dict[str, Any] = json.loads(raw)
                if "begun" in told:
                    self.begun[told["claim"], told["part"]] = told["begun"]
                else:
                    step = Step(**told)
                    self.steps[step.claim, step.part] = step
            except (ValueError, TypeError, KeyError) as error:
                raise Refusal("batch_broken", path=str(self._path), reason=str(error)) from error

    def _write(self, told: dict[str, Any]) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as stream:
                stream.write(json.dumps(told, ensure_ascii=False).encode() + b"\n")
                stream.flush()
                os.fsync(stream.fileno())
        except OSError as error:
            raise Refusal("archive_failed", path=str(self._path), reason=str(error)) from error


def plan_in(folder: Path) -> BatchPlan | None:
    """The plan of the run in a folder; None where there is none. Raises `Refusal("batch_broken")`."""
    path = folder / _PLAN
    if not path.exists():
        return None
    try:
        told = json.loads(path.read_text("utf-8"))
        parts = tuple(FormWish(**part) for part in told.pop("parts"))
        claims = tuple(told.pop("claims"))
        return BatchPlan(claims, parts, **told)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Refusal("batch_broken", path=str(path), reason=str(error)) from error


def keep_plan(folder: Path, plan: BatchPlan) -> None:
    """Write a plan down. Raises `Refusal("archive_failed")`."""
    content = json.dumps(asdict(plan), ensure_ascii=False, indent=1).encode()
    try:
        write_whole(folder / _PLAN, content)
    except OSError as error:
        raise Refusal("archive_failed", path=str(folder), reason=str(error)) from error
