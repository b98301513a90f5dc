"""An entry of a foreign collection as a reply script of ours: its texts, title, tags and type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from workstation.domain.script import AUDIENCES, CHANNELS, MOODS, Script, Words
from workstation.domain.script_ask import Ask
from workstation.readers.readable import readable
from workstation.readers.script_fields import (
    audience_of,
    channel_of,
    language_of,
    listed,
    mood_of,
    parted,
    spoken_language,
    tags_of,
)
from workstation.readers.script_source import Entry
from workstation.scripts.languages import letters, two_languages
from workstation.scripts.made import Codes, Guess, Made, Problem, Translate
from workstation.scripts.naming import title_of
from workstation.text.templating import LONGEST_BODY, MOST_TAGS

#: A tag is a word to look for; what is longer belongs to the note.
LONGEST_TAG: Final = 24
LONGEST_TITLE: Final = 80
#: Longer texts are not looked at for tags and placeholders; they are refused.
_LONGEST_MARKED: Final = 100_000
#: How sure a type must be that is guessed of a title alone, of title and scene, of all words.
_SURE, _LIKELY, _CERTAIN = 0.85, 0.7, 0.9
_CONTROL: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u2060\ufeff\ue000-\ue0ff\ud800-\udfff]"
)
_BREAKS: Final = re.compile("\r\n?|\u2028|\u2029|\x85")
_MANY_BREAKS: Final = re.compile(r"\n{4,}")
_NO: Final = (
    "false",
    "0",
    "no",
    "inactive",
    "disabled",
    "否",
    "停用",
    "禁用",
    "关闭",
    "无效",
    "draft",
)
#: The line with which a template of an e-mail begins: its subject, which is not said.
_SUBJECT: Final = re.compile(
    r"\A\W{0,4}(?:e-?mail\s+)?(?:subject(?:\s+line)?|邮件主题|邮件标题|主题)\W{0,4}?\s*[:：]\W{0,4}?[ \t]*"
    r"([^\n]*\w[^\n]*)\n\s*(?=\S)",
    re.IGNORECASE,
)
_BILINGUAL: Final = re.compile(
    r"\s*[（(](?:双语|中英双语|中英文?|中英对照|bilingual)[）)]\s*", re.IGNORECASE
)


def made_of(entry: Entry, translate: Translate, guess: Guess, codes: Codes) -> list[Made]:
    """The scripts of an entry: one, or one for each of several wordings."""
    if entry.problem:
        return [_broken(entry)]
    texts = _texts(entry.values)
    if not texts:
        made = _broken(entry, "script_body_missing")
        return [made]
    bodies = [name for name in texts if name == "body" or name.startswith("body#")]
    if len(bodies) < 2:
        return [_Maker(entry, texts, translate, guess, codes).make()]
    found = []
    for number, name in enumerate(bodies, start=1):
        mine = {key: text for key, text in texts.items() if not key.startswith("body#")}
        mine = {"body": texts[name]} if number > 1 else mine
        found.append(_Maker(entry, mine, translate, guess, codes, number).make())
    return found


def clean(text: str) -> str:
    """A text without signs that nobody sees, with one kind of line end and no blank edges."""
    told = _BREAKS.sub("\n", text)
    told = _CONTROL.sub("", told).replace("\xa0", " ").replace("\u3000\n", "\n")
    told = "\n".join(line.rstrip() for line in told.split("\n"))
    return _MANY_BREAKS.sub("\n\n\n", told).strip("\n").strip()


def _broken(entry: Entry, code: str = "") -> Made:
    title = clean(entry.values.get("title", "")).replace("\n", " ")[:LONGEST_TITLE]
    made = Made(entry, Script("", title, ""), given_code=entry.values.get("code", ""))
    made.problems.append(Problem(code or entry.problem, dict(entry.detail), fatal=True))
    return made


def _texts(values: Mapping[str, str]) -> dict[str, str]:
    """The bodies of an entry by field, made readable; empty ones left out."""
    found = {}
    for name, text in values.items():
        if not name.startswith("body"):
            continue
        told = clean(text)
        if len(told) <= _LONGEST_MARKED:
            told = clean(readable(told))
        if told:
            found[name] = told
    return found


def _without_subject(texts: Mapping[str, str]) -> tuple[dict[str, str], str]:
    """The texts without the subject line of an e-mail at their beginning, and that subject."""
    found, subject = {}, ""
    for name, text in texts.items():
        line = _SUBJECT.match(text[:_LONGEST_MARKED])
        found[name] = text[line.end() :] if line else text
        subject = subject or (line[1].strip(" *_`") if line else "")
    return found, subject


class _Maker:
    """Makes one script of an entry."""

    def __init__(
        self,
        entry: Entry,
        texts: dict[str, str],
        translate: Translate,
        guess: Guess,
        codes: Codes,
        number: int = 1,
    ) -> None:
        self._entry = entry
        self._values = entry.values
        self._texts, self._subject = _without_subject(texts)
        self._translate = translate
        self._guess = guess
        self._codes = codes
        self._number = number
        self._asks: tuple[Ask, ...] = ()
        self._loose: list[str] = []
        self._made = Made(entry, Script("", "", ""))

    def make(self) -> Made:
        made = self._made
        if self._subject:
            made.problems.append(Problem("script_subject_apart", {"subject": self._subject}))
        language = self._language()
        bodies = self._bodies(language)
        first = language if language in {one for one, _ in bodies} else next(iter(bodies))[0]
        words = {one: self._words(one, bodies) for one in dict.fromkeys(key[0] for key in bodies)}
        categories = tuple(filter(None, (clean(one) for one in self._entry.categories)))
        main = words.pop(first)
        made.script = Script(
            code="",
            title=main.title,
            body=main.body,
            channels=self._choices("channel", channel_of, CHANNELS),
            classes=self._classes(main, categories),
            groups=self._known("group", self._codes.groups),
            steps=self._known("step", self._codes.steps),
            audience=self._choices("audience", audience_of, AUDIENCES),
            moods=self._choices("mood", mood_of, MOODS),
            language=first,
            variants=main.variants,
            translations=tuple(words.values()),
            asks=self._asks,
        )
        made.given_code = self._values.get("code", "").strip() if self._number == 1 else ""
        tags, made.note = self._aside(categories)
        made.script = _with_tags(made.script, tags)
        if _is_no(self._values.get("active", "")):
            made.problems.append(Problem("script_not_in_use_there"))
        return made

    def _language(self) -> str:
        """The first language: the one named, else that of the text."""
        if named := language_of(self._values.get("language", "")):
            return named
        if given := self._values.get("language", "").strip():
            self._loose.append(given)
        body = next(iter(self._texts.values()))
        found = spoken_language(letters(body)) or spoken_language(self._values.get("title", ""))
        self._made.guessed.append("language")
        return found or "zh"

    def _bodies(self, language: str) -> dict[tuple[str, str], str]:
        """The texts by language and channel, placeholders made ours."""
        found: dict[tuple[str, str], str] = {}
        for name, text in self._texts.items():
            _, own, channel = parted(name.split("#")[0])
            channel = channel if channel in CHANNELS else ""
            for one, part in self._parts(text, own or language, alone=not own):
                found.setdefault((one, channel), self._ours(part))
        for one in dict.fromkeys(key[0] for key in found):
            if (one, "") not in found:  # a language that has texts for single channels alone
                found[one, ""] = next(text for key, text in found.items() if key[0] == one)
        return found

    def _parts(self, text: str, language: str, *, alone: bool) -> Iterator[tuple[str, str]]:
        """A text of two languages one after the other is parted."""
        named = bool(language_of(self._values.get("language", "")))
        parts = two_languages(text) if alone and not named else {}
        if parts:
            self._made.problems.append(Problem("script_two_languages"))
            yield from parts.items()
        else:
            yield language, text

    def _ours(self, text: str) -> str:
        if len(text) > LONGEST_BODY or text.count("{{") + text.count("{%") > MOST_TAGS:
            return text
        told = self._translate(text, self._asks)
        names = {ask.name for ask in self._asks}
        self._asks += tuple(ask for ask in told.asks if ask.name not in names)
        self._made.known += [pair for pair in told.known if pair not in self._made.known]
        self._made.unknown += [pair for pair in told.unknown if pair not in self._made.unknown]
        for text in dict.fromkeys(told.left):
            self._made.problems.append(Problem("script_placeholder_left", {"text": text}))
        return told.text

    def _words(self, language: str, bodies: Mapping[tuple[str, str], str]) -> Words:
        title = self._title(language, bodies[language, ""])
        told = {channel: text for (one, channel), text in bodies.items() if one == language}
        variants = tuple(
            (one, told[one]) for one in CHANNELS if one in told and told[one] != told[""]
        )
        return Words(language, title, told[""], variants)

    def _title(self, language: str, body: str) -> str:
        given = self._values.get(f"title_{language}") or self._values.get("title", "")
        if not given:
            given = next(
                (text for name, text in self._values.items() if parted(name)[0] == "title"), ""
            )
        words = " ".join(clean(readable(given or self._subject)).split())
        words = _BILINGUAL.sub("", words) or words
        if not words:
            self._made.guessed.append("title")
            words = title_of(body)
        if self._number > 1:
            words = f"{words}（{self._number}）"
        if len(words) > LONGEST_TITLE:
            self._made.problems.append(Problem("script_title_cut", {"title": words}))
            words = f"{words[: LONGEST_TITLE - 1]}…"
        return words

    def _choices(
        self, name: str, code_of: Callable[[str], str], order: tuple[str, ...]
    ) -> tuple[str, ...]:
        """The codes that a cell's words stand for; words that stand for none become tags."""
        found = set()
        for word in listed(self._values.get(name, "")):
            code = code_of(word)
            if code:
                found.add(code)
            elif word not in ("全部", "所有", "通用", "不限", "all", "any", "All"):
                self._loose.append(word)
        if len(found) == len(order):
            return ()
        return tuple(code for code in order if code in found)

    def _known(self, name: str, codes: Mapping[str, str]) -> tuple[str, ...]:
        found = []
        for word in listed(self._values.get(name, "")):
            if code := codes.get(word.casefold()):
                found.append(code)
            else:
                self._loose.append(word)
        return tuple(dict.fromkeys(found))

    def _classes(self, words: Words, categories: tuple[str, ...]) -> tuple[str, ...]:
        """Class and sub-type: as named, else guessed of title, headings, scene and words."""
        if named := self._known("class", self._codes.classes):
            return named
        sure = self._guessed(words.title, _SURE)
        if sure:
            return sure
        for heading in reversed(categories):
            if code := self._codes.classes.get(heading.casefold()):
                return (code,)
        scene = self._values.get("scene", "")
        found = self._guessed(f"{words.title}\n{scene}", _LIKELY)
        if found or tags_of((*categories, words.title)):
            return found
        return self._guessed(f"{words.title}\n{words.body}", _CERTAIN)

    def _guessed(self, text: str, least: float) -> tuple[str, ...]:
        code, sure = self._guess(text)
        if not code or sure < least:
            return ()
        self._made.guessed.append("class")
        return (code,)

    def _aside(self, categories: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
        """What no field takes: short words become tags, the rest a note."""
        scene = " ".join(clean(self._values.get("scene", "")).split())
        words = [*listed(clean(self._values.get("tags", ""))), *categories, *self._loose]
        told = tags_of((*categories, self._values.get("title", ""), scene))
        notes = [clean(self._values.get("note", ""))]
        if 0 < len(scene) <= LONGEST_TAG:
            words.append(scene)
        else:
            notes.append(scene)
        notes += [word for word in words if len(word) > LONGEST_TAG]
        if subject := clean(self._values.get("subject", "")) or self._subject:
            notes.append(f"subject: {subject}")
        notes += [f"{name}: {clean(text)}" for name, text in self._entry.extra.items()]
        short = [word for word in words if len(word) <= LONGEST_TAG]
        return (*told, *short), "\n".join(note for note in notes if note)


def _is_no(text: str) -> bool:
    return text.strip().casefold() in _NO


def _with_tags(script: Script, tags: Iterable[str]) -> Script:
    return replace(script, tags=tuple(dict.fromkeys(tag for tag in tags if tag)))
