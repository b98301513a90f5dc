"""The tokens, asked of a real full-text table and compared with a plain look at every row."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.text.bigrams import index_tokens, match_query, normalise

CHINESE = st.text(
    alphabet=[
        *"快件破损水晶花瓶张伟〇々",
        "\u9fff",
        "\U00020bb7",
        "\U0003134a",
        "\uf900",
        "가",
        "の",
    ],
    min_size=1,
    max_size=8,
)
MIXED = st.text(alphabet=[*"破损张伟，。 ab1Sｆ２é\u0301-'\"*\n", "\U00020bb7"], max_size=20)


def table(tokenizer: str, texts: list[str]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute(
        f"CREATE VIRTUAL TABLE t USING fts5(body, content='', tokenize='{tokenizer}')"
    )
    connection.executemany(
        "INSERT INTO t(rowid, body) VALUES (?, ?)",
        [(row, index_tokens(text)) for row, text in enumerate(texts)],
    )
    return connection


def found(connection: sqlite3.Connection, query: str) -> set[int]:
    match = match_query(query)
    if not match:
        return set()
    return {row for (row,) in connection.execute("SELECT rowid FROM t WHERE t MATCH ?", (match,))}


@pytest.mark.parametrize("tokenizer", ["unicode61", "ascii"])
@settings(max_examples=60, deadline=None)
@given(texts=st.lists(CHINESE, min_size=1, max_size=12), query=CHINESE)
def test_a_chinese_fragment_of_any_length_finds_exactly_its_rows(tokenizer, texts, query):
    connection = table(tokenizer, texts)
    wanted = normalise(query)
    assert found(connection, query) == {
        row for row, text in enumerate(texts) if wanted in normalise(text)
    }
    connection.close()


@settings(max_examples=60, deadline=None)
@given(text=st.text(alphabet=[*"客户来电破损张伟，1a "], min_size=1, max_size=30), data=st.data())
def test_every_chinese_fragment_of_a_text_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    fragment = text[start:end]
    if not any("\u4e00" <= letter <= "\u9fff" for letter in fragment) or fragment[0] in "1a":
        return
    connection = table("unicode61", [text])
    assert found(connection, fragment) == {0}
    connection.close()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SF1234", {0}),
        ("sf 1234567", {0}),
        ("１２３４５", {0}),
        ("34567", set()),
        ("破损3件", {1}),
        ("3件", {1}),
        ("iphone", {1}),
        ("Crystal", {2}),
        ("vase cryst", {2}),
        ("破损 花瓶", {0}),
        ("花瓶 破损", {0}),
        ("破损花瓶", set()),
    ],
)
def test_words_and_numbers_are_found_from_their_beginning(query, rows):
    connection = table(
        "unicode61",
        ["运单SF1234567890123，花瓶破损", "破损3件，iPhone15", "The crystal vase was broken"],
    )
    assert found(connection, query) == rows
    connection.close()


@settings(max_examples=150, deadline=None)
@given(st.one_of(MIXED, st.text(max_size=30)))
def test_nothing_typed_breaks_the_query(query):
    connection = table("unicode61", ["张伟"])
    found(connection, query)
    connection.close()


@pytest.mark.parametrize(
    "query",
    ['" OR 1', "NEAR(a b)", "body:张", "^张", "-张", "a*b", "(", "{a b}: c", "AND", "NOT 张"],
)
def test_query_language_is_only_text(query):
    connection = table("unicode61", ["别的内容"])
    assert found(connection, query) == set()
    connection.close()


@settings(max_examples=150, deadline=None)
@given(st.one_of(MIXED, st.text(max_size=30)))
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_normalise_folds_width_case_and_blanks():
    assert normalise("  ＳＦ１２３　Ａ\u200b：x\t\n y ") == "sf123 a:x y"


def test_what_holds_no_word_cannot_be_asked():
    assert match_query("，。!? …") == ""
    assert index_tokens("，。") == ""


def test_a_very_long_query_stays_bounded():
    connection = table("unicode61", ["张"])
    found(connection, "张 伟 " * 5000)
    found(connection, "张" * 100_000)
    connection.close()
