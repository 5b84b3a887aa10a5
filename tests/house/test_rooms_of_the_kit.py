"""What no module of the kit may know."""

from __future__ import annotations

from support.jupyterlab import ROOT

KIT = ROOT / "kit"


def test_no_module_names_an_article() -> None:
    names = [folder.name for folder in (ROOT / "seeds").glob("*/") if folder.name != "start-here"]
    assert names
    for path in [*KIT.rglob("*.py"), *KIT.rglob("*.js")]:
        code = path.read_text(encoding="utf-8")
        assert [name for name in names if name in code] == [], path.name
