"""What stands on a desk already: imported scripts are held against it, so that nothing comes twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from workstation.domain.script import Script, script_facts
from workstation.domain.script_version import ScriptVersion
from workstation.scripts.shelf import UnusedScript, read_version
from workstation.text.edited import edited_percent

#: Two texts that differ in fewer of their characters (percent) are one script in two forms.
ALIKE: Final = 50


@dataclass(slots=True)
class Standing:
    """The scripts that there are: in use, and drafts not yet in force, by what they say.

    `taken` are all codes that have ever been used here.
    """

    by_code: dict[str, list[Script]] = field(default_factory=dict)
    by_title: dict[str, list[str]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    _by_body: dict[str, list[Script]] = field(default_factory=dict)

    def add(self, script: Script) -> None:
        """Have a script among them; the first of a code counts as the one in use."""
        self.by_code.setdefault(script.code, []).append(script)
        for language in script.languages:
            self._by_body.setdefault(_bare(script.words_in(language).body), []).append(script)
        titles = self.by_title.setdefault(script.title, [])
        if script.code not in titles:
            titles.append(script.code)
        self.taken.add(script.code)

    def of_title(self, title: str) -> str:
        """The code of the only script of a title; "" if there is none or there are several."""
        found = self.by_title.get(title, [])
        return found[0] if len(found) == 1 else ""

    def saying(self, script: Script) -> Script | None:
        """A script that says all that this one says, rather one with its title."""
        found = [one for one in self._by_body.get(_bare(script.body), []) if says_all(one, script)]
        titled = (one for one in found if one.title == script.title)
        return next(titled, found[0] if found else None)


def standing(scripts: Iterable[Script], versions: Iterable[ScriptVersion]) -> Standing:
    """What stands: scripts in use, then open drafts with their words."""
    found = Standing()
    for script in scripts:
        found.add(script)
    for version in versions:
        made = read_version(version)
        if not isinstance(made, UnusedScript):
            found.add(made)
        found.taken.add(version.code)
    return found


def words_key(script: Script) -> str:
    """What a script says, in all languages and for all channels, without blanks."""
    parts = [script.body, *(body for _, body in script.variants)]
    for words in script.translations:
        parts += [words.body, *(body for _, body in words.variants)]
    return "\x1f".join(map(_bare, parts))


def says_all(standing_one: Script, script: Script) -> bool:
    """Whether a script has every text of another, in its language and for its channel."""
    for language in script.languages:
        if language not in standing_one.languages:
            return False
        words, there = script.words_in(language), standing_one.words_in(language)
        if _bare(words.body) != _bare(there.body):
            return False
        if any(_bare(body) != _bare(there.body_for(channel)) for channel, body in words.variants):
            return False
    return True


def is_same(standing_one: Script, script: Script, *, exact: bool) -> bool:
    """Whether a script brings nothing new: its whole table, or the words a foreign file has."""
    if exact:
        return script_facts(standing_one) == script_facts(script)
    return standing_one.title == script.title and says_all(standing_one, script)


def _bare(text: str) -> str:
    return "".join(text.split())


def is_another(standing_one: Script, script: Script) -> bool:
    """Whether two scripts of one code are of different things: neither title nor words alike."""
    if standing_one.title.strip() == script.title.strip():
        return False
    titles = are_alike(standing_one.title, script.title)
    return not titles and not are_alike(standing_one.body, script.body)


def are_alike(one: str, other: str) -> bool:
    """Whether two texts are two forms of one."""
    return edited_percent(one, other) <= ALIKE


def laid_over(standing_one: Script, script: Script) -> Script:
    """A script in use with the words of a foreign file: what that does not tell stays as it is."""
    kept = {
        name: getattr(script, name) or getattr(standing_one, name)
        for name in ("channels", "classes", "groups", "steps", "audience", "moods")
    }
    languages = {words.language for words in script.translations}
    others = tuple(
        words
        for words in standing_one.translations
        if words.language not in languages and words.language != script.language
    )
    asks = {ask.name: ask for ask in (*standing_one.asks, *script.asks)}
    return replace(
        standing_one,
        code=script.code,
        title=script.title,
        body=script.body,
        language=script.language,
        variants=_merged(standing_one.variants, script.variants),
        translations=(*script.translations, *others),
        tags=tuple(dict.fromkeys((*standing_one.tags, *script.tags))),
        asks=tuple(asks.values()),
        **kept,
    )


def _merged(
    before: tuple[tuple[str, str], ...], after: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, str], ...]:
    told: Mapping[str, str] = {**dict(before), **dict(after)}
    return tuple(told.items())
