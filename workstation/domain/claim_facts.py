"""What a compensation depends on, and what came out: facts, lines of the arithmetic, proposal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

#: How much of the goods is lost; a rule may ask for it.
EXTENTS: Final = ("total", "partial")
#: Kinds of claims whose loss is not the goods, so that their value is no bound.
BEYOND_VALUE: Final = ("cod", "delay")


@dataclass(frozen=True, slots=True)
class LossItem:
    """One of the goods: `value_fen` and `loss_fen` of all its pieces together."""

    name: str
    value_fen: int
    loss_fen: int


@dataclass(frozen=True, slots=True)
class Deduction:
    """A sum taken off, with the reason that the customer is told."""

    what: str
    amount_fen: int


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """What the amount depends on. Sums in fen, ``occurred_at`` in milliseconds UTC.

    ``value_fen`` is the worth of the goods, ``insured_fen`` the sum insured (0: uninsured),
    ``loss_fen`` the proven loss; a total loss may leave it 0 to mean the value. ``carrier``,
    ``product``, ``customer_class`` and ``category`` are codes as the rules use them. ``partial``
    is "total", "partial" or "" for what the sums say. ``items`` count where a rule goes by items
    and their losses add up to the loss. ``salvage_fen`` is what the remains are worth to the
    customer who keeps them, ``earlier_fen`` what was paid on the same parcel before.
    """

    kind: str
    value_fen: int
    insured_fen: int
    freight_fen: int
    loss_fen: int
    occurred_at: int
    product: str = ""
    customer_class: str = "cash"
    carrier: str = ""
    area: str = "domestic"
    category: str = ""
    partial: str = ""
    items: tuple[LossItem, ...] = ()
    salvage_fen: int = 0
    deductions: tuple[Deduction, ...] = ()
    earlier_fen: int = 0

    @property
    def extent(self) -> str:
        """Whether all is lost: as was said, else as kind and sums tell."""
        if self.partial in EXTENTS:
            return self.partial
        whole = self.kind == "loss" and self.loss_fen in (0, self.value_fen)
        return "total" if whole or 0 < self.value_fen <= self.loss_fen else "partial"


@dataclass(frozen=True, slots=True)
class Source:
    """A law or published term: its title, the article, the date of that wording (ISO)."""

    title: str
    article: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class BasisLine:
    """One step of the arithmetic: a code, the whole numbers in it, and where it is from.

    ``texts`` are the words in it, such as an item's name. ``adds_fen`` is what the step adds to
    the sum or takes off; those of all lines together are the total. The sentence for each code is
    in ``workstation.claim_sentences``, in ``ui/text`` and in the forms' wording.
    """

    code: str
    facts: tuple[tuple[str, int], ...]
    source: Source
    texts: tuple[tuple[str, str], ...] = ()
    adds_fen: int = 0

    @property
    def told(self) -> dict[str, int | str]:
        """Numbers and words by their names, to fill a sentence with."""
        return {**dict(self.facts), **dict(self.texts)}

    def as_dict(self) -> dict[str, object]:
        """Return the line as plain values that JSON can carry; see :func:`basis_line_from`."""
        plain: dict[str, object] = {
            "code": self.code,
            "facts": dict(self.facts),
            "source": asdict(self.source),
        }
        if self.texts:
            plain["texts"] = dict(self.texts)
        if self.adds_fen:
            plain["adds_fen"] = self.adds_fen
        return plain


def basis_line_from(stored: Mapping[str, object]) -> BasisLine:
    """Return the line that :meth:`BasisLine.as_dict` wrote."""
    facts, texts = stored.get("facts"), stored.get("texts")
    pairs = facts.items() if isinstance(facts, Mapping) else ()
    words = texts.items() if isinstance(texts, Mapping) else ()
    told = stored.get("source")
    source = told if isinstance(told, Mapping) else {}
    return BasisLine(
        code=str(stored.get("code", "")),
        facts=tuple((str(name), int(value)) for name, value in pairs),
        source=Source(*(str(source.get(key, "")) for key in ("title", "article", "date"))),
        texts=tuple((str(name), str(value)) for name, value in words),
        adds_fen=whole(stored.get("adds_fen")),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose, in fen: ``total_fen`` is amount plus freight refund.

    ``voidable`` says that a limit cut the amount which the law can void. ``item_fen`` are the
    parts of the items, in their order, before deductions; empty where items were not gone by.
    """

    amount_fen: int
    freight_refund_fen: int
    total_fen: int
    basis: tuple[BasisLine, ...]
    rule_id: str
    rule_version: str
    voidable: bool = False
    item_fen: tuple[int, ...] = ()


def is_voidable(basis: Iterable[Mapping[str, object]]) -> bool:
    """Whether the stored lines of a claim hold a limit that the law can void."""
    return any(line.get("code") == "voidable" for line in basis)


def items_of(stored: Iterable[Mapping[str, object]]) -> tuple[LossItem, ...]:
    """The goods of a claim's stored items: value is there the price of one piece."""
    return tuple(
        LossItem(
            str(item.get("name", "")),
            whole(item.get("quantity", 1)) * whole(item.get("value_fen")),
            whole(item.get("loss_fen")),
        )
        for item in stored
    )


def deductions_of(stored: Iterable[Mapping[str, object]]) -> tuple[Deduction, ...]:
    """The deductions of a claim's stored ones."""
    return tuple(
        Deduction(str(one.get("what", "")), whole(one.get("amount_fen"))) for one in stored
    )


def whole(value: object) -> int:
    """A stored whole number; 0 for what is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
