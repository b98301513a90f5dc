"""Amounts as an agent types them: 200, 1,234.5, ￥12, 12块5, 两百块, 三块五毛, CNY 80, twenty yuan."""

from __future__ import annotations

from workstation.domain.money import LIMIT_FEN
from workstation.domain.refusal import Refusal
from workstation.domain.spoken_money import parse_amount


def read_money(text: str) -> int | None:
    """The fen that a text states; None for none, for parts of a fen and for what is below zero."""
    try:
        fen = parse_amount(text)
    except Refusal:
        return None
    return fen if 0 <= fen < LIMIT_FEN else None
