"""Short codes of regimens that mean something else too: when they are believed."""

import re

from bot.trial.medicines.mentions import Mention

_BESIDE = re.compile(
    r"[\s,/+&;.()-]*(?:\b(?:and|then|with|or|plus|followed by|to)\b)?[\s,/+&;()-]*", re.IGNORECASE
)
_SAYS_NOTHING = re.compile(
    r"(?:[\W\d_]|\b(?:regimen|regimens|chemo|chemotherapy|therapy|protocol|cycles?|of|x|and|then|or|plus)\b)*",
    re.I,
)


def believable(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions without the doubtful ones, unless these are all that is said or stand beside a sure one."""
    if _says_nothing_else(mentions, text):
        return mentions
    # From the left, then from the right: a doubtful one beside a believed one is believed too.
    forward = _beside_believed(mentions, text)
    backward = _beside_believed(mentions[::-1], text)
    return [mention for mention in mentions if mention in forward or mention in backward]


def _says_nothing_else(mentions: list[Mention], text: str) -> bool:
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return _SAYS_NOTHING.fullmatch(rest) is not None


def _beside_believed(mentions: list[Mention], text: str) -> list[Mention]:
    """The mentions that are sure, or follow a believed one in this order with nothing said between them."""
    believed: list[Mention] = []
    for mention in mentions:
        if not mention.doubtful or (believed and _is_beside(mention, believed[-1], text)):
            believed.append(mention)
    return believed


def _is_beside(one: Mention, other: Mention, text: str) -> bool:
    first, second = sorted((one, other), key=lambda mention: mention.first)
    return _BESIDE.fullmatch(text, first.end, second.start) is not None
