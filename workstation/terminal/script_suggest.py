"""`script suggest NUMBER` and `script suggest --words FILE`: which scripts answer, and why.

Lines {id, text[, channel, language]} are answered one by one as they come, without a ticket: the
first three scripts with their reasons. Without a desk the shipped scripts and rules answer.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from workstation import profiles
from workstation.domain.refusal import Refusal
from workstation.domain.script import CHANNELS
from workstation.rules import loading
from workstation.terminal.answer import Answer
from workstation.terminal.json_lines import Told, answered, opened, tell
from workstation.terminal.script_known import LANGUAGES
from workstation.terminal.sitting import desk_of, profile_of

if TYPE_CHECKING:
    from workstation.domain.script_rank import Ranked
    from workstation.scripts.speaking import ScriptChoice

#: Gives the first scripts for a message, a channel and a language.
_Suggest = Callable[[str, str, str], list[dict[str, Any]]]


def declare(parts: Any) -> None:
    """Declare the part of `script`."""
    one: argparse.ArgumentParser = parts.add_parser(
        "suggest", help="the scripts that fit a ticket now, or that answer messages"
    )
    one.add_argument("ticket", nargs="?", default="", metavar="NUMBER")
    one.add_argument("--words", metavar="FILE", help="JSON Lines {id, text}; - for standard input")
    one.add_argument("--query", default="", help="what would be typed into the list")
    one.add_argument("--channel", default="", choices=("", *CHANNELS))
    one.add_argument("--language", default="", choices=LANGUAGES)
    one.add_argument("--limit", type=int, default=3)
    one.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Answer; 1 when a line could not be understood."""
    if bool(given.ticket) == bool(given.words):
        raise Refusal("used_wrongly", message="give the number of a ticket, or --words FILE")
    return _for_lines(given, answer) if given.words else _for_ticket(given, answer)


def _for_ticket(given: argparse.Namespace, answer: Answer) -> int:
    from workstation.scripts.speaking import suggest

    with desk_of(given) as desk:
        ticket = desk.read.ticket_by_number(given.ticket)
        if ticket is None:
            raise Refusal("not_found", kind="ticket", uid=given.ticket)
        limit, language = max(1, given.limit), given.language
        found = suggest(desk, ticket.uid, given.query, given.channel, (), limit, language)
        told = [{**_choice(one), "preview": one.preview, "gaps": list(one.gaps)} for one in found]
    answer.tell(ticket=given.ticket, scripts=told)
    answer.table((one.place, one.code, one.title, ", ".join(one.reasons)) for one in found)
    if found and found[0].ahead:
        answer.say(f"before {found[0].second}: {', '.join(found[0].ahead)}")
    return 0


def _for_lines(given: argparse.Namespace, answer: Answer) -> int:
    with _suggesting(given) as suggest, opened(given.words) as stream:

        def answering(asked: Told) -> Told:
            channel = asked.get("channel") or given.channel
            language = asked.get("language") or given.language
            return {"id": asked.get("id"), "scripts": suggest(asked["text"], channel, language)}

        return tell(answered(stream, _asked, answering), answer)


@contextmanager
def _suggesting(given: argparse.Namespace) -> Iterator[_Suggest]:
    """What suggests: the named desk with what it knows, else the shipped scripts and rules."""
    limit = max(1, given.limit)
    if profiles.is_made(profile_of(given)):
        with desk_of(given) as desk:
            from workstation.scripts.speaking import suggest_for_words

            yield lambda text, channel, language: [
                _choice(one) for one in suggest_for_words(desk, text, channel, "", limit, language)
            ]
        return
    from workstation.domain.script_rank import Moment
    from workstation.scripts.finding import spoken_language
    from workstation.scripts.suggesting import Suggester
    from workstation.text.script_search import ScriptIndex

    used = loading.load()
    suggester = Suggester(used, ScriptIndex(loading.scripts(), used.suggesting.weights))

    def choose(text: str, channel: str, language: str) -> list[dict[str, Any]]:
        tongue = language or spoken_language(text)
        return _ranked(suggester.choose(text, Moment(channel, language=tongue), limit), tongue)

    yield choose


def _choice(one: ScriptChoice) -> dict[str, Any]:
    return {
        "code": one.code,
        "title": one.title,
        "language": one.language,
        "reasons": list(one.reasons),
        "ahead": list(one.ahead),
    }


def _ranked(found: tuple[Ranked, ...], language: str) -> list[dict[str, Any]]:
    from workstation.domain.script_rank import ahead

    told = []
    for place, one in enumerate(found):
        words = one.script.words_in(language)
        before = ahead(one, found[place + 1]) if place + 1 < len(found) else ()
        told.append(
            {
                "code": one.script.code,
                "title": words.title,
                "language": words.language,
                "reasons": list(one.reasons),
                "ahead": list(before),
            }
        )
    return told


def _asked(told: Told) -> Told:
    """The line as it is, where channel and language are known; raises `ValueError`."""
    for key, known in (("channel", ("", *CHANNELS)), ("language", LANGUAGES)):
        if told.get(key, "") not in known:
            raise ValueError(f'"{key}" is none of {", ".join(known[1:])}')
    return told
