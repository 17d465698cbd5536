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
    """A request that is done, cancelled or given up does not change any more."""

    def __init__(self) -> None:
        super().__init__("This callback request is done or cancelled; a new one can be made.")


class UnknownCase(LookupError):
    """No such case is kept: it was never opened, or was forgotten in the meantime."""

    def __init__(self) -> None:
        super().__init__("This case is not in the records.")


class UnknownCall(LookupError):
    """No such telephone call is kept: it was never begun, or was forgotten in the meantime."""

    def __init__(self) -> None:
        super().__init__("This call is not in the records.")


class CallEnded(Exception):
    """A telephone call that has ended does not change any more."""

    def __init__(self) -> None:
        super().__init__("This call has ended; a new one can be begun.")


class UnknownSiteReferral(LookupError):
    """No such referral to a site is kept: it was never made, or was forgotten in the meantime."""

    def __init__(self) -> None:
        super().__init__("This referral to a site is not in the records.")


class NotTheNextStep(Exception):
    """A referral to a site cannot go from its status to the one that was asked for."""

    def __init__(self) -> None:
        super().__init__("This referral cannot go from where it stands to that status.")


class NotAgreed(Exception):
    """Without a consent that stands, nothing about a person goes to a site."""

    def __init__(self) -> None:
        super().__init__("The person has not agreed that this site may contact them.")


class NoContact(Exception):
    """A site cannot reach a person whose name and telephone number it does not have."""

    def __init__(self) -> None:
        super().__init__("A name and a telephone number are needed before anything goes to the site.")


class MailUnderWay(Exception):
    """A mail of this referral is on its way, so that another would be its double."""

    def __init__(self) -> None:
        super().__init__("A mail to this site is on its way already.")


class UnknownMail(LookupError):
    """No such mail is kept, or it is not one that can be sent again."""

    def __init__(self) -> None:
        super().__init__("This mail is not in the records, or cannot be sent again.")


class UnknownStaff(LookupError):
    """Nobody of the staff is known by this id."""

    def __init__(self) -> None:
        super().__init__("This person is not known here.")


class StaffKnown(Exception):
    """Somebody with this e-mail address is known already."""

    def __init__(self) -> None:
        super().__init__("Somebody with this e-mail address is known already.")


class LastAdministrator(Exception):
    """Without this person nobody could administer any more."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator; make somebody else one first.")


class MustNotBeCalled(Exception):
    """Somebody does not want calls at this number."""

    def __init__(self) -> None:
        super().__init__("This number is on the list of those that must not be called.")
