"""The paste box: "name phone address" in any order, taken apart.

Text copied from shops, chats and spreadsheets comes with labels or without, with commas, blanks,
line breaks or nothing between its parts. Numbers are found first; what is left is divided, and the
address is what begins with a region or speaks of streets and houses. Nothing is dropped: what fits
nowhere is in ``rest``.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import Final

from workstation.text.phones import Phone, normalise_phone
from workstation.text.pinyin import surnames
from workstation.text.regions import find_start, starts_with_region, take_apart
from workstation.text.waybills import find_waybills

_HAN: Final = "\u3400-\u9fff"
_CUT: Final = "\n"

_LABELS: Final = (
    (
        "name",
        r"(?:收[件货]人?|寄件人?|发[件货]人|联系人|客户|顾客|买家)?(?:姓名|名字)|收[件货]人|寄件人|发[件货]人"
        r"|联系人|收方|寄方|receiver|recipient|consignee|sender|contact|(?:full )?name",
    ),
    (
        "phone",
        r"(?:收[件货]人?|寄件人?|联系|手机|固定)?(?:电话|手机)(?:号码?)?|联系方式"
        r"|tel(?:ephone)?|(?:tele)?phone(?: number)?|mobile|cell",
    ),
    (
        "region",
        r"(?:所在)?(?:地区|区域|省市区县?)",
    ),
    (
        "address",
        r"(?:收[件货]|寄件|详细|联系|街道)?人?(?:的)?地址|详细|address|addr",
    ),
    ("waybill", r"(?:运单|快递|物流)?单号|运单号码?|waybill|tracking(?: number)?"),
    ("postcode", r"邮政编码|邮编|zip(?: ?code)?|post ?code"),
)
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s,，;；。、|/\n\d\])）{_HAN}]))(?:"
    + "|".join(f"(?P<{field}>{words})" for field, words in _LABELS)
    + r")(?:\s*[:：]\s*|[ \t]+(?=\S))",
    re.IGNORECASE,
)
_PHONE = re.compile(
    r"(?<![0-9A-Za-z*])(?:"
    r"(?:\+?\(?(?:86|852|853)\)?[ -]?)?(?:1[3-9]\d[ -]?[\d*]{4}[ -]?\d{4})"
    r"|\(?0\d{2,3}\)?[ -]?\d{3,4}[ -]?\d{4}"
    r"|\+\d{1,3}(?:[ -]?\(?\d{2,4}\)?){2,4}"
    r"|[48]00-?\d{3}-?\d{4})"
    r"(?:(?:\s*(?:转|分机|ext\.?|#|,(?=\d{3,4}(?!\d)))\s*|-)\d{2,6}(?!\d)|\s?\[\d{3,6}\])?(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_HONORIFICS: Final = "先生|女士|小姐|太太|老师|经理|师傅|阿姨|叔叔|同学|老板|总"
_NAME_EXTENSION = re.compile(r"\s*[\[(【](\d{3,6})[\])】]")
_SPEAKS_OF_PLACE = re.compile(
    r"[省市区县镇乡村路街巷弄道号栋幢楼室座层]|单元|大厦|广场|花园|小区|公寓|驿站|丰巢|学校|大学|医院|中心|公司"
    r"|\b(?:street|st|road|rd|avenue|ave|lane|drive|apt|suite|room|building|district|city)\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"[(\s]*(?:邮政编码|邮编)\s*[:：]?\s*(\d{6})\)?")
_BLANK = re.compile(rf"(?<=[{_HAN}\])])\s+|\s+(?=[{_HAN}])")
_HOUSE_END = re.compile(
    r"(?:[号室楼栋幢座层户店园]|单元|大厦|广场|公寓|小区|驿站|\d)(?=[\u3400-\u9fff]{2,5}$)"
)


@dataclass(frozen=True, slots=True)
class Pasted:
    """What a pasted text said; a field is ``""`` when it was not told.

    ``phone`` keeps a privacy number's extension (``13800138000-1234``) and the stars of a masked
    one; ``other_phones`` holds the further ones. ``rest`` is what was not understood.
    """

    name: str = ""
    phone: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    detail: str = ""
    waybill: str = ""
    rest: str = ""
    other_phones: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """The whole address in one line; a municipality is written once."""
        city = "" if self.city == self.province else self.city
        return "".join((self.province, city, self.district, self.street, self.detail))


def take_apart_pasted(text: str) -> Pasted:
    """Take a pasted text apart; never raises."""
    plain = unicodedata.normalize("NFKC", text.replace("，", "\n").replace("；", "\n"))
    plain = _POSTCODE.sub(r"\n邮编: \1\n", re.sub(r"[\u200b\ufeff\r]", "", plain))
    labelled, loose = _read_labels(plain)
    loose, waybill = _take_waybill(loose, labelled)
    loose, phones = _take_phones(loose, labelled)
    chunks = _chunks(loose)
    name, chunks = (labelled["name"], chunks) if "name" in labelled else _take_name(chunks)
    name, extension = _name_and_extension(name)
    address, rest = _take_address(chunks, labelled)
    if not name:
        name, address = _unglue(address)
    place = take_apart(_without_extension(address, extension, phones))
    shown = [_shown(phone, extension if at == 0 else "") for at, phone in enumerate(phones)]
    return Pasted(
        name=name,
        phone=shown[0] if shown else "",
        province=place.province,
        city=place.city,
        district=place.district,
        street=place.street,
        detail=place.detail,
        waybill=waybill,
        rest=" ".join([*rest, *filter(None, [labelled.get("postcode")])]),
        other_phones=tuple(shown[1:]),
    )


def _read_labels(text: str) -> tuple[dict[str, str], str]:
    """Divide labelled parts from loose text; a value runs to the next label or line end."""
    labelled: dict[str, str] = {}
    loose: list[str] = []
    marks = list(_LABEL.finditer(text))
    if not marks:
        return {}, text
    loose.append(text[: marks[0].start()])
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    for mark, end in zip(marks, ends, strict=True):
        field = str(mark.lastgroup)
        value = text[mark.end() : end].strip(" \t\n,;。、|")
        if field in ("name", "phone", "waybill", "postcode"):
            value, _, more = value.partition("\n")
            loose.append(more)
        if field == "region":
            labelled["address"] = value + labelled.get("address", "")
        elif field == "address" and value:
            labelled["address"] = labelled.get("address", "") + value
        elif field == "phone" or field in labelled or not value:
            loose.append(value)
        else:
            labelled[field] = value
    return labelled, _CUT.join(loose)


def _take_waybill(loose: str, labelled: dict[str, str]) -> tuple[str, str]:
    if "waybill" in labelled:
        found = find_waybills(f"单号 {labelled['waybill']}")
        return loose, found[0].number if found else labelled["waybill"]
    for guess in find_waybills(loose):
        left = re.sub(r"(?:运单号?|(?:快递|物流)?单号)[\s:：]*$", "", loose[: guess.start])
        return left + _CUT + loose[guess.end :], guess.number
    return loose, ""


def _take_phones(loose: str, labelled: dict[str, str]) -> tuple[str, list[Phone]]:
    """Cut telephone numbers out of the loose text and out of labelled names and addresses."""
    phones: list[Phone] = []

    def kept(found: re.Match[str]) -> str:
        phone = normalise_phone(found[0])
        if phone.valid or phone.kind == "masked":
            if phone not in phones:
                phones.append(phone)
            return _CUT
        return found[0]

    for field in ("name", "address"):
        if field in labelled:
            labelled[field] = _PHONE.sub(kept, labelled[field]).strip()
    return _PHONE.sub(kept, loose), phones


def _chunks(loose: str) -> list[str]:
    """Divide loose text at line breaks and marks, and at blanks where Chinese stands on a side."""
    parts = re.split(r"[\n\t,;；。、|]+", loose)
    if re.search(f"[{_HAN}]", loose):
        parts = [word for part in parts for word in _BLANK.split(part)]
    cleaned = [part.strip(" :：/-—_") for part in parts]
    followed = zip(cleaned, [*cleaned[1:], ""], strict=True)
    return [part for part, after in followed if part and not after.startswith(part)]


def _take_name(chunks: list[str]) -> tuple[str, list[str]]:
    """Take the chunk that is most like a person's name."""
    best, most = -1, 0
    for place, chunk in enumerate(chunks):
        likeness = _likeness(chunk)
        if likeness > most:
            best, most = place, likeness
    if best < 0:
        return "", chunks
    return chunks[best], chunks[:best] + chunks[best + 1 :]


def _likeness(chunk: str) -> int:
    """Tell how much a chunk is like a name: 0 not at all, 4 beyond doubt."""
    bare = re.sub(r"(?<=..)\s*\(?收\)?$", "", _NAME_EXTENSION.sub("", chunk))
    if re.fullmatch(rf"[{_HAN}]{{1,3}}(?:{_HONORIFICS})", bare):
        return 4
    if starts_with_region(bare) and len(bare) > 1 and not surnames().of(bare):
        return 0
    if re.fullmatch(rf"[{_HAN}]{{2,4}}", bare):
        if bare != chunk:
            return 4
        known = surnames().of(bare)
        place = _SPEAKS_OF_PLACE.search(bare) or starts_with_region(bare)
        return 0 if place and not (known and len(bare) < 4) else (3 if known else 1) - bool(place)
    if re.fullmatch(rf"[{_HAN}]{{1,8}}·[{_HAN}·]{{1,12}}", bare):
        return 3
    if re.fullmatch(r"[A-Za-z][A-Za-z.'’-]*(?: [A-Za-z.'’-]+){0,3}", bare):
        return 0 if _SPEAKS_OF_PLACE.search(bare) else 2 if " " in bare else 1
    return 0


def _name_and_extension(name: str) -> tuple[str, str]:
    name = re.sub(r"(?<=..)\s*\(?收\)?$", "", name)
    found = _NAME_EXTENSION.search(name)
    return (_NAME_EXTENSION.sub("", name).strip(), found[1]) if found else (name.strip(), "")


def _take_address(chunks: list[str], labelled: dict[str, str]) -> tuple[str, list[str]]:
    """Join what belongs to the address; what stands before it is rest."""
    if "address" in labelled:
        return re.sub(r"\s*\n\s*", "", labelled["address"]), chunks
    first = next((at for at, chunk in enumerate(chunks) if find_start(chunk) >= 0), -1)
    if first < 0:
        first = next((at for at, chunk in enumerate(chunks) if _SPEAKS_OF_PLACE.search(chunk)), -1)
    if first < 0:
        return "", chunks
    latin = not re.search(f"[{_HAN}]", "".join(chunks[first:]))
    return (", " if latin else "").join(_joined(chunks[first:], latin)), chunks[:first]


def _joined(chunks: list[str], latin: bool) -> list[str]:
    """Keep a blank between two chunks that would otherwise run into one number or word."""
    parts: list[str] = []
    for chunk in chunks:
        glue = not latin and parts and parts[-1][-1].isascii() and chunk[0].isascii()
        parts.append(f" {chunk}" if glue else chunk)
    return parts


def _unglue(address: str) -> tuple[str, str]:
    """Cut a name off an address to which it sticks, before (张三广东省…) or after (…1号张三)."""
    start = find_start(address)
    head = address[:start].strip() if start > 0 else ""
    if head and _likeness(head) >= 3:
        return head, address[start:]
    for end in _HOUSE_END.finditer(address):
        tail = address[end.end() :]
        if _likeness(tail) >= 3:
            return tail, address[: end.end()]
    return "", address


def _without_extension(address: str, extension: str, phones: list[Phone]) -> str:
    """Drop the privacy extension that some shops repeat at the end of the address."""
    known = extension or (phones[0].extension if phones else "")
    return re.sub(rf"\s*[\[(【]{known}[\])】]\s*$", "", address) if known else address


def _shown(phone: Phone, extension: str) -> str:
    return replace(phone, extension=phone.extension or extension).shown
