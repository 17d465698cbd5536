"""The secret that signs the sessions: one, however many gateways begin in the same instant."""

import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from bot.gateway.secret import secret_of
from bot.settings import Settings

GATEWAYS = 8


def test_gateways_that_begin_together_have_one_secret(tmp_path):
    for number in range(40):
        settings, all_here = Settings(home=tmp_path / str(number)), Barrier(GATEWAYS)

        def begin(_, settings=settings, all_here=all_here):
            all_here.wait()
            return secret_of(settings)

        with ThreadPoolExecutor(GATEWAYS) as gateways:
            secrets = set(gateways.map(begin, range(GATEWAYS)))
        assert len(secrets) == 1
        assert len(secrets.pop()) > 40


def test_it_stays_the_same_and_nobody_else_may_read_it(tmp_path):
    settings = Settings(home=tmp_path)
    assert secret_of(settings) == secret_of(settings) != secret_of(Settings(home=tmp_path / "another"))
    assert stat.S_IMODE((tmp_path / "secret").stat().st_mode) == 0o600


def test_one_that_is_given_counts(tmp_path):
    assert secret_of(Settings(home=tmp_path, secret="given")) == b"given"
    assert not (tmp_path / "secret").exists()
