"""The chart as Helm's own engine renders it."""

from collections.abc import Callable
from typing import Any

import pytest
import yaml

from bot.settings import PROJECT

CHART = PROJECT / "deploy" / "helm" / "aftercart"
NEEDED = {"publicUrl": "https://chat.example.org"}
Objects = list[dict[str, Any]]


@pytest.fixture(scope="session")
def render() -> Callable[..., Objects]:
    """Renders the chart with some values: all objects of it, also those of a file that turned out empty."""
    helm = pytest.importorskip("helm_python", reason="make deployment installs Helm's engine")

    def rendered(**values: Any) -> Objects:
        with helm.Chart.load(str(CHART)) as chart:
            files = chart.render({**NEEDED, **values}, name="trial", namespace="screening")
        texts = [text for name, text in files.items() if name.endswith(".yaml")]
        return [each for text in texts for each in yaml.safe_load_all(text) if each]

    return rendered
