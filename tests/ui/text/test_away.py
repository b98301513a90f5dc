"""What drivers say when the shared database is away."""

from __future__ import annotations

import pytest

from ui.text import away
from ui.text.refusals import sentence


@pytest.mark.parametrize(
    ("problem", "said"),
    [
        (
            'connection failed: connection to server at "10.0.0.7", port 5432 failed:'
            " Connection refused",
            "(10.0.0.7:5432) is there, but",
        ),
        (
            'connection to server at "db" (10.0.0.7), port 5432 failed: timeout expired',
            "(db:5432) does not answer",
        ),
        ("failed to resolve host 'nowhere': [Errno -2]", "name is not known"),
        ("server closed the connection unexpectedly", "does not answer"),
        ("no file /srv/hub.db", "/srv/hub.db is not to be found"),
    ],
)
def test_a_message_of_a_driver_is_told_in_words(problem: str, said: str) -> None:
    assert said in away.plain(problem)
    assert said in sentence("hub_unreachable", {"reason": problem})


def test_a_message_that_is_not_known_is_quoted() -> None:
    assert away.plain("something else") == ""
    assert "something else" in sentence("hub_unreachable", {"reason": "something else"})
