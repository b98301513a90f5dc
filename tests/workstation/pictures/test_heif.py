"""HEIC as iPhones save it: what is told of it, what it looks like, and what harm it does not do."""

from __future__ import annotations

import random
import struct
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.workstation.picture_making import OWNER, PLACE, SERIAL, photo, saved
from workstation.domain.picture_rules import PictureRules
from workstation.domain.refusal import Refusal
from workstation.pictures import heif, look
from workstation.pictures.coded_colour import profile_of
from workstation.pictures.copies import Copy, outgoing, small, view
from workstation.pictures.heif_boxes import boxes
from workstation.pictures.heif_head import head_of
from workstation.pictures.inspecting import inspect
from workstation.pictures.kinds import right_name

FILES = Path(__file__).parent / "resources"
RED, GREEN, BLUE, WHITE = (220, 20, 20), (20, 160, 40), (20, 40, 200), (255, 255, 255)


def file(name: str) -> bytes:
    return (FILES / f"{name}.heic").read_bytes()


def refused(content: bytes, **told: object) -> str:
    """The refusal's code and reason."""
    with pytest.raises(Refusal) as caught:
        outgoing(content, "IMG_1.HEIC", **told)  # type: ignore[arg-type]
    assert caught.value.facts["name"] == "IMG_1.HEIC"
    return f"{caught.value.code} {caught.value.facts.get('reason', '')}".strip()


def quarters(copy: Copy) -> list[tuple[int, ...]]:
    with Image.open(BytesIO(copy.content)) as image:
        wide, high = image.width // 4, image.height // 4
        places = ((wide, high), (3 * wide, high), (wide, 3 * high), (3 * wide, 3 * high))
        return [tuple(image.getpixel(place)) for place in places]  # type: ignore[arg-type]


def near(found: list[tuple[int, ...]], *wanted: tuple[int, ...], most: int = 8) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(abs(a - b) <= most for one, other in pairs for a, b in zip(one, other, strict=True))


@pytest.fixture
def nobody_decodes(monkeypatch: pytest.MonkeyPatch) -> None:
    def no(*_told: object, **_more: object) -> None:
        raise AssertionError("a decoder was started")

    monkeypatch.setattr(heif.subprocess, "Popen", no)


@pytest.fixture
def decoder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Put something else in the decoder's place."""

    def put(code: str) -> None:
        path = tmp_path / "decoder.py"
        path.write_text(code, "utf-8")
        monkeypatch.setattr(heif, "_CHILD", path)

    return put


@pytest.mark.parametrize(
    ("name", "size", "mode", "bits", "frames"),
    [
        ("phone", (400, 300), "RGB", 8, 1),
        ("mirrored", (80, 60), "RGB", 8, 1),
        ("ten", (160, 120), "RGB", 10, 1),
        ("clear", (96, 64), "RGBA", 8, 1),
        ("burst", (96, 64), "RGB", 8, 3),
    ],
)
def test_what_it_is_is_told(
    name: str, size: tuple[int, int], mode: str, bits: int, frames: int
) -> None:
    told = inspect(file(name), "IMG_1.jpg")
    assert (told.media_type, told.width, told.height) == ("image/heic", *size)
    assert (told.mode, told.bits, told.frames, told.pages) == (mode, bits, frames, 1)
    assert len(told.look) == 64


def test_the_cameras_notes_are_told_and_stay_behind() -> None:
    told = inspect(file("phone"))
    moment = datetime(2026, 11, 20, 5, 30, 5, tzinfo=UTC)
    assert (told.taken_at, told.taken_zone) == (int(moment.timestamp() * 1000), "told")
    assert (told.orientation, told.has_gps, told.has_serials) == (6, True, True)
    kept = file("phone")
    assert SERIAL.encode() in kept
    assert PLACE.encode() in kept
    made = outgoing(kept).content
    for secret in (SERIAL, PLACE, OWNER, "ACME", "Exif", "ICC_PROFILE"):
        assert secret.encode() not in made


@pytest.mark.parametrize("name", ["phone", "mirrored", "ten", "burst"])
def test_copies_are_upright_and_in_true_colours(name: str) -> None:
    made = outgoing(file(name))
    told = inspect(file(name))
    assert (made.width, made.height) == (told.width, told.height)  # turned once, not twice
    assert near(quarters(made), RED, GREEN, BLUE, WHITE)
    assert made == outgoing(file(name))


def test_what_is_seen_through_lies_on_white() -> None:
    assert near(quarters(outgoing(file("clear"))), WHITE, WHITE, BLUE, WHITE)


def test_it_is_shown_and_made_small() -> None:
    tiny = small(file("phone"), square=True)
    assert (tiny.width, tiny.height) == (256, 256)
    seen = view(file("phone"), 100, 100, part=(0, 0, 5_000, 5_000))
    assert (seen.width, seen.height) == (50, 37)
    assert near([tuple(seen.bgra[:3])], RED[::-1])
    less = outgoing(file("phone"), rules=PictureRules(long_edge=40))
    assert (less.width, less.height) == (40, 30)
    assert near(quarters(less), RED, GREEN, BLUE, WHITE, most=12)


def test_the_same_photo_as_jpeg_looks_alike() -> None:
    one = int(inspect(file("soft")).look, 16)
    other = int(inspect(saved(photo(5, 480, 360))).look, 16)
    assert look.distance(one, other) <= PictureRules().alike_fine


@pytest.mark.parametrize(
    ("told", "right"),
    [
        ("IMG_1.HEIC", "IMG_1.HEIC"),
        ("IMG_1.heif", "IMG_1.heif"),
        ("IMG_1.jpg", "IMG_1.heic"),
        ("花瓶", "花瓶.heic"),
    ],
)
def test_the_name_gets_the_right_ending(told: str, right: str) -> None:
    assert right_name(told, "image/heic") == right


def sized(content: bytes, width: int, height: int) -> bytes:
    """The file, saying of each picture in it that it is so large."""
    parts = content.split(b"ispe")
    told = bytes(4) + struct.pack(">II", width, height)
    return b"ispe".join([parts[0], *(told + part[12:] for part in parts[1:])])


@pytest.mark.usefixtures("nobody_decodes")
@pytest.mark.parametrize("size", [(20_000, 20_000), (2**32 - 1, 2**32 - 1), (50_001, 1_000)])
def test_what_is_too_large_is_never_decoded(size: tuple[int, int]) -> None:
    assert refused(sized(file("ten"), *size)) == "picture_too_large"


@pytest.mark.usefixtures("nobody_decodes")
def test_a_grid_that_lies_about_its_size_is_never_decoded() -> None:
    assert refused(sized(file("phone"), 300, 300)).startswith("picture_broken a grid")
    whole = file("phone")
    grid = head_of(whole)
    assert (grid.width, grid.height) == (400, 300)
    tile = bytes(4) + struct.pack(">II", 128, 128)
    assert tile in whole
    bomb = whole.replace(tile, bytes(4) + struct.pack(">II", 8_192, 8_192))
    assert refused(bomb) == "picture_broken tiles that are too large"


def test_a_picture_of_another_size_than_told_is_broken() -> None:
    assert refused(sized(file("ten"), 900, 700)).startswith("picture_broken")


@pytest.mark.usefixtures("nobody_decodes")
@pytest.mark.parametrize(
    ("kind", "told"), [(b"av01", "HEIF, AV1"), (b"jpeg", "HEIF, JPEG"), (b"zzz9", "HEIF, zzz9")]
)
def test_what_is_kept_in_another_way_is_named(kind: bytes, told: str) -> None:
    with pytest.raises(Refusal) as caught:
        inspect(file("ten").replace(b"hvc1", kind), "x.heic")
    assert (caught.value.code, caught.value.facts["kind"]) == ("picture_kind", told)


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", 8 + len(body), kind) + body


def film(pictures: int) -> bytes:
    """The table of a sequence of pictures."""
    body = box(b"stsz", bytes(8), struct.pack(">I", pictures))
    for outer in (b"stbl", b"minf", b"mdia", b"trak", b"moov"):
        body = box(outer, body)
    return body


def test_a_sequence_is_seen_by_its_main_picture_or_refused_as_a_film() -> None:
    assert inspect(file("ten") + film(25)).frames == 25
    alone = box(b"ftyp", b"hevc", bytes(4), b"msf1hevc") + film(25)
    with pytest.raises(Refusal) as caught:
        inspect(alone, "x.heics")
    assert (caught.value.code, caught.value.facts["kind"]) == ("picture_kind", "HEIF film")
    with pytest.raises(Refusal, match="picture_frames"):
        inspect(file("ten") + film(2_000), "x.heics")


def test_a_broken_profile_or_note_is_passed_over() -> None:
    whole = file("phone")
    plain = quarters(outgoing(whole.replace(b"XYZ ", b"ZYX ")))
    assert near(plain[3:], WHITE)
    assert not near(plain[:1], RED)  # not what the profile would make of it
    notes = inspect(whole.replace(b"Exif\0\0MM", b"Exif\0\0XX"))
    assert (notes.width, notes.height, notes.has_serials) == (400, 300, True)
    assert notes.taken_at == 0


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (
            "import os, sys; sys.stdin.buffer.read(); os.abort()",
            "picture_broken the decoder stopped",
        ),
        ("raise SystemExit(3)", "picture_broken the decoder stopped (3)"),
        ("import sys; sys.stdin.buffer.read(); print('nothing')", "picture_broken"),
        (
            "import sys; sys.stdin.buffer.read()\n"
            'print(\'{"whole": [160, 120]}\'); print("too little")',
            "picture_broken the decoder stopped",
        ),
        (
            "import sys; sys.stdin.buffer.read()\nprint('{\"whole\": [90000, 90000]}')",
            "picture_broken 90000 x 90000",
        ),
        ('import sys; sys.stdin.buffer.read(); print(\'{"error": "missing"}\')', "picture_heic"),
        ('print(\'{"error": "missing"}\')', "picture_heic"),
    ],
)
def test_whatever_becomes_of_the_decoder_the_desk_goes_on(decoder, code: str, reason: str) -> None:
    decoder(code)
    assert refused(file("ten")).startswith(reason)


def test_a_decoder_that_never_ends_is_ended(decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heif, "_PATIENCE", 0.3)
    decoder("import time\nwhile True: time.sleep(60)")
    assert refused(file("ten") + bytes(1_000_000)).startswith("picture_broken the decoder stopped")


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded by the system elsewhere")
def test_a_decoder_has_only_so_much_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = (
        Path(heif._CHILD).read_text("utf-8").replace("_ROOM: Final = 1 << 30", "_ROOM: Final = 1")
    )
    small_room = tmp_path / "decoder.py"
    small_room.write_text(code, "utf-8")
    monkeypatch.setattr(heif, "_CHILD", small_room)
    assert refused(file("ten")).startswith("picture_broken")


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("name", ["phone", "ten", "burst"])
def test_whatever_is_cut_off_or_spoiled_is_taken_or_refused(name: str) -> None:
    whole = file(name)
    tables = next(end for kind, _, end in boxes(whole, 0, len(whole)) if kind == b"meta")
    dice = random.Random(name)
    codes = {"", "picture_broken", "picture_kind", "picture_too_large", "picture_frames"}
    for n in range(120):
        if n % 3 == 0:
            content = whole[: dice.randrange(1, len(whole))]
        else:
            spoiled = bytearray(whole)
            for _ in range(dice.choice((1, 3, 9))):
                place = dice.randrange(12, tables if n % 3 == 1 else len(whole))
                spoiled[place] = dice.choice((0, 255, dice.randrange(256)))
            content = bytes(spoiled)
        try:
            head_of(content)
        except ValueError:
            assert n >= 0
        if n % 4 == 0:
            assert code_of(content) in codes
    assert code_of(whole[: len(whole) // 2]) == "picture_broken"
    assert code_of(whole[:-40]) == "picture_broken"


def code_of(content: bytes) -> str:
    try:
        inspect(content, "x.heic")
    except Refusal as refusal:
        return refusal.code
    return ""


def test_tables_without_end_are_refused() -> None:
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    pitm = box(b"pitm", bytes(4), b"\0\1")
    infe = box(b"infe", b"\2\0\0\0", b"\0\1", bytes(2), b"hvc1", b"\0")
    many = box(b"iinf", bytes(4), bytes(2), b"".join([infe] * 30_000))
    assert code_of(head + box(b"meta", bytes(4), pitm, many)) == "picture_broken"
    wide = box(b"iloc", b"\1\0\0\0", b"\x44\0", b"\xff\xff", b"\0\1\0\0\0\0\xff\xff" * 9)
    iinf = box(b"iinf", bytes(4), b"\0\1", infe)
    assert code_of(head + box(b"meta", bytes(4), pitm, iinf, wide)) == "picture_broken"
    itself = box(b"iref", bytes(4), box(b"dimg", b"\0\1\0\1\0\1"))
    grid = box(b"iinf", bytes(4), b"\0\1", infe.replace(b"hvc1", b"iden"))
    assert code_of(head + box(b"meta", bytes(4), pitm, grid, itself)) == "picture_broken"


def phone_tables(turn: int = 3, aux: bytes = b"urn:com:apple:photo:2020:aux:hdrgainmap") -> bytes:
    """The tables of a phone's photograph: two tiles, a small picture, a map, a brighter version."""
    kinds = (b"grid", b"hvc1", b"hvc1", b"hvc1", b"hvc1", b"tmap", b"Exif")
    names = [
        box(b"infe", b"\2\0\0", bytes((n in (2, 3, 5),)), struct.pack(">HH", n, 0), kind, b"\0")
        for n, kind in enumerate(kinds, 1)
    ]
    links = [
        box(kind, struct.pack(f">HH{len(to)}H", source, len(to), *to))
        for kind, source, to in (
            (b"dimg", 1, (2, 3)),
            (b"thmb", 4, (1,)),
            (b"auxl", 5, (1,)),
            (b"dimg", 6, (1, 5)),
            (b"cdsc", 7, (1,)),
        )
    ]
    sizes = [box(b"ispe", bytes(4), struct.pack(">II", *size)) for size in ((900, 512), (512, 512))]
    more = [
        box(b"irot", bytes((turn,))),
        box(b"auxC", bytes(4), aux + b"\0"),
        box(b"colr", b"nclx", struct.pack(">HHHB", 12, 13, 6, 128)),
        box(b"pixi", bytes(4), bytes((3, 8, 8, 8))),
    ]
    told = ((1, (1, 3)), (2, (2, 5, 6)), (3, (2,)), (5, (2, 4)))
    held = b"".join(struct.pack(">HB", n, len(to)) + bytes(to) for n, to in told)
    places = struct.pack(">BBHHHHHII", 0x44, 0, 1, 1, 1, 0, 1, 0, 8)
    meta = (
        box(b"pitm", bytes(4), b"\0\1"),
        box(b"iinf", bytes(4), struct.pack(">H", len(names)), *names),
        box(b"iref", bytes(4), *links),
        box(
            b"iprp",
            box(b"ipco", *sizes, *more),
            box(b"ipma", bytes(4), struct.pack(">I", len(told)), held),
        ),
        box(b"idat", struct.pack(">BBBBHH", 0, 0, 0, 1, 900, 512)),
        box(b"iloc", b"\1\0\0\0", places),
    )
    head = box(b"ftyp", b"heic", bytes(4), b"mif1heic")
    return head + box(b"meta", bytes(4), *meta)


def test_tiles_maps_and_small_pictures_do_not_count() -> None:
    head = head_of(phone_tables())
    assert (head.width, head.height, head.images, head.mode) == (512, 900, 1, "RGB")
    assert (head.bits, head.coded, head.exif) == (8, (12, 13), b"")
    level = head_of(phone_tables(2, b"urn:mpeg:hevc:2015:auxid:1"))
    assert (level.width, level.height, level.mode) == (900, 512, "RGBA")
    with pytest.raises(ValueError, match="a grid of another size"):
        head_of(phone_tables().replace(struct.pack(">HH", 900, 512), struct.pack(">HH", 901, 512)))


def test_colours_by_code_points() -> None:
    assert profile_of(1, 13) == profile_of(2, 2) == profile_of(1, 1) == b""
    for points in ((12, 13), (9, 16), (9, 18), (1, 4), (5, 1)):
        image = Image.new("RGB", (2, 1), (128, 128, 128))
        image.putpixel((0, 0), (255, 255, 255))
        image.info["icc_profile"] = profile_of(*points)
        made = outgoing(saved(image, "PNG", icc_profile=profile_of(*points)))
        with Image.open(BytesIO(made.content)) as seen:
            white, grey = (seen.getpixel(place) for place in ((0, 0), (1, 0)))
        assert min(white) >= 250, points  # type: ignore[type-var, arg-type]
        assert max(grey) - min(grey) <= 3, points  # type: ignore[type-var, operator, arg-type]
