"""`classify`: class, sub-type and group of texts from JSON Lines; and the parts of `rules` on learning.

Lines are answered one by one as they come, so that another program may talk with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from workstation import examples, profiles
from workstation.domain.classify import suggest
from workstation.domain.refusal import Refusal
from workstation.domain.route import RouteFacts, decide
from workstation.rules import loading
from workstation.rules.bundle import Rules
from workstation.terminal.answer import Answer
from workstation.terminal.json_lines import Told, answered, opened, tell
from workstation.terminal.sitting import desk_of, iso, profile_of

Part = Callable[[str, Callable[[argparse.Namespace, Answer], int], str], argparse.ArgumentParser]
#: How much of a text the routing chart looks for words in, as for a ticket.
_ROUTED: Final = 2_000


def declare(commands: Any, name: str) -> None:
    """Declare the command."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help="class, sub-type and group of texts, from JSON Lines {id, text}"
    )
    parser.add_argument(
        "file", nargs="?", default="-", help="JSON Lines; - for standard input (default)"
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace, answer: Answer) -> int:
    """Answer each line in its place; 1 when a line could not be understood."""
    with rules_in_force(given) as used, opened(given.file) as stream:

        def answering(asked: Told) -> Told:
            return {"id": asked.get("id"), **classified(asked["text"], used, asked["hints"])}

        return tell(answered(stream, _asked, answering), answer)


def classified(text: str, used: Rules, hints: Iterable[str] = ()) -> dict[str, object]:
    """Class, sub-type and group of a text under rules, and why.

    `asked` tells that the class is left open; `choices` are the sub-types to ask about then.
    """
    found = suggest(text, used.catalogue, tuple(hints))
    asked = not found.class_code
    facts = RouteFacts(
        class_code=found.class_code, subtype=found.subtype, text_words=text[:_ROUTED]
    )
    way = None if asked else decide(facts, used.routing)
    return {
        "class": found.class_code,
        "subtype": found.subtype,
        "group": "" if way is None else way.group,
        "confidence": found.confidence,
        "asked": asked,
        "reasons": list(found.words),
        "choices": list(found.choices),
        "rule": "" if way is None else way.rule,
        "because": "" if way is None else way.sentence("zh", used.routing),
    }


def _asked(told: Told) -> Told:
    """The line as {id, text, hints}; raises `ValueError` with what is amiss."""
    hints = told.get("hints", [])
    if not isinstance(hints, list) or not all(isinstance(hint, str) for hint in hints):
        raise ValueError('"hints" is no list of texts')
    return {**told, "hints": tuple(hints)}


@contextmanager
def rules_in_force(given: argparse.Namespace) -> Iterator[Rules]:
    """The rules of the named desk with what it learned; without a desk, the shipped ones."""
    if profiles.is_made(profile_of(given)):
        with desk_of(given) as desk:
            yield desk.rules
    else:
        yield loading.load()


def declare_parts(part: Part) -> None:
    """Declare `rules train` and `rules learned` beside the other parts of `rules`."""
    one = part("train", _train, "make the shipped model of types from its examples")
    one.add_argument("--folder", type=Path, help="where the examples are (default: the shipped)")
    one.add_argument("--check", action="store_true", help="only say whether it would change")
    one = part("learned", _learned, "what this desk learned of the tickets its people classified")
    one.add_argument("--now", action="store_true", help="learn anew of all such tickets")
    one.add_argument("--forget", action="store_true", help="drop all that was learned")


def _train(given: argparse.Namespace, answer: Answer) -> int:
    folder: Path = given.folder or examples.folder()
    made = examples.train(folder)
    known = len(set(examples.examples(folder)))
    text = examples.written(made)
    file = folder / "model.json"
    stood = file.read_text("utf-8") if file.exists() else ""
    same = text == stood
    answer.tell(
        same=same,
        file=str(file),
        examples=known,
        types=len(made.labels),
        signs=len(made.signs),
    )
    answer.say(f"{known:,} examples of {len(made.labels)} types, {len(made.signs):,} signs")
    if given.check:
        answer.say("the model is what the examples give" if same else "the model must be made anew")
        return 0 if same else 1
    if not same:
        file.write_text(text, "utf-8")
    answer.say(f"{file}: {'unchanged' if same else 'written'}")
    return 0


def _learned(given: argparse.Namespace, answer: Answer) -> int:
    if given.now and given.forget:
        raise Refusal("used_wrongly", message="say either --now or --forget")
    with desk_of(given) as desk:
        if given.forget:
            desk.learner.forget()
        told = (desk.learner.learn() if given.now else desk.learner.learned()).result()
    answer.tell(**{**told.facts(), "at": iso(told.at) if told.at else None})
    answer.say(f"learned of {told.tickets:,} tickets; {told.waiting:,} judgements since")
    for code, number in sorted(told.by_type, key=lambda one: (-one[1], one[0])):
        answer.say(f"  {code}: {number:,}")
    return 0
