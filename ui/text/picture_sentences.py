"""Why an evidence picture or a mark on it is not taken, and what helps."""

from __future__ import annotations

from typing import Final

from ui.translating import QT_TRANSLATE_NOOP as _T

PICTURES: Final = {
    "mark_broken": _T("refusal", "A mark on the picture cannot be read ({mark}). Draw it again."),
    "picture_broken": _T(
        "refusal", "{name} is damaged or cut off ({reason}). Ask for the picture once more."
    ),
    "picture_frames": _T(
        "refusal",
        "{name} is an animation of more than {most} pictures. Attach the one that matters.",
    ),
    "picture_frozen": _T(
        "refusal", "Claim {number} is “{status}”; its pictures stand as they were approved."
    ),
    "picture_heavy": _T(
        "refusal",
        "{name} has {megabytes} MB, more than the {most} MB that are allowed. Save it smaller.",
    ),
    "picture_heic": _T(
        "refusal",
        "{name} is a HEIC picture, and this computer lacks what reads them (pi-heif). Start the"
        " program anew so that it completes itself, or save the picture as JPEG.",
    ),
    "picture_kind": _T(
        "refusal",
        "{name} is no picture and no PDF ({kind}). Attach JPEG, HEIC, PNG, GIF, WebP, TIFF, BMP,"
        " AVIF or PDF.",
    ),
    "picture_locked": _T(
        "refusal", "{name} is a PDF with a password. Ask for one without, or print it to a new PDF."
    ),
    "picture_pages": _T(
        "refusal", "{name} has more than {most} pages. Attach the pages that matter."
    ),
    "picture_too_large": _T(
        "refusal",
        "{name} has more than the {most} megapixels that are allowed. Save it smaller, or"
        " photograph it with less.",
    ),
    "picture_unmarkable": _T("refusal", "{name} is no picture; only pictures and PDFs take marks."),
    "pictures_too_large": _T(
        "refusal",
        "With {name} the pictures would have more than {most} MB together. Take out what is not"
        " needed.",
    ),
    "too_many_marks": _T("refusal", "A picture takes at most {most} marks. Remove some."),
    "too_many_pictures": _T(
        "refusal",
        "{name} would be more than the {most} pictures that are allowed. Take out what is not"
        " needed.",
    ),
}
