"""The pictures that customers who claim send: each their own, and one that was sent before."""

from __future__ import annotations

from typing import Final

from workstation.sample.content import Picture
from workstation.sample.sketches import shot

#: Of so many customers one sends a picture that another one sent before.
_OFTEN: Final = 16


class Camera:
    """Takes pictures; remembers the last one."""

    def __init__(self) -> None:
        self._count = 0
        self._last: Picture | None = None

    def shots(self, like: tuple[Picture, ...], seed: str) -> tuple[Picture, ...]:
        """Pictures of what these show, others for every seed."""
        taken = [shot(one.name.removesuffix(".jpg"), f"{seed} {at}") for at, one in enumerate(like)]
        self._count += 1
        if self._last is not None and self._count % _OFTEN == 0:
            taken[0] = self._last
        self._last = taken[-1]
        return tuple(taken)
