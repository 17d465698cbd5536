"""Which passwords are taken, and how they are kept."""

import hashlib

import pytest

from bot.callcenter.password_rules import problem_with
from bot.callcenter.passwords import Passwords

LONG = hashlib.sha512(b"sample").hexdigest() + hashlib.sha512(b"another").hexdigest()
EMAIL, NAME = "sample.agent@hotline.example", "Sample Agent"


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("brick lamp!!", None),
        ("brick lamp!", "too_short"),
        ("correct horse battery staple", None),
        ("plain sailing in 7 boats", None),
        ("все лодки плывут домой", None),
        (LONG, None),
        (LONG + "z", "too_long"),
        ("passwordpassword", "guessable"),
        ("Password1234!", "guessable"),
        ("123456789012", "guessable"),
        ("qwertyuiop12", "guessable"),
        ("aaaaaaaaaaaaaaaa", "guessable"),
        ("iloveyou1234", "guessable"),
        ("aftercartaftercart", "guessable"),
        ("sampleagent2026", "guessable"),
        ("my SAMPLE.agent@hotline.example", "own_email"),
    ],
)
def test_length_counts_and_what_is_guessed_early_is_refused(password, problem):
    assert problem_with(password, EMAIL, NAME) == problem


def test_no_signs_are_demanded():
    assert problem_with("seven boats in plain view", EMAIL, NAME) is None


def test_a_password_is_right_or_wrong_and_nobody_has_none():
    passwords = Passwords()
    kept = passwords.hash("plain sailing in 7 boats")
    assert kept.startswith("$argon2id$")
    assert passwords.is_right("plain sailing in 7 boats", kept)
    assert not passwords.is_right("plain sailing in 8 boats", kept)
    assert not passwords.is_right("nobody has this password", None)
    assert not passwords.is_right("plain sailing in 7 boats", "no hash at all")


def test_it_does_not_matter_which_keyboard_composed_a_letter():
    passwords = Passwords()
    assert passwords.is_right("cafe\u0301 au lait, ja", passwords.hash("caf\u00e9 au lait, ja"))
