"""The one place that touches python-liquid: a template language cut down to what speech needs.

Templates see plain data only. Of the language's tags only conditions, choices, loops over given
lists, assignments and comments are known, and `{% snippet "code" %}` of our own, which puts a part
in that was handed over with the body; nothing is ever loaded. Filters are our own, too
(:mod:`workstation.text.liquid_filters`). Loops, nesting, local values, output and the work as a
whole are bounded (the library leaves all of that unbounded by default). Importing this module
takes about 0.2 s, so only :mod:`workstation.text.templating` does it, when first needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any, Final, TextIO

from liquid import Environment, Mode, RenderContext
from liquid.ast import Node
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
from liquid.builtin.expressions import (
    FilteredExpression,
    StringLiteral,
    TernaryFilteredExpression,
    parse_primitive,
)
from liquid.exceptions import (
    LiquidError,
    LiquidSyntaxError,
    LiquidTypeError,
    LoopIterationLimitError,
)
from liquid.output import LimitedStringIO
from liquid.stream import TokenStream
from liquid.tag import Tag
from liquid.template import BoundTemplate
from liquid.token import TOKEN_TAG, Token

from workstation.text.liquid_filters import FILTERS, LONGEST_VALUE, NotText, text_of

#: Around a filled placeholder in the raw output: ``OPEN name MIDDLE value CLOSE``.
OPEN: Final = "\ue000"
MIDDLE: Final = "\ue001"
CLOSE: Final = "\ue002"

#: Evaluations, turns of loops and parts put in, all counted together for one text.
MOST_STEPS: Final = 20_000
_NO_MARKS: Final = {ord(mark): None for mark in (OPEN, MIDDLE, CLOSE)}
#: Names that the library itself knows and that are none of our facts.
_BUILT_IN: Final[dict[str, object]] = {"now": None, "today": None}
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

__all__ = ["CLOSE", "MIDDLE", "OPEN", "LiquidError", "engine", "parse", "run", "snippets_of"]


class _Bounded(RenderContext):
    """A context that counts what is done altogether, however it is nested or repeated."""

    __slots__ = ("language", "snippets", "steps")

    def __init__(self, template: BoundTemplate, **given: Any) -> None:
        super().__init__(template, **given)
        self.steps = 0
        self.language = "zh"
        self.snippets: Mapping[str, BoundTemplate] = {}

    def count(self, steps: int = 1) -> None:
        """Count work; raises a :class:`LiquidError` when it is too much."""
        self.steps += steps
        if self.steps > MOST_STEPS:
            raise LoopIterationLimitError("too much work for one text", token=None)

    def get(self, path: list[object], *, token: Token | None, default: object = None) -> object:
        self.count()
        if default is None:
            return super().get(path, token=token)
        return super().get(path, token=token, default=default)

    def filter(self, name: str, token: Token | None) -> Any:
        self.count()
        return super().filter(name, token)

    def assign(self, key: str, val: Any) -> None:
        self.count(1 + len(self.locals) // 16)
        super().assign(key, val)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        super().raise_for_loop_limit(length)
        self.count(length)


class _MarkedOutput(output.OutputNode):
    """An output statement that tells in the raw output what it put where."""

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, _Bounded)
        context.count()
        value = self.expression.evaluate(context)
        try:
            text = text_of(value, context.language)
        except NotText:
            text = ""
        if len(text) > LONGEST_VALUE:
            raise LiquidTypeError("a value is too long", token=self.token)
        shown = text.translate(_NO_MARKS) if text.strip() else ""
        return buffer.write(f"{OPEN}{self._name().translate(_NO_MARKS)}{MIDDLE}{shown}{CLOSE}")

    def _name(self) -> str:
        left: object = self.expression
        while isinstance(left, FilteredExpression | TernaryFilteredExpression):
            left = left.left
        return str(left).strip("\"'")


class _Output(output.Output):
    node_class = _MarkedOutput


class _SnippetNode(Node):
    """`{% snippet "code" %}`: another script's words in this place."""

    __slots__ = ("code",)

    def __init__(self, token: Token, code: str) -> None:
        super().__init__(token)
        self.code = code
        self.blank = False

    def __str__(self) -> str:
        return f'{{% snippet "{self.code}" %}}'

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        assert isinstance(context, _Bounded)
        context.count()
        template = context.snippets.get(self.code)
        if template is None:
            raise LiquidTypeError(f"no snippet {self.code!r}", token=self.token)
        template.render_with_context(context, buffer, partial=True, block_scope=True)
        return 1


class _SnippetTag(Tag):
    name = "snippet"
    block = False

    def parse(self, stream: TokenStream) -> Node:
        token = stream.eat(TOKEN_TAG)
        tokens = stream.into_inner(tag=token, eat=False)
        code = parse_primitive(self.env, tokens)
        tokens.expect_eos()
        if not isinstance(code, StringLiteral):
            raise LiquidSyntaxError(
                'a snippet is named in quotes: {% snippet "code" %}', token=token
            )
        return _SnippetNode(token, code.value)


class _Template(BoundTemplate):
    context_class = _Bounded


class _SpeechEnvironment(Environment):
    """Liquid with bounds, our filters, and no way to load other templates."""

    block_nesting_limit = 12
    context_depth_limit = 16
    loop_iteration_limit = 200
    local_namespace_limit = 64_000
    output_stream_limit = 100_000
    suppress_blank_control_flow_blocks = False
    template_class = _Template

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:
        for tag in (*_TAGS, _Output, _SnippetTag):
            self.add_tag(tag)
        for name, function in FILTERS.items():
            self.add_filter(name, function)


@cache
def engine() -> Environment:
    """Return the environment, built once."""
    return _SpeechEnvironment(tolerance=Mode.STRICT, strict_filters=True)


@lru_cache(maxsize=1024)
def parse(body: str) -> BoundTemplate:
    """Parse a body, once; raises :class:`LiquidError` with line and reason."""
    return engine().from_string(body.translate(_NO_MARKS))


def run(
    template: BoundTemplate,
    data: Mapping[str, object],
    language: str,
    snippets: Mapping[str, BoundTemplate],
) -> str:
    """Return a template's raw output, with marks; raises :class:`LiquidError`."""
    context = _Bounded(template, globals=template.make_globals({**_BUILT_IN, **data}))
    context.language, context.snippets = language, snippets
    buffer = LimitedStringIO(limit=_SpeechEnvironment.output_stream_limit, newline="")
    template.render_with_context(context, buffer)
    return buffer.getvalue()


def snippets_of(template: BoundTemplate) -> tuple[str, ...]:
    """Return the codes of the snippets that a template puts in, wherever they stand in it."""
    static = RenderContext(template)
    return tuple(dict.fromkeys(_codes(template.nodes, static)))


def _codes(nodes: list[Node], static: RenderContext) -> Iterator[str]:
    waiting = list(nodes)
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, _SnippetNode):
            yield node.code
        waiting[:0] = node.children(static, include_partials=False)


def line_of(problem: LiquidError) -> int:
    """Return the line of a template problem, counted from 1; 0 when it is not known."""
    token = problem.token
    if token is None:
        return 0
    return token.source.count("\n", 0, max(token.start_index, 0)) + 1
