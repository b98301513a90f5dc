"""To whom a reply goes unless somebody says otherwise."""

from __future__ import annotations

from ui.ticket.masks import masked_email, masked_phone
from workstation.domain.pages import TicketDetail


def usual_recipient(detail: TicketDetail | None, mode: str, *, masked: bool) -> str:
    """The customer's address for a way to answer, in full or masked; "" for a note."""
    if detail is None or mode == "note":
        return ""
    ticket, customer = detail.ticket, detail.customer
    if mode == "email":
        email = ticket.email or (customer.email if customer else "")
        return masked_email(email) if masked and email else email
    phone = ticket.phone or (customer.phone if customer else "")
    return masked_phone(phone) if masked else phone
