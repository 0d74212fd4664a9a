"""A real browser for tests: the system's Chromium, which fetches nothing from the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, sync_playwright
from running import needed

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@contextmanager
def browser_page(width: int = 390, height: int = 844) -> Iterator[Page]:
    """Open an empty page in Chromium; without one the test skips, and in CI it fails."""
    chromium = needed("chromium", "install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        try:
            yield browser.new_page(viewport={"width": width, "height": height})
        finally:
            browser.close()


def faults_of(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands, a line each."""
    found = Axe().run(page).response["violations"]
    return [f"{it['id']}: {it['help']} ({'; '.join(node['html'][:120] for node in it['nodes'][:3])})" for it in found]
