"""The domain of a trained model is read once, as it was kept.

Rasa reads the file four times, once of them with a slow parser, to check it against a schema against which it was
checked before training wrote it: a second of the start.
"""

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml_file

from bot.rasa.corrections.correction import Correction, Replacement

FILE = "domain.yml"


def _load(
    cls: type[DomainProvider],
    config: dict[str, Any],
    model_storage: ModelStorage,
    resource: Resource,
    execution_context: ExecutionContext,
    **unused: Any,
) -> DomainProvider:
    with model_storage.read_from(resource) as folder:
        domain = Domain.from_dict(read_yaml_file(folder / FILE))
    return cls(model_storage, resource, domain)


CORRECTION = Correction(
    "trained_domain",
    (
        Replacement(
            "rasa.graph_components.providers.domain_provider:DomainProvider.load",
            "75a21f7228a83368",
            classmethod(_load),
        ),
    ),
)
