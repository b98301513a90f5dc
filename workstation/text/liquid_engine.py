"""The one place that touches python-liquid: a template language cut down to what speech needs.

Templates see plain data only. Of the language's tags only conditions, choices, loops over given
lists, assignments and comments are known; filters are our own. Loops, nesting, local values and
output are bounded (the library leaves all of that unbounded by default). Importing this module
takes about 0.2 s, so only :mod:`workstation.text.templating` does it, when first needed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, wraps
from typing import Any, Final, TextIO

from liquid import Environment, Mode, RenderContext, Undefined
from liquid.builtin import (
    assign_tag,
    case_tag,
    comment_tag,
    content,
    for_tag,
    if_tag,
    illegal,
    inline_comment_tag,
    output,
    unless_tag,
)
from liquid.builtin.expressions import FilteredExpression
from liquid.exceptions import LiquidError, LiquidTypeError
from liquid.stringify import to_liquid_string
from liquid.template import BoundTemplate

from workstation.text import masks

#: Around a filled placeholder in the raw output: ``OPEN name MIDDLE value CLOSE``.
OPEN: Final = "\ue000"
MIDDLE: Final = "\ue001"
CLOSE: Final = "\ue002"

_LONGEST_VALUE: Final = 4_000
_TAGS: Final = (
    content.Literal,
    illegal.Illegal,
    if_tag.IfTag,
    unless_tag.UnlessTag,
    case_tag.CaseTag,
    for_tag.ForTag,
    for_tag.BreakTag,
    for_tag.ContinueTag,
    assign_tag.AssignTag,
    comment_tag.CommentTag,
    inline_comment_tag.InlineCommentTag,
)

__all__ = ["CLOSE", "MIDDLE", "OPEN", "LiquidError", "engine", "parse"]


class _MarkedOutput(output.OutputNode):
    """An output statement that tells in the raw output what it put where."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        value = self.expression.evaluate(context)
        text = "" if isinstance(value, Undefined) else to_liquid_string(value, autoescape=False)
        if len(text) > _LONGEST_VALUE:
            raise LiquidTypeError("a value is too long", token=self.token)
        shown = text if text.strip() else ""
        return buffer.write(f"{OPEN}{self._name()}{MIDDLE}{shown}{CLOSE}")

    def _name(self) -> str:
        left = self.expression.left if isinstance(self.expression, FilteredExpression) else ""
        return str(left).strip("\"'")


class _Output(output.Output):
    node_class = _MarkedOutput


class _SpeechEnvironment(Environment):
    """Liquid with bounds, our filters, and no way to load other templates."""

    block_nesting_limit = 12
    context_depth_limit = 16
    loop_iteration_limit = 200
    local_namespace_limit = 64_000
    output_stream_limit = 100_000
    suppress_blank_control_flow_blocks = False

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (*_TAGS, _Output):
            self.add_tag(tag)
        for name, function in _FILTERS.items():
            self.add_filter(name, function)


@cache
def engine() -> Environment:
    """Return the environment, built once."""
    return _SpeechEnvironment(tolerance=Mode.STRICT, strict_filters=True)


def parse(body: str) -> BoundTemplate:
    """Parse a body; raises :class:`LiquidError` with line and reason."""
    return engine().from_string(body)


def line_of(problem: LiquidError) -> int:
    """Return the line of a template problem, counted from 1; 0 when it is not known."""
    token = problem.token
    if token is None:
        return 0
    return token.source.count("\n", 0, max(token.start_index, 0)) + 1


Filter = Callable[..., object]


def _kept_open(function: Filter) -> Filter:
    """Let a filter pass a missing value on, so that it stays a gap, and bound its answer."""

    @wraps(function)
    def bounded(*values: Any) -> object:
        if any(value is None or isinstance(value, Undefined) for value in values):
            return None
        answer = function(*values)
        if isinstance(answer, str) and len(answer) > _LONGEST_VALUE:
            raise LiquidTypeError("a value is too long", token=None)
        return answer

    return bounded


def _text(value: object) -> str:
    return to_liquid_string(value, autoescape=False)


def _default(value: object, fallback: object = "") -> object:
    empty = isinstance(value, Undefined) or value is None or value is False
    return fallback if empty or not _text(value).strip() else value


def _append(value: object, more: object) -> str:
    return _text(value) + _text(more)


def _prepend(value: object, more: object) -> str:
    return _text(more) + _text(value)


def _truncate(value: object, length: object = 50) -> str:
    text, most = _text(value), max(int(str(length)), 1)
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _join(value: object, between: object = "、") -> str:
    items = value if isinstance(value, list) else [value]
    return _text(between).join(_text(item) for item in items)


def _tail(value: object, length: object = 4) -> str:
    return _text(value)[-max(int(str(length)), 1) :]


_FILTERS: Final[dict[str, Filter]] = {
    "default": _default,
    "append": _kept_open(_append),
    "prepend": _kept_open(_prepend),
    "strip": _kept_open(lambda value: _text(value).strip()),
    "upcase": _kept_open(lambda value: _text(value).upper()),
    "downcase": _kept_open(lambda value: _text(value).lower()),
    "truncate": _kept_open(_truncate),
    "join": _kept_open(_join),
    "tail": _kept_open(_tail),
    "mask_name": _kept_open(lambda value: masks.name(_text(value))),
    "mask_phone": _kept_open(lambda value: masks.phone(_text(value))),
}
