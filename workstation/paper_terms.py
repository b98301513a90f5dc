"""The words in which a screen tells its desk what it wants of papers, and hears what came of it."""

from __future__ import annotations

from workstation.printing.order import PrintedClaim, PrintOrder
from workstation.printing.spool import Choices, Job, PaperWish, Printer

__all__ = ["Choices", "Job", "PaperWish", "PrintOrder", "PrintedClaim", "Printer"]
