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


def usual_subject(detail: TicketDetail | None) -> str:
    """The subject of an e-mail about a ticket: its number and what it is about."""
    ticket = detail.ticket if detail else None
    return f"[{ticket.number}] {ticket.subject}".strip() if ticket else ""
