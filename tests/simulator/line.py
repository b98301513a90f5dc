"""The line between one desk and the hub, which loses, repeats, delays and reorders."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from workstation.domain.refusal import Refusal
from workstation.sync.protocol import HubUnreachable

if TYPE_CHECKING:
    from tests.simulator.world import World

#: What may befall a call: it never arrives; it is done but its answer is lost; the line is cut in
#: the midst of the answer; it arrives twice; an earlier call arrives once more before it; it
#: arrives long afterwards, when nobody waits for the answer any more.
TROUBLES: Final = ("lost", "unheard", "cut", "twice", "late", "delayed")
_AGAIN: Final = ("push", "pull", "take_next", "lease", "release", "blob_put", "blob_finish")
_QUIET: Final = ("wait", "interrupt", "close", "listening")


#: The number of a coming call, counted from 0, or the name of the next such call -> its trouble.
Troubles = dict[int | str, str]


class Line:
    """A hub as one desk reaches it, with `troubles` for the calls to come."""

    def __init__(self, world: World, desk: str) -> None:
        self.world = world
        self.desk = desk
        self.away = False
        self.troubles: Troubles = {}
        self.calls = 0
        self._earlier: Callable[[], Any] | None = None

    @property
    def address(self) -> str:
        return "sqlite:///simulated"

    def plan(self, troubles: Mapping[Any, str]) -> None:
        """Trouble for the calls from now on; see `Troubles`."""
        self.calls = 0
        self.troubles = dict(troubles)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in _QUIET:
            return lambda *values, **named: False

        def call(*values: Any, **named: Any) -> Any:
            values = tuple(list(v) if isinstance(v, Iterator) else v for v in values)
            return self._pass(name, lambda: self.world.at_hub(self, name, values, named))

        return call

    def _pass(self, name: str, call: Callable[[], Any]) -> Any:
        laws = self.world.laws
        trouble = self.troubles.pop(self.calls, "") or self.troubles.pop(name, "")
        self.calls += 1
        laws.boundary(f"before {name}")
        if trouble:
            self.world.tell(f"    {name} is {trouble}")
        if self.away or trouble == "lost":
            raise HubUnreachable("the line is down")
        if trouble == "delayed":
            self.world.under_way.append((f"{self.desk}'s {name}", call))
            raise HubUnreachable("no answer came")
        if trouble == "late" and self._earlier is not None:
            self._ignored(self._earlier)
        answer = call()
        if name in _AGAIN:
            self._earlier = call
            if trouble == "twice":
                self.world.tell(f"    {name} arrives again")
                answer = call()
        if trouble in ("unheard", "cut"):
            raise HubUnreachable("the answer was cut off")
        laws.boundary(f"after {name}")
        return answer

    @staticmethod
    def _ignored(call: Callable[[], Any]) -> None:
        """A call whose answer nobody hears."""
        try:
            call()
        except Refusal:
            pass
