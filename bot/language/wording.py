"""Values said in plain words."""

from collections.abc import Sequence
from datetime import date, timedelta

from bot.values import Days, Interval, Number


def say_day(day: date) -> str:
    """A day as it is written in the United States: "August 14, 2026"."""
    return f"{day:%B} {day.day}, {day.year}"


def say_days(days: Days) -> str:
    """A day, a whole month ("August 2026"), or the days between two."""
    if days.exact:
        return say_day(days.low)
    if _whole_month(days):
        return f"{days.low:%B} {days.low.year}"
    return f"between {say_day(days.low)} and {say_day(days.high)}"


def _whole_month(days: Days) -> bool:
    after = days.high + timedelta(days=1)
    return days.low.day == after.day == 1 and (after - days.low).days <= 31


def say_amount(amount: float) -> str:
    """A number without a needless decimal point, thousands apart: "1,500", "0.9"."""
    return f"{amount:,.10g}" if not float(amount).is_integer() else f"{int(amount):,}"


def say_number(number: Number) -> str:
    """A number, or the two between which it lies: "5", "4 or 5", "4 to 6"."""
    if number.exact:
        return say_amount(number.low)
    link = "or" if number.high - number.low == 1 else "to"
    return f"{say_amount(number.low)} {link} {say_amount(number.high)}"


def say_list(words: list[str], last: str = "and") -> str:
    """Words in a row: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def say_count(count: int, thing: str) -> str:
    """ "1 day", "5 days"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def say_distance(miles: int) -> str:
    """A distance: "about 12 miles"."""
    return f"about {say_count(miles, 'mile')}" if miles else "less than a mile"


def say_stretches(parts: Sequence[Interval]) -> list[str]:
    """Neighboring intervals as choices: "before August 4, 2026", "August 4, 2026 or later"; "2 or fewer", "3"."""
    say = _say_stretch_of_days if isinstance(parts[0].low, date) else _say_stretch_of_numbers
    return [say(part, first=part is parts[0], last=part is parts[-1]) for part in parts]


def _say_stretch_of_days(part: Days, first: bool, last: bool) -> str:
    if first:
        return f"before {say_day(part.high + timedelta(days=1))}"
    return f"{say_day(part.low)} or later" if last else say_days(part)


def _say_stretch_of_numbers(part: Number, first: bool, last: bool) -> str:
    if first:
        return f"{say_amount(part.high)} or fewer"
    return f"{say_amount(part.low)} or more" if last else say_number(part)
