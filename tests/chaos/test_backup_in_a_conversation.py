"""A backup while people talk, the end of that home, and the same conversation going on in a new one."""

import random
import shutil
import threading
from collections.abc import Callable

from kept_screens import Book, hold_against
from patients import Patient
from service import Service

SCRIPT, PAUSES_AT = "fits", "prior_lines"


class Pausing(Patient):
    """Something happens while this patient thinks about a question."""

    def __init__(self, service: Service, happens: Callable[[], None]) -> None:
        super().__init__(service.url, SCRIPT, random.Random(1), threading.Event(), thinks_seconds=0)
        self._happens = happens

    def _next(self, reply):
        asked, said = super()._next(reply)
        if asked == PAUSES_AT:
            self._happens()
        return asked, said


def test_a_conversation_goes_on_after_its_home_was_lost(start, tmp_path):
    service = start()
    calm = Patient(service.url, SCRIPT, random.Random(1), threading.Event(), thinks_seconds=0).go_through()
    assert not calm.gave_up
    others = threading.Thread(
        target=Patient(service.url, "corrects", random.Random(2), threading.Event()).go_through
    )

    def lose_and_restore() -> None:
        others.start()
        made = service.aftercart("backup", "--out", str(tmp_path / "backup"), "--with-keys")
        assert "conversations.sqlite3:" in made, made
        assert "AfterCART is running" in service.aftercart("restore", str(tmp_path / "backup"), "--force")
        service.stop()
        shutil.rmtree(service.settings.home)
        assert "Restored: the backup of" in service.aftercart("restore", str(tmp_path / "backup"))
        service.start()
        service.wait_until_ready()

    screen = Pausing(service, lose_and_restore).go_through()
    others.join()
    book = Book(service)
    found = hold_against(screen, book.kept_of(screen), calm, book.kept_of(calm))
    book.close()
    assert (found.lost, found.doubled, found.wrong) == (0, 0, [])
    assert screen.retries == []
    assert "2 entries, and the chain is whole" in service.aftercart("audit", "verify")
