"""All is written anew with the newest key, while the service runs, and an older key can go."""

import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from test_encryption_at_rest import converse

from bot.encryption import Cipher, fingerprint, new_key
from bot.store import Records, RecordsUnavailable, open_records
from bot.store.rewriting import EncryptedTable

OLD, NEW, INDEX = new_key(), new_key(), new_key()
BEFORE, BOTH, AFTER = (Cipher(keys, INDEX) for keys in ([OLD], [NEW, OLD], [NEW]))


def heard(records: Records) -> tuple:
    """All that was said in the conversation "ann"."""
    screening = records.current_screening("ann").id
    return (
        records.current_answers(screening),
        records.current_result(screening),
        records.callbacks(),
        records.turns("ann"),
    )


@pytest.fixture
def rotating(url: str, noon: datetime) -> tuple[str, tuple]:
    """A database written with the old key, and what stands in it."""
    with open_records(url, BEFORE) as records:
        converse(records, noon)
        for number in range(450):
            records.take_turn("ann", f"k{number}", {"text": "61"}, "61", noon)
        return url, heard(records)


def test_all_is_readable_with_the_new_key_alone(rotating: tuple[str, tuple]) -> None:
    url, said = rotating
    with open_records(url, BOTH) as records:
        seen = []
        changed = records.rotate(lambda *step: seen.append(step))
        assert (changed["turn"], changed["answer"], changed["callback"]) == (451, 1, 1)
        assert [step for step in seen if step[0] == "turn"] == [
            ("turn", 200, 451),
            ("turn", 400, 451),
            ("turn", 451, 451),
        ]
        assert set(records.keys_by_rows()) == {fingerprint(NEW)}
        assert set(records.rotate(lambda *_: None).values()) == {0}
        with pytest.raises(RecordsUnavailable):
            open_records(url, AFTER)
        records.retire_keys()
    with open_records(url, AFTER) as records:
        assert heard(records) == said
        assert records.find_people("zelda-name") == ("ann",)


def test_keys_are_counted(rotating: tuple[str, tuple], noon: datetime) -> None:
    url, _ = rotating
    with open_records(url, BOTH) as records:
        before = records.keys_by_rows()
        records.take_turn("bob", "k", {"text": "61"}, "61", noon)
        after = records.keys_by_rows()
    assert set(before) == {fingerprint(OLD)}
    assert after == {fingerprint(OLD): before[fingerprint(OLD)], fingerprint(NEW): 2}


def test_what_the_service_writes_meanwhile_is_not_lost(
    rotating: tuple[str, tuple], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, _ = rotating
    some = EncryptedTable.some
    with open_records(url, BOTH) as records, open_records(url, BOTH) as service:
        service.answer_turn("ann", "k7", [{"text": "before"}])

        def with_an_answer_after_reading(self: EncryptedTable, session: Session, after: object) -> object:
            rows = some(self, session, after)
            if self.name == "turn":
                service.answer_turn("ann", "k7", [{"text": "meanwhile"}])
            return rows

        monkeypatch.setattr(EncryptedTable, "some", with_an_answer_after_reading)
        records.rotate(lambda *_: None)
        assert service.turns("ann")[8].reply == ({"text": "meanwhile"},)


KILLED = """
import os, signal, sys
from bot.encryption import Cipher
from bot.store import open_records
url, new, old, index = sys.argv[1:]
def fall(table, seen, number):
    if table == "turn" and seen == 200:
        os.kill(os.getpid(), signal.SIGKILL)
with open_records(url, Cipher([new, old], index)) as records:
    records.rotate(fall)
"""


def test_who_falls_in_the_midst_goes_on_where_they_were(rotating: tuple[str, tuple]) -> None:
    url, said = rotating
    process = subprocess.run(
        [sys.executable, "-c", KILLED, url, NEW, OLD, INDEX], cwd=Path(__file__).parents[2], check=False
    )
    assert process.returncode == -signal.SIGKILL
    with open_records(url, BOTH) as records:
        assert set(records.keys_by_rows()) == {fingerprint(OLD), fingerprint(NEW)}
        assert heard(records) == said
        assert records.rotate(lambda *_: None)["turn"] == 251
        assert set(records.keys_by_rows()) == {fingerprint(NEW)}
        assert heard(records) == said
