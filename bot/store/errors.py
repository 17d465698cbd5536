"""What can go wrong with the records, each in one sentence that names no health word and no password."""


class RecordsUnavailable(Exception):
    """The records cannot be opened; the message says why and what to do."""


class UnknownScreening(LookupError):
    """No such screening is kept: it was never begun, or was forgotten in the meantime."""

    def __init__(self) -> None:
        super().__init__("This screening is not in the records; begin one first.")


class ScreeningEnded(Exception):
    """An answer came for a screening that has ended; its result would no longer fit its answers."""

    def __init__(self) -> None:
        super().__init__("This screening has ended; reopen it before recording another answer.")


class AnotherScreeningOpen(Exception):
    """A conversation has one open screening at most."""

    def __init__(self) -> None:
        super().__init__(
            "A later screening of this conversation is open; end or abandon it before reopening this one."
        )


class NotYetErased(Exception):
    """The rows are deleted, but SQLite could not yet overwrite their old bytes."""

    def __init__(self) -> None:
        super().__init__(
            "The records are deleted, but the database was too busy to erase their old bytes; forget again."
        )


class NoFreeCode(Exception):
    """Nearly every reference code is in use."""

    def __init__(self) -> None:
        super().__init__("The reference codes are used up; forget old conversations to free some.")


class UnknownCallback(LookupError):
    """No such request is kept: it was never made, or was forgotten in the meantime."""

    def __init__(self) -> None:
        super().__init__("This callback request is not in the records.")


class CallbackClosed(Exception):
    """A request that is done or cancelled does not change any more."""

    def __init__(self) -> None:
        super().__init__("This callback request is done or cancelled; a new one can be made.")
