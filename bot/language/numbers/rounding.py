"""How wide "about" is."""

import math

_COUNTED_ON_FINGERS = 12
_STEPS = (1.0, 5.0, 10.0, 50.0, 100.0, 500.0, 1000.0, 5000.0, 10000.0, 50000.0, 100000.0, 500000.0)


def nearby(value: float) -> tuple[float, float]:
    """What "about `value`" stands for.

    People round to a step that shows in the number: "about 60" was rounded to tens and may be 55 to 65,
    "about 61" was not rounded and is off by one at most. Up to twelve people count one by one, so that
    "about 5" is 4 to 6. A decimal is off by one in its last place. Where the width decides a
    criterion, the screen asks again.
    """
    if value != int(value):
        step = 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
        return round(max(0.0, value - step), 6), round(value + step, 6)
    if abs(value) <= _COUNTED_ON_FINGERS:
        return max(min(0.0, value), value - 1), value + 1
    step = max(step for step in _STEPS if value % step == 0 and step <= abs(value) / 2)
    half = max(1.0, math.ceil(step / 2))
    return value - half, value + half
