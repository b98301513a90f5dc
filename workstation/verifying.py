"""Whether a paper or a file is a form of this house as it was issued, and what the register says."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.claim import Claim, Print
from workstation.domain.claim_paper import later_than
from workstation.domain.form_check import FormLine, ScannedForm, agrees, scanned
from workstation.domain.refusal import Refusal
from workstation.papers import archive_of
from workstation.printing.preview import text_lines
from workstation.store.kinds import codec
from workstation.store.reading import Reader

if TYPE_CHECKING:
    from workstation.desk import Desk
    from workstation.printing.signing import SignatureFact

#: What a verification comes to, the best first.
OUTCOMES: Final = ("genuine", "added", "listed", "altered", "unregistered", "unknown")
#: A form's number as it stands in a text.
SERIAL: Final = re.compile(r"(?<![0-9A-Z])([A-Z]{1,8}[0-9]{4}-[0-9]{6,})(?![0-9])")
_LARGEST: Final = 64 * 1024 * 1024
_DIFFERENCES: Final = 12


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found out of a paper or a file.

    `outcome`: "genuine" (it is what was issued), "added" (what was issued, with something added
    behind it, such as a signature), "listed" (a number alone was told, and the register has it:
    the paper itself was not looked at), "altered" (it bears a serial of the register but is not what
    was issued: altered, or another copy), "unregistered" (it bears a serial that the register has
    not), "unknown" (it bears none). `void` is why the copy was voided, `superseded` why it counts
    no more though it was not (see `claim_paper.later_than`); `archive` what was found of the
    line's own bytes. `differences` are (what was issued, what is here) in lines of text.
    """

    outcome: str
    serial: str = ""
    sha256: str = ""
    line: Print | None = None
    claim: Claim | None = None
    void: str = ""
    superseded: str = ""
    archive: str = ""
    printed_by: str = ""
    others: tuple[Print, ...] = ()
    differences: tuple[tuple[str, str], ...] = ()
    signatures: tuple[SignatureFact, ...] = field(default=())

    @property
    def stands(self) -> bool:
        """Whether it is genuine and counts."""
        genuine = self.outcome in ("genuine", "added")
        return genuine and not self.superseded and not (self.line and self.line.voided_at)


def verify_pdf(desk: Desk, path: Path) -> Verdict:
    """Whether a PDF file is a form that this house issued.

    Raises `Refusal`: file_unreadable, file_too_large, pdf_unreadable.
    """
    content = _content(path)
    read = desk.read
    for outcome, digest in _digests(content):
        lines = _lines(read, "sha256=?", digest)
        if lines:
            signatures = _signatures(desk, content)
            return _of_line(desk, lines[-1], outcome, digest, signatures=signatures)
    digest = hashlib.sha256(content).hexdigest()
    shown = text_lines(path)
    return _by_text(desk, shown, digest, _signatures(desk, content))


def verify_text(desk: Desk, text: str) -> Verdict:
    """Whether what a hand scanner typed of a form's QR code is in the register, as it is there.

    A bare serial, as somebody types it off a form, gives what the register says of it. Raises
    `Refusal("form_code_unreadable")`.
    """
    bare = SERIAL.fullmatch(text.strip().upper())
    if bare is not None:
        lines = _lines(desk.read, "serial=?", bare[1])
        if lines:
            return _of_line(desk, lines[-1], "listed")
        return Verdict("unregistered", bare[1])
    code = scanned(text)
    lines = _lines(desk.read, "serial=?", code.serial)
    for line in lines:
        claim = desk.read.claim(line.claim)
        if claim is not None and any(agrees(code, told) for told in facts_of(desk, line, claim)):
            return _of_line(desk, line, "genuine")
    same = [line for line in lines if line.reprint + 1 == code.copy]
    return _unsure(desk, code.serial, "", same or lines, _code_says(code))


def facts_of(desk: Desk, line: Print, claim: Claim) -> Iterator[FormLine]:
    """What the check of a register line may cover: the sums and payees that its claim has had."""
    amounts: dict[int | None, None] = {claim.approved_fen: None}
    payees: dict[str, None] = {claim.payee: None}
    for told in _about(desk.read, claim.uid):
        amounts[told.amount_fen] = None
        payees[str(getattr(told, "payee", "") or claim.payee)] = None
        facts = getattr(told, "facts", {})
        payees[str(facts.get("payee", claim.payee))] = None
    for amount, payee in product(amounts, payees):
        yield FormLine(
            line.form,
            line.serial,
            line.reprint + 1,
            claim.number,
            amount,
            payee,
            line.template_version,
        )


def _about(read: Reader, claim: str) -> Iterator[Any]:
    """Approvals and payments of a claim: what its forms may have stated."""
    from workstation.domain.approval import Approval
    from workstation.domain.payment import Payment

    for made in (Approval, Payment):
        coder: Any = codec(made)
        for row in read.connection.execute(f"{coder.select} WHERE claim=?", (claim,)):
            yield coder.record(row)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise Refusal("file_too_large", name=path.name, most=_LARGEST)
        return path.read_bytes()
    except OSError as error:
        raise Refusal("file_unreadable", name=path.name, reason=str(error)) from error


def _digests(content: bytes) -> Iterator[tuple[str, str]]:
    """The whole file's hash, then those of what it was before something was added behind it."""
    yield "genuine", hashlib.sha256(content).hexdigest()
    ends = [found.end() for found in re.finditer(rb"%%EOF(?:\r\n|\n|\r)?", content)]
    told, done = hashlib.sha256(), 0
    for end in ends[:-1][:50]:
        told.update(content[done:end])
        done = end
        yield "added", told.hexdigest()


def _by_text(
    desk: Desk, shown: list[str], digest: str, signatures: tuple[SignatureFact, ...]
) -> Verdict:
    """A file that the register has not: by the serial in its text, if there is one."""
    found = dict.fromkeys(SERIAL.findall("\n".join(shown)))
    for serial in found:
        lines = _lines(desk.read, "serial=?", serial)
        if lines:
            return _unsure(desk, serial, digest, lines, shown, signatures)
    if found:
        first = next(iter(found))
        return Verdict("unregistered", first, digest, signatures=signatures)
    return Verdict("unknown", sha256=digest, signatures=signatures)


def _unsure(
    desk: Desk,
    serial: str,
    digest: str,
    lines: list[Print],
    shown: Iterable[str] = (),
    signatures: tuple[SignatureFact, ...] = (),
) -> Verdict:
    """What the register says of a serial, where this is none of its copies as it was issued."""
    if not lines:
        return Verdict("unregistered", serial, digest, signatures=signatures)
    shown = list(shown)
    compared = [(_differences(desk, line, shown), line) for line in lines] if digest else []
    differences, line = min(compared, key=lambda pair: len(pair[0]), default=((), lines[-1]))
    if not digest and shown:
        differences = (("", shown[0]),)
    return _of_line(desk, line, "altered", digest, differences=differences, signatures=signatures)


def _of_line(desk: Desk, line: Print, outcome: str, digest: str = "", **told: Any) -> Verdict:
    read = desk.read
    claim = read.claim(line.claim)
    lines = read.prints(line.claim)
    person = read.agent(line.agent)
    return Verdict(
        outcome,
        line.serial,
        digest or line.sha256,
        line,
        claim,
        void=line.void_reason,
        superseded=later_than(line, claim, lines) if claim is not None else "",
        archive=archive_of(desk).look(line).state,
        printed_by=person.name if person is not None else "",
        others=tuple(one for one in lines if one.serial == line.serial and one.uid != line.uid),
        **told,
    )


def _differences(desk: Desk, line: Print, shown: list[str]) -> tuple[tuple[str, str], ...]:
    """Lines of text in which a file differs from what was issued; () where that is not here."""
    kept = archive_of(desk).look(line)
    if kept.path is None:
        return ()
    issued = text_lines(kept.path)
    found: list[tuple[str, str]] = []
    matcher = difflib.SequenceMatcher(None, issued, shown, autojunk=False)
    for tag, low, high, left, right in matcher.get_opcodes():
        if tag != "equal":
            found.append((" / ".join(issued[low:high]), " / ".join(shown[left:right])))
    return tuple(islice(found, _DIFFERENCES))


def _signatures(desk: Desk, content: bytes) -> tuple[SignatureFact, ...]:
    if b"/ByteRange" not in content:
        return ()
    from workstation.printing.signing import signatures_of
    from workstation.signing_desk import trust_of

    return signatures_of(content, trust_of(desk.settings, desk.profile).certificates)


def _code_says(code: ScannedForm) -> tuple[str, ...]:
    return (f"{code.serial}:{code.copy}:{code.check}",)


def _lines(read: Reader, condition: str, value: str) -> list[Print]:
    coder = codec(Print)
    rows = read.connection.execute(f"{coder.select} WHERE {condition} ORDER BY at", (value,))
    return [coder.record(row) for row in rows]
