"""A real browser for tests: the system's Chromium, which fetches nothing from the network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, sync_playwright
from running import needed

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run Chromium; without it the test skips, and in CI it fails."""
    path = needed("chromium", "install the package chromium")
    with sync_playwright() as playwright, closing(
        playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    ) as browser:
        yield browser


@contextmanager
def browser_page(width: int = 390, height: int = 844) -> Iterator[Page]:
    """Open an empty page in a browser of its own."""
    with chromium() as browser:
        yield browser.new_page(viewport={"width": width, "height": height})


def faults_of(page: Page, *rules: str) -> list[str]:
    """Return what axe finds wrong with the page as it stands, a line each: by all of its rules, or by those named."""
    options = {"runOnly": list(rules)} if rules else None
    found = Axe().run(page, options=options).response["violations"]
    return [f"{it['id']}: {it['help']} ({'; '.join(node['html'][:120] for node in it['nodes'][:3])})" for it in found]
