"""Finding reply scripts while a word is being typed, in Chinese or by pinyin initials."""

from __future__ import annotations

from collections.abc import Iterable

from workstation.domain.script import Script
from workstation.domain.script_rank import Moment, Ranked, ScriptKeys, rank
from workstation.text.bigrams import normalise
from workstation.text.pinyin import title_keys


class ScriptIndex:
    """Scripts with the keys under which they are found, computed once.

    Making an index loads the pinyin dictionary (about 0.1 s): do it off the screen's thread.
    """

    def __init__(self, scripts: Iterable[Script]) -> None:
        self._scripts = {script.code: script for script in scripts}
        self._keys = {code: _keys(script) for code, script in self._scripts.items()}

    def __len__(self) -> int:
        return len(self._scripts)

    def get(self, code: str) -> Script | None:
        """Return the script with a short code, or None."""
        return self._scripts.get(code)

    def search(
        self, query: str = "", moment: Moment | None = None, limit: int = 20
    ) -> tuple[Ranked, ...]:
        """Return the best scripts for what was typed at this moment, best first.

        The ``::`` that opens the picker may be part of ``query``. Without words the moment alone
        decides.
        """
        words = normalise(query).removeprefix("::").strip()
        found = rank(self._scripts.values(), moment or Moment(), words, self._keys)
        return found[:limit]


def _keys(script: Script) -> ScriptKeys:
    pinyin, initials = title_keys(script.title)
    return ScriptKeys(
        code=script.code,
        title=normalise(script.title),
        body=normalise(script.body),
        tags=normalise(" ".join(script.tags)),
        pinyin=pinyin,
        initials=initials,
    )
