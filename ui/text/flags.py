"""What is odd about imported facts, as sentences. A flag is a code, or a code and a field."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from ui.text import fields
from ui.translating import QT_TRANSLATE_NOOP as _T

FLAGS: Final = {
    "resolved_before_created": _T("flag", "The import says it was resolved before it was created"),
    "resolved_before_response": _T("flag", "It says resolved before the first answer"),
    "response_before_created": _T("flag", "It says answered before it was created"),
    "closed_before_created": _T("flag", "It says closed before it was created"),
    "closed_before_resolved": _T("flag", "It says closed before it was resolved"),
    "updated_before_created": _T("flag", "It says changed before it was created"),
    "date_in_future": _T("flag", "A date lies in the future"),
    "date_too_old": _T("flag", "A date is older than it can be"),
    "date_unreadable": _T("flag", "A date could not be read"),
    "date_order_mixed": _T("flag", "Day and month may be mixed up"),
    "span_unit_unknown": _T("flag", "A length of time has no known unit"),
    "span_negative": _T("flag", "A length of time is below zero"),
    "created_guessed": _T("flag", "When it was created is a guess"),
    "status_guessed": _T("flag", "Its status is a guess"),
    "status_unknown": _T("flag", "Its status had an unknown word"),
    "priority_unknown": _T("flag", "Its priority had an unknown word"),
    "priority_number": _T("flag", "Its priority was a number of unknown meaning"),
    "channel_unknown": _T("flag", "Its channel had an unknown word"),
    "party_unknown": _T("flag", "Whether sender or receiver had an unknown word"),
    "satisfaction_unknown": _T("flag", "The satisfaction had an unknown word"),
    "satisfaction_out_of_range": _T("flag", "The satisfaction lies outside its range"),
    "phone_has_letter": _T("flag", "The phone number has a letter in it"),
    "phone_wrong_length": _T("flag", "The phone number is too short or too long"),
    "phone_masked": _T("flag", "The phone number came masked"),
    "number_shortened": _T("flag", "A long number was cut short by a table program"),
    "email_malformed": _T("flag", "The e-mail address cannot be right"),
    "unfilled_placeholder": _T("flag", "A placeholder was left unfilled in its text"),
    "negative_amount": _T("flag", "An amount is below zero"),
    "amount_unreadable": _T("flag", "An amount could not be read"),
    "weight_unreadable": _T("flag", "The weight could not be read"),
    "text_missing": _T("flag", "It came without words"),
    "speaker_unknown": _T("flag", "Who said something is unknown"),
    "duplicate_number": _T("flag", "Its number stands on another row too"),
    "duplicate_row": _T("flag", "The same row stood there twice"),
    "row_too_short": _T("flag", "Its row had too few columns"),
    "nul_removed": _T("flag", "Unreadable characters were taken out"),
    "quote_unclosed": _T("flag", "A quotation mark was not closed"),
    "not_an_object": _T("flag", "A part of it had an unknown shape"),
    "carrier_not_found": _T("flag", "The carrier does not know the parcel"),
    "traces_unreadable": _T("flag", "The parcel's events could not be read"),
    "differs_from_file": _T("flag", "The file it came from says otherwise now"),
    "signed_before_posted": _T("flag", "It says delivered before it was posted"),
}


def flag_sentence(flag: str) -> str:
    """The sentence for a flag; an unknown one is shown as it is."""
    code, _, field = flag.partition(":")
    source = FLAGS.get(code)
    if source is None:
        return flag
    text = QCoreApplication.translate("flag", source)
    if not field:
        return text
    named = QCoreApplication.translate("flag", "{sentence} ({field})")
    return named.format(sentence=text, field=fields.field(field))
