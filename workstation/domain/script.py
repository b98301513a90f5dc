"""Reply scripts (话术): standard words for a moment of the conversation, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Final

from workstation.domain.acts import Act, acts_from
from workstation.domain.refusal import Refusal
from workstation.domain.script_ask import Ask, ask_facts, asks_from
from workstation.domain.script_facts import FACTS as FACTS
from workstation.domain.shape import Table, check_distinct, each, root

#: Channels that a script may be written for; none named means all.
CHANNELS: Final = ("phone", "sms", "email", "chat")
AUDIENCES: Final = ("sender", "receiver", "merchant")
#: The moods a script is meant for, in the order of a ticket's intensity 0, 1, 2.
MOODS: Final = ("calm", "upset", "strong")

_LISTS: Final = ("channels", "classes", "groups", "steps", "audience", "moods", "tags", "needs")
_KEYS: Final = (
    *("code", "title", "body", "language", "version", "variants", "translations", "asks"),
    *("promise", "acts", "snippet", *_LISTS),
)
_CODE_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(frozen=True, slots=True)
class Words:
    """A script in another language than its first: title, body, and bodies of single channels."""

    language: str
    title: str
    body: str
    variants: tuple[tuple[str, str], ...] = ()

    def body_for(self, channel: str) -> str:
        """The words for a channel: its own variant if there is one, else the body."""
        return dict(self.variants).get(channel, self.body)


@dataclass(frozen=True, slots=True)
class ScriptPromise:
    """What a script promises: `what` goes to the promise ledger when the script is said.

    It is due at the time that `{{ promise.time }}` or the asked-for moment `ask` was given, which
    is proposed as `hours` from now (0: none is proposed).
    """

    what: str
    hours: int = 0
    ask: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A reply script.

    `code` is the short code that is typed; `body` is a template whose placeholders are of `FACTS`
    or of its `asks`; `variants` holds shorter or longer words for single channels, `translations`
    all of it in other languages than `language`. `classes` are class or sub-type codes, `groups`
    group codes, `steps` procedure steps; an empty list means "for all of them". `tags` are free
    words that procedures and people look for. `needs` are facts without which it is not to be
    said, beyond those its placeholders name. `promise` and `acts` follow when it is said.
    `version` is kept with each reply. A `snippet` is a part of other scripts only
    (`{% snippet "code" %}`). `owner` is the uid of the person whose own script it is, "" for one
    of the team; `scope` are the groups that see it, empty for all.
    """

    code: str
    title: str
    body: str
    channels: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    moods: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: str = "zh"
    version: str = ""
    variants: tuple[tuple[str, str], ...] = ()
    translations: tuple[Words, ...] = ()
    asks: tuple[Ask, ...] = ()
    needs: tuple[str, ...] = ()
    promise: ScriptPromise | None = None
    acts: tuple[Act, ...] = ()
    snippet: bool = False
    owner: str = ""
    scope: tuple[str, ...] = ()

    def body_for(self, channel: str, language: str = "") -> str:
        """The words for a channel: its own variant if there is one, else the body.

        In a language that the script does not have it is its first language's.
        """
        return self.words_in(language).body_for(channel)

    def words_in(self, language: str = "") -> Words:
        """Title and bodies in a language ("zh", "en"); in the first one where it is missing."""
        for words in self.translations:
            if words.language == language:
                return words
        return Words(self.language, self.title, self.body, self.variants)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it has, the first one first."""
        return (self.language, *(words.language for words in self.translations))


def scripts_from(data: Mapping[str, object]) -> tuple[Script, ...]:
    """Build the scripts of one file's data (a `script` list; the file's `version` is inherited).

    Raises `Refusal` with the place (`script[3].channels`): `rule_missing`, `rule_type`,
    `rule_unknown_key`, `rule_duplicate`, `rule_format_newer`, `script_code_letters`,
    `script_choice` (with `value` and `known`).
    """
    top = root(data)
    version = top.text("version")
    found = each(top.tables("script"), lambda row: _script(row, version))
    check_distinct([script.code for script in found], "script")
    return found


def script_from(facts: Mapping[str, object], version: str = "") -> Script:
    """Build one script of its table, as `script_facts` gives it; raises as `scripts_from`."""
    return _script(Table(facts, "script"), version)


def script_facts(script: Script) -> dict[str, object]:
    """The script as its table in a file holds it, plain data; what is as usual is left out.

    `version`, `owner` and `scope` are not of the text and are left out too.
    """
    told: dict[str, object] = {"code": script.code, "title": script.title, "body": script.body}
    for key in _LISTS:
        if values := getattr(script, key):
            told[key] = list(values)
    if script.language != "zh":
        told["language"] = script.language
    if script.snippet:
        told["snippet"] = True
    if script.variants:
        told["variants"] = dict(script.variants)
    if script.translations:
        told["translations"] = {one.language: _words_facts(one) for one in script.translations}
    if script.asks:
        told["asks"] = [ask_facts(one) for one in script.asks]
    if script.promise:
        told["promise"] = _usual_left_out(script.promise)
    if script.acts:
        told["acts"] = [_act_facts(one) for one in script.acts]
    return told


def _words_facts(words: Words) -> dict[str, object]:
    told: dict[str, object] = {"title": words.title, "body": words.body}
    return {**told, "variants": dict(words.variants)} if words.variants else told


def _usual_left_out(one: ScriptPromise) -> dict[str, object]:
    told: dict[str, object] = {"what": one.what, "hours": one.hours, "ask": one.ask}
    return {key: value for key, value in told.items() if value}


def _act_facts(act: Act) -> dict[str, object]:
    names = (item.name for item in fields(act) if item.name != "code")
    told = {name: getattr(act, name) for name in names if getattr(act, name)}
    if "tag" in told and act.code == "lane":
        told["lane"] = told.pop("tag")
    if "priority" in told and act.code == "raise":
        told["to"] = told.pop("priority")
    return {"do": act.code, **told}


def _script(row: Table, version: str) -> Script:
    row.only(*_KEYS)
    code = row.text("code")
    if not _CODE_LETTERS.issuperset(code):
        raise Refusal("script_code_letters", place=row.at("code"), value=code)
    acts = row.tables("acts")
    return Script(
        code=code,
        title=row.text("title"),
        body=row.text("body").strip("\n"),
        channels=_choices(row, "channels", CHANNELS),
        classes=row.texts("classes"),
        groups=row.texts("groups"),
        steps=row.texts("steps"),
        audience=_choices(row, "audience", AUDIENCES),
        moods=_choices(row, "moods", MOODS),
        tags=row.texts("tags"),
        language=row.text("language", "zh"),
        version=row.text("version", version),
        variants=_variants(row),
        translations=_translations(row),
        asks=asks_from(row.tables("asks")),
        needs=row.texts("needs"),
        promise=_promise(row),
        acts=acts_from(acts, row.at("acts")) if acts else (),
        snippet=row.flag("snippet"),
    )


def _variants(row: Table) -> tuple[tuple[str, str], ...]:
    table = row.table("variants")
    _check_choices(tuple(table.values), CHANNELS, table.place)
    return tuple((channel, table.text(channel).strip("\n")) for channel in table.values)


def _translations(row: Table) -> tuple[Words, ...]:
    table = row.table("translations")
    found = []
    for language in table.values:
        words = table.table(language)
        words.only("title", "body", "variants")
        body = words.text("body").strip("\n")
        found.append(Words(language, words.text("title"), body, _variants(words)))
    return tuple(found)


def _promise(row: Table) -> ScriptPromise | None:
    if "promise" not in row.values:
        return None
    table = row.table("promise")
    table.only("what", "hours", "ask")
    hours = table.length("hours", 0, "hours")
    if hours < 0:
        raise Refusal("rule_value", place=table.at("hours"), value=hours, expected="hours from 0")
    return ScriptPromise(table.text("what"), hours, table.text("ask", ""))


def _choices(row: Table, key: str, known: tuple[str, ...]) -> tuple[str, ...]:
    found = row.texts(key)
    _check_choices(found, known, row.at(key))
    return found


def _check_choices(found: tuple[str, ...], known: tuple[str, ...], place: str) -> None:
    for value in found:
        if value not in known:
            raise Refusal("script_choice", place=place, value=value, known=known)
