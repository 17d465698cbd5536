"""A real Chromium, and a mock gateway on its own port for each test."""

from collections.abc import Iterator

import pytest
from mock_gateway import MockGateway
from playwright.sync_api import Browser
from real_browser import chromium_of_debian
from visitor import Visitor


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests are skipped."""
    with chromium_of_debian() as browser:
        yield browser


@pytest.fixture
def gateway() -> Iterator[MockGateway]:
    """A gateway that nobody has talked to."""
    mock = MockGateway()
    yield mock
    mock.stop()


@pytest.fixture
def other_page() -> Iterator[MockGateway]:
    """A second server: a page of another origin."""
    mock = MockGateway()
    yield mock
    mock.stop()


@pytest.fixture
def visit(chromium: Browser, gateway: MockGateway) -> Iterator:
    """Makes visitors, each with a browser of its own; at the end none of them has seen an error."""
    visitors: list[Visitor] = []

    def make(**device: object) -> Visitor:
        device.setdefault("viewport", {"width": 1000, "height": 800})
        visitors.append(Visitor(chromium.new_context(**device), gateway.origin))
        return visitors[-1]

    yield make
    for visitor in visitors:
        visitor.context.close()
    assert [error for visitor in visitors for error in visitor.errors] == []


@pytest.fixture
def visitor(visit) -> Visitor:
    """Somebody at a desk."""
    return visit()


@pytest.fixture
def phone(visit) -> Visitor:
    """Somebody with a phone."""
    return visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
