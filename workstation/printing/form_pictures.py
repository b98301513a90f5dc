"""The pictures of a claim's evidence as its sheet shows them: each page of a PDF, too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Final

from workstation.domain.claim import Claim
from workstation.domain.conversation import Attachment, Entry
from workstation.domain.picture import PictureFacts, is_picture
from workstation.domain.refusal import Refusal
from workstation.printing.form_facts import FormPicture
from workstation.printing.order import FormContext

#: The pages of one file that the sheet shows; of the rest it tells how many there are.
MOST_PAGES: Final = 40
_WORDS: Final[Mapping[str, Mapping[str, str]]] = {
    "zh": {
        "not_here": "附件尚未同步到本机",
        "unreadable": "图片无法读取",
        "more": "另有 {count} 页，见原件",
        "page": "{caption}（{page}/{pages}）",
    },
    "en": {
        "not_here": "the file has not reached this desk yet",
        "unreadable": "the picture cannot be read",
        "more": "{count} more pages: see the original",
        "page": "{caption} ({page}/{pages})",
    },
}


def told(language: str, code: str) -> str:
    """What a form says of a file in its language."""
    return _WORDS.get(language, _WORDS["en"])[code]


def pictures_of(
    claim: Claim,
    attachments: tuple[Attachment, ...],
    entries: tuple[Entry, ...],
    names: Mapping[str, str],
    context: FormContext,
    language: str = "zh",
) -> Iterator[FormPicture]:
    """The claim's pictures in their order; what cannot be shown says why in its place."""
    known = {item.uid: item for item in attachments}
    sent = {uid: entry for entry in entries for uid in entry.attachments}
    for uid in claim.evidence:
        item = known.get(uid)
        if item is not None and is_picture(item.media_type):
            yield from _shown(item, _source(item, sent.get(uid), names), context, language)


def _source(item: Attachment, entry: Entry | None, names: Mapping[str, str]) -> str:
    """Who sent the file: the person of the message that brought it, else who took it in."""
    if entry is not None and entry.direction == "in" and entry.author_name:
        return entry.author_name
    return names.get(item.added_by, "")


def _shown(
    item: Attachment, source: str, context: FormContext, language: str
) -> Iterator[FormPicture]:
    facts = context.looked(item)
    caption = item.label or PurePath(item.name).stem
    pages = facts.pages if facts is not None else 1
    for page in range(min(pages, MOST_PAGES)):
        title = caption
        if pages > 1:
            title = told(language, "page").format(caption=caption, page=page + 1, pages=pages)
        yield _picture(item, page, title, source, facts, context, language)
    if pages > MOST_PAGES:
        note = told(language, "more").format(count=pages - MOST_PAGES)
        yield FormPicture(None, caption, note=note)


def _picture(
    item: Attachment,
    page: int,
    caption: str,
    source: str,
    facts: PictureFacts | None,
    context: FormContext,
    language: str,
) -> FormPicture:
    from workstation.printing.pictures import jpeg_of

    made = FormPicture(
        None,
        caption,
        taken_at=facts.taken_at or None if facts is not None else None,
        zone=facts.taken_zone if facts is not None and facts.taken_at else "",
        source=source,
        received_at=item.added_at,
        sha256=item.sha256,
    )
    path = context.picture(item, page)
    if path is None:
        return made.without(told(language, "not_here"))
    try:
        return made.showing(jpeg_of(path, item.name))
    except Refusal:
        return made.without(told(language, "unreadable"))
