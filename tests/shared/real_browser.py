"""Debian's Chromium, for the tests that click."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

PROGRAMS = ("chromium-headless-shell", "chromium")
"""The first that is installed serves: the shell renders the same pages, without the pages of a window's own frame."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

PATIENCE_MILLISECONDS = 30_000
"""A busy machine is slow, not wrong."""

expect.set_options(timeout=PATIENCE_MILLISECONDS)


@contextmanager
def chromium_of_debian() -> Iterator[Browser]:
    """The browser, until it is left; without it the test is skipped.

    While it is open an event loop runs in this thread, in which no test can run another.
    """
    path = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if path is None:
        pytest.skip("Chromium is not installed; scripts/install-chromium does it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()
