"""A real Chromium, and a mock gateway on its own port for each test."""

import shutil
from collections.abc import Iterator

import pytest
from mock_gateway import MockGateway
from playwright.sync_api import Browser, sync_playwright
from visitor import Visitor

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; without it these tests are skipped."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("Chromium is not installed; scripts/install-chromium does it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


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
