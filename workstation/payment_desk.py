"""What a desk does with payments: files for the bank, and what the bank answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from workstation.bank_answers import AnswerLook, AnswerReport
    from workstation.desk import Desk
    from workstation.domain.bank_answer import Matched
    from workstation.payment_files import Written

T = TypeVar("T")


class PaymentDesk:
    """The part of `Desk` for payments; modules are imported when they are first wanted."""

    if TYPE_CHECKING:

        @property
        def _desk(self) -> Desk: ...

        def _on_pool(self, task: Callable[..., T], *given: Any) -> Future[T]: ...

    def write_payment_file(
        self, payments: Sequence[str], folder: Path, format: str = "xlsx"
    ) -> Future[Written]:
        """Enter a file of payments and write it; see `payment_files.write_payment_file`."""

        def task() -> Written:
            from workstation.payment_files import write_payment_file

            return write_payment_file(self._desk, payments, folder, format)

        return self._on_pool(task)

    def save_payment_file(self, file: str, folder: Path) -> Future[Path]:
        """Write a file again that was entered; see `payment_files.save_payment_file`."""

        def task() -> Path:
            from workstation.payment_files import save_payment_file

            return save_payment_file(self._desk, file, folder)

        return self._on_pool(task)

    def look_at_bank_answer(self, path: Path) -> Future[AnswerLook]:
        """Match the lines of a bank's answer; see `bank_answers.look_at_answer`."""

        def task() -> AnswerLook:
            from workstation.bank_answers import look_at_answer

            return look_at_answer(self._desk, path)

        return self._on_pool(task)

    def record_bank_answer(
        self,
        lines: Iterable[Matched],
        progress: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> Future[AnswerReport]:
        """Record what a bank answered; see `bank_answers.record_answer`."""

        def task() -> AnswerReport:
            from workstation.bank_answers import record_answer

            return record_answer(self._desk, lines, progress)

        return self._on_pool(task)
