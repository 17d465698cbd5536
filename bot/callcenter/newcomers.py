"""Who is added to the staff: an e-mail address that can exist, and a name."""

from email_validator import EmailNotValidError, validate_email

LONGEST_NAME = 80


def email_of(typed: str) -> str | None:
    """The address in small letters; None if nobody can have it. Whether it exists is not asked."""
    try:
        return validate_email(typed.strip(), check_deliverability=False).normalized.lower()
    except EmailNotValidError:
        return None


def name_of(typed: str) -> str | None:
    """The name without needless blanks; None if there is none, or it is too long to be shown."""
    name = " ".join(typed.split())
    return name if 0 < len(name) <= LONGEST_NAME else None
