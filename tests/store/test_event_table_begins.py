"""Rasa's table of events, on both databases: it is made once, however many processes begin in the same instant."""

import pytest
from ciphers import CIPHER
from in_rasa import in_rasa
from postgresql import KNOWS_NO_ALPHABET
from sqlalchemy import make_url

from bot.store import TrackerDatabase

ROUNDS = 4


def test_it_is_made_once(new_database):
    for _ in range(ROUNDS):
        url = new_database()
        TrackerDatabase(url, CIPHER).prepare()
        assert in_rasa("beginning.py", url) == ["0"]


@pytest.mark.parametrize("how", ["", KNOWS_NO_ALPHABET])
@pytest.mark.parametrize("driver", ["postgresql", "postgresql+psycopg"])
def test_both_ways_to_write_the_address_will_do(new_postgresql_database, driver, how):
    url = make_url(new_postgresql_database(how)).set(drivername=driver).render_as_string(hide_password=False)
    assert in_rasa("beginning.py", url) == ["0"]
