"""Days counted back from the day of the screen."""

from datetime import timedelta

from anybody import TODAY

from bot.values import Interval


def ago(days):
    """The day so many days ago, exactly."""
    return Interval.exactly(TODAY - timedelta(days=days))


def between(earliest, latest):
    """Some day between so many days ago and so many."""
    return Interval(TODAY - timedelta(days=earliest), TODAY - timedelta(days=latest))
