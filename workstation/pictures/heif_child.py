"""A process of its own that decodes one HEIC picture: its file comes in, its pixels go out.

The decoder is native code that reads strangers' files. What makes it crash, run for ever or swell
ends this process alone. It is run by its path and knows nothing of the program around it.

Arguments: the factor by which the picture is made smaller, its mode, the most pixels, the most
seconds. The answer is a line of JSON (the whole size, or an error), then the pixels row by row.
"""

from __future__ import annotations

import json
import os
import sys
from io import BytesIO
from typing import Any, BinaryIO, Final

from PIL import Image

_STRIP: Final = 1_048_576  # pixels at a time
_ROOM: Final = 1 << 30  # bytes for the interpreter and the decoder
_PER_PIXEL: Final = 16


def main(factor: int, mode: str, pixels: int, seconds: int) -> None:
    """Read the file, answer, and be gone."""
    _bound(pixels, seconds)
    answer = sys.stdout.buffer
    content = sys.stdin.buffer.read()
    try:
        import pi_heif
    except ImportError:
        _say(answer, error="missing")
        return
    try:
        one = _first(pi_heif, content, pixels)
        data = memoryview(one.data).cast("B")
        width, height = one.size
        _say(answer, whole=[width, height])
        step = max(factor, _STRIP // width // factor * factor)
        for top in range(0, height, step):
            rows = min(step, height - top)
            raw = data[top * one.stride : (top + rows) * one.stride]
            part = Image.frombytes(one.mode, (width, rows), raw, "raw", one.mode, one.stride)
            answer.write(_plain(part, mode, factor).tobytes())
        answer.flush()
    except BrokenPipeError:
        return
    except Exception as error:  # a broken file may make a decoder raise anything
        _say(answer, error=str(error)[:200] or type(error).__name__)


def _first(pi_heif: Any, content: bytes, pixels: int) -> Any:
    """The first picture of a file, not decoded yet."""
    pi_heif.options.THUMBNAILS = False
    pi_heif.options.DEPTH_IMAGES = False
    pi_heif.options.AUX_IMAGES = False
    pi_heif.options.DECODE_THREADS = min(4, os.cpu_count() or 1)
    file = pi_heif.HeifFile(BytesIO(content))
    one = file[file.primary_index]
    if one.size[0] * one.size[1] > pixels:
        raise ValueError(f"{one.size[0]} x {one.size[1]}")
    return one


def _plain(part: Image.Image, mode: str, factor: int) -> Image.Image:
    """A strip in the wanted mode and size."""
    if part.mode.startswith("I;16"):
        part = part.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if part.mode != mode:
        part = part.convert(mode)
    return part.reduce(factor) if factor > 1 else part


def _say(answer: BinaryIO, **told: object) -> None:
    answer.write(json.dumps(told).encode() + b"\n")
    answer.flush()


def _bound(pixels: int, seconds: int) -> None:
    """Bound memory and time, as far as the system does so."""
    try:
        import resource
    except ImportError:
        return
    memory = _ROOM + _PER_PIXEL * pixels
    wanted = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
    )
    for what, most in wanted:
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
