"""The file of the sites' addresses, and how an address is read."""

from pathlib import Path

import pytest

from bot.language.email_address import read_email
from bot.mailing.addresses import BadAddresses, addresses_of_sites

IOWA = ("Iowa Methodist Medical Center", "50309")


def written(folder: Path, *lines: str) -> Path:
    path = folder / "sites.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_no_file_gives_no_address() -> None:
    assert addresses_of_sites(None) == {}


def test_each_line_gives_the_address_of_a_site(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "name,zip,address",
        "Iowa Methodist Medical Center,50309, trials@Hospital.Example",
        '"Center, with a comma",10001,a@b.example',
    )
    assert addresses_of_sites(path) == {
        IOWA: "trials@hospital.example",
        ("Center, with a comma", "10001"): "a@b.example",
    }


BAD = [
    (("name,zip,mail", "A,50309,a@b.example"), "columns name, zip and address"),
    (("name,zip,address", "A,50309,a@b.example", "B,50310,not an address"), "Line 3"),
    (("name,zip,address", "A,50309"), "Line 2"),
]


@pytest.mark.parametrize(("lines", "said"), BAD)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(BadAddresses, match=said):
        addresses_of_sites(written(tmp_path, *lines))


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(BadAddresses, match="cannot be read"):
        addresses_of_sites(tmp_path / "no.csv")


READ = [
    ("sam@example.org", "sam@example.org"),
    (" Sam.Sample+x@Example.ORG ", "Sam.Sample+x@example.org"),
    ("sam@bücher.example", "sam@xn--bcher-kva.example"),
    ("sam", None),
    ("sam@", None),
    ("@example.org", None),
    ("sam@example", None),
    ("sam@example.org, bob@example.org", None),
    ("Sam <sam@example.org>", None),
    ("sam@example.org\nBcc: bob@example.org", None),
    ("zoë@example.org", None),
    ("", None),
    ("a" * 65 + "@example.org", None),
]


@pytest.mark.parametrize(("text", "address"), READ)
def test_an_address_is_read_or_it_is_none(text: str, address: str | None) -> None:
    assert read_email(text) == address
