"""Sentences on a terminal for evidence pictures that are not taken in."""

from __future__ import annotations

from typing import Final

SENTENCES: Final = {
    "mark_broken": "a mark on the picture cannot be read ({mark}); draw it again",
    "picture_broken": "{name} is damaged or cut off ({reason}); ask for the picture once more",
    "picture_frames": "{name} is an animation of more than {most} pictures; attach the one that"
    " matters",
    "picture_frozen": "claim {number} is {status}; its pictures stand as they were approved",
    "picture_heavy": "{name} has {megabytes} MB, more than the {most} MB that are allowed; save it"
    " smaller",
    "picture_heic": "{name} is a HEIC picture, and pi-heif, which reads them, is not installed;"
    " install it or save the picture as JPEG",
    "picture_kind": "{name} is no picture and no PDF ({kind}); attach JPEG, HEIC, PNG, GIF, WebP,"
    " TIFF, BMP, AVIF or PDF",
    "picture_locked": "{name} is a PDF with a password; ask for one without, or print it to a new"
    " PDF",
    "picture_pages": "{name} has more than {most} pages; attach the pages that matter",
    "picture_too_large": "{name} has more than the {most} megapixels that are allowed; save it"
    " smaller, or photograph it with less",
    "picture_unmarkable": "{name} is no picture; only pictures and PDFs take marks",
    "pictures_too_large": "with {name} the pictures would have more than {most} MB together; take"
    " out what is not needed",
    "too_many_marks": "a picture takes at most {most} marks; remove some",
    "too_many_pictures": "{name} would be more than the {most} pictures that are allowed; take out"
    " what is not needed",
}
