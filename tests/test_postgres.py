"""The PostgreSQL server of the tests answers, and each test has a database to itself."""

from __future__ import annotations

import psycopg
import sqlalchemy as sa

from tests.postgres import PostgresServer


def test_psycopg_reads_chinese_back(fresh_database: str) -> None:
    with psycopg.connect(fresh_database) as connection:
        connection.execute("CREATE TABLE parcel (waybill text PRIMARY KEY, goods text)")
        connection.execute("INSERT INTO parcel VALUES ('SF1', '水晶花瓶')")
        row = connection.execute("SELECT goods FROM parcel").fetchone()
    assert row == ("水晶花瓶",)


def test_sqlalchemy_takes_the_same_url(fresh_database: str) -> None:
    engine = sa.create_engine(fresh_database)
    try:
        with engine.connect() as connection:
            assert connection.execute(sa.text("SELECT 40 + 2")).scalar_one() == 42
        assert engine.dialect.driver == "psycopg"
    finally:
        engine.dispose()


def test_a_second_test_finds_nothing_of_the_first(fresh_database: str) -> None:
    with psycopg.connect(fresh_database) as connection:
        found = connection.execute("SELECT to_regclass('parcel')").fetchone()
    assert found == (None,)


def test_a_template_is_prepared_once_and_copied(postgres_server: PostgresServer) -> None:
    prepared: list[str] = []

    def prepare(url: str) -> None:
        prepared.append(url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE kept (n int)")

    copies = []
    for _ in range(2):
        template = postgres_server.template("smoke", prepare)
        copies.append(postgres_server.create(template))
    for name in copies:
        with psycopg.connect(postgres_server.url(name)) as connection:
            assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)
        postgres_server.drop(name)
    assert len(prepared) == 1


def test_a_database_is_dropped_though_a_connection_was_left_open(
    postgres_server: PostgresServer,
) -> None:
    name = postgres_server.create()
    left = psycopg.connect(postgres_server.url(name))
    postgres_server.drop(name)
    left.close()
