"""Runs in Rasa's environment: what the guards of the corrections say of this Rasa, and of another."""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import json
from dataclasses import replace

from bot.rasa import corrections


def refusal(deed) -> str:
    """The name of the error that the deed raises, or nothing."""
    try:
        deed()
    except Exception as error:
        return type(error).__name__
    return ""


every = [replacement for correction in corrections.CORRECTIONS for replacement in correction.replacements]
names = [correction.name for correction in corrections.CORRECTIONS]
print(
    json.dumps(
        {
            "names": names,
            "as written": [refusal(each.check) for each in every],
            "changed by one sign": [
                refusal(replace(each, digest=each.digest[:-1] + "x").check) for each in every
            ],
            "without the first": [each.name for each in corrections.wanted(names[0])],
            "without all": [each.name for each in corrections.wanted("all")],
            "a wrong name": refusal(lambda: corrections.wanted("no_such_correction")),
        }
    )
)
