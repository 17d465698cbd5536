"""The e-mail addresses of the trial's sites, which the trial page does not have: a file of one's own says them."""

import csv
from collections.abc import Mapping
from pathlib import Path

from bot.language.email_address import read_email

Name = tuple[str, str]
"""A site's name and its ZIP code, as the trial page has them."""


class BadAddresses(ValueError):
    """The file of addresses cannot be used; the message says which line and why."""


def addresses_of_sites(path: Path | None) -> Mapping[Name, str]:
    """The addresses by site. The file is CSV with the columns name, zip and address; no path gives none.

    Raises BadAddresses.
    """
    if path is None:
        return {}
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError):
        raise BadAddresses(f"The file of site addresses, {path}, cannot be read.") from None
    return dict(_address(row, line) for line, row in enumerate(rows, start=2))


def _address(row: Mapping[str, str | None], line: int) -> tuple[Name, str]:
    try:
        name, zip_code, written = (str(row[column]).strip() for column in ("name", "zip", "address"))
    except KeyError:
        raise BadAddresses("The file of site addresses needs the columns name, zip and address.") from None
    address = read_email(written)
    if address is None:
        raise BadAddresses(f"Line {line} of the file of site addresses has no e-mail address.")
    return (name, zip_code), address
