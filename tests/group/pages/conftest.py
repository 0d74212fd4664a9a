from collections.abc import Iterator

import pytest
from browser import chromium
from playwright.sync_api import Browser, expect


# One browser for a module; each phone in it is a context of its own.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    expect.set_options(timeout=30_000)  # a shared machine is slow; what has to be quick says so itself
    with chromium() as running:
        yield running
