"""How long nobody may try again to sign in as somebody."""

from datetime import timedelta

FREE_ATTEMPTS = 4
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)


def wait_after(failures: int) -> timedelta:
    """The wait after so many failures in a row: none at first, then a minute, doubled each time up to an hour.

    At an hour each, a year holds fewer than nine thousand guesses, and the person who forgot waits minutes.
    """
    if failures <= FREE_ATTEMPTS:
        return timedelta(0)
    doublings = min(failures - FREE_ATTEMPTS - 1, 10)
    return min(FIRST_WAIT * 2**doublings, LONGEST_WAIT)
