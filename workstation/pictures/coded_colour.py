"""Colour profiles for pictures that name their colours by code points alone (ITU-T H.273).

A profile of primaries and a curve (ICC.1:2022, a display profile) is written for what a phone or
camera names: the colours are then brought to sRGB as those of any other picture with a profile.
"""

from __future__ import annotations

import struct
from collections.abc import Callable
from functools import cache
from typing import Final

Vector = tuple[float, float, float]
Matrix = tuple[Vector, Vector, Vector]
Points = tuple[tuple[float, float], ...]

#: Red, green, blue and white (H.273, table 2).
_PRIMARIES: Final[dict[int, Points]] = {
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), (0.310, 0.316)),
    5: ((0.64, 0.33), (0.29, 0.60), (0.15, 0.06), (0.3127, 0.3290)),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), (0.3127, 0.3290)),
    7: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), (0.3127, 0.3290)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), (0.3127, 0.3290)),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.3127, 0.3290)),
    22: ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077), (0.3127, 0.3290)),
}
_SRGB: Final[Points] = ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), (0.3127, 0.3290))
_D50: Final[Vector] = (0.9642, 1.0, 0.8249)
#: Cone responses by which a white is adapted to another (Bradford; ICC.1:2022, annex E).
_CONES: Final[Matrix] = (
    (0.8951, 0.2664, -0.1614),
    (-0.7502, 1.7135, 0.0367),
    (0.0389, -0.0685, 1.0296),
)
_CURVE: Final = 1_024
_PAPER: Final = 203.0  # nits of diffuse white in HDR (ITU-R BT.2408)


def profile_of(primaries: int, transfer: int) -> bytes:
    """The profile of two code points; b"" for sRGB and for what is not told."""
    if primaries not in _PRIMARIES and transfer not in _CURVES:
        return b""
    return _profile(primaries, transfer)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _perceptual(value: float) -> float:
    """SMPTE ST 2084, white paper at the lightest; what shines brighter is white."""
    root = value ** (1 / 78.84375)
    light = max(root - 0.8359375, 0.0) / (18.8515625 - 18.6875 * root)
    return float(min(1.0, 10_000 * light ** (1 / 0.1593017578125) / _PAPER))


def _hybrid(value: float) -> float:
    """ARIB STD-B67 on a display of 1,000 nits, as above."""
    bent = (2.718281828459045 ** ((value - 0.55991073) / 0.17883277) + 0.28466892) / 12
    scene = value * value / 3 if value <= 0.5 else bent
    return float(min(1.0, 1_000 * scene**1.2 / _PAPER))


_CURVES: Final[dict[int, Callable[[float], float]]] = {
    4: lambda value: value**2.2,
    5: lambda value: value**2.8,
    8: lambda value: value,
    16: _perceptual,
    18: _hybrid,
}


@cache
def _profile(primaries: int, transfer: int) -> bytes:
    columns = _colorants(_PRIMARIES.get(primaries, _SRGB))
    curve = _CURVES.get(transfer, _linear)
    steps = [round(65_535 * curve(n / (_CURVE - 1))) for n in range(_CURVE)]
    bent = b"curv" + bytes(4) + struct.pack(f">I{_CURVE}H", _CURVE, *steps)
    words = b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", 10, 28)
    words += "coded".encode("utf-16-be") + bytes(2)
    tags = [(b"desc", words), (b"cprt", words), (b"wtpt", _xyz(_D50))]
    tags += [
        (name, _xyz(one)) for name, one in zip((b"rXYZ", b"gXYZ", b"bXYZ"), columns, strict=True)
    ]
    tags += [(name, bent) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return _packed(tags)


def _packed(tags: list[tuple[bytes, bytes]]) -> bytes:
    """Head, table and contents of a profile, equal contents once (ICC.1:2022, clause 7)."""
    begin = 128 + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, content in tags:
        if content not in places:
            places[content] = begin + len(body)
            body += content
        table += name + struct.pack(">II", places[content], len(content))
    head = struct.pack(">I4xI4s4s4s", begin + len(body), 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    head += struct.pack(">6H4s", 2026, 1, 1, 0, 0, 0, b"acsp") + bytes(28)
    head += _xyz(_D50)[8:]
    return head.ljust(128, b"\0") + table + body


def _xyz(point: Vector) -> bytes:
    return b"XYZ " + bytes(4) + struct.pack(">3i", *(round(one * 65_536) for one in point))


def _colorants(points: Points) -> tuple[Vector, Vector, Vector]:
    """The light of red, green and blue under D50."""
    red, green, blue, white = (_light(*point) for point in points)
    parts = _solved(_turned((red, green, blue)), white)
    seen, wanted = _times(_CONES, white), _times(_CONES, _D50)
    scale = tuple(b / a for a, b in zip(seen, wanted, strict=True))
    made = []
    for one, part in zip((red, green, blue), parts, strict=True):
        cones = _times(_CONES, (one[0] * part, one[1] * part, one[2] * part))
        turned = cones[0] * scale[0], cones[1] * scale[1], cones[2] * scale[2]
        made.append(_solved(_CONES, turned))
    return made[0], made[1], made[2]


def _light(x: float, y: float) -> Vector:
    return x / y, 1.0, (1 - x - y) / y


def _turned(rows: Matrix) -> Matrix:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return (a, d, g), (b, e, h), (c, f, i)


def _times(rows: Matrix, by: Vector) -> Vector:
    x, y, z = (row[0] * by[0] + row[1] * by[1] + row[2] * by[2] for row in rows)
    return x, y, z


def _solved(rows: Matrix, wanted: Vector) -> Vector:
    """The vector that `rows` turn into `wanted` (Cramer's rule)."""
    columns = _turned(rows)
    whole = _volume(columns)
    x, y, z = (
        _volume(tuple(wanted if at == n else column for at, column in enumerate(columns))) / whole
        for n in range(3)
    )
    return x, y, z


def _volume(columns: tuple[Vector, ...]) -> float:
    (a, d, g), (b, e, h), (c, f, i) = columns
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
