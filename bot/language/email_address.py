"""Reads the e-mail address at which somebody can be written to."""

from email_validator import EmailNotValidError, validate_email

LONGEST = 254
"""The most letters that an address can have (RFC 5321)."""


def read_email(text: str) -> str | None:
    """The one e-mail address that a text is, its domain in small letters; None for anything else.

    Only the way it is written is looked at, not whether somebody reads it. Letters beyond ASCII are taken in the domain
    alone, where every mail server can write them.
    """
    try:
        found = validate_email(text.strip(), check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return None
    return found.ascii_email
