"""What tests of sites share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from support.sites import launch_offline


@pytest.fixture(scope="module")
def offline(browser: Browser) -> Iterator[Browser]:
    """A Chromium that knows no host but a site's, and this computer."""
    own = launch_offline(browser.browser_type)
    yield own
    own.close()
