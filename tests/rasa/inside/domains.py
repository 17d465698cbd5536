"""Runs in Rasa's environment: the domain of a trained model, as Rasa reads it and as the correction does.

Reads {"model"} from the standard input, and writes what tells one domain from another.
"""

import prepared  # noqa: F401, I001 - it makes the other imports possible

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.graph_components.providers.domain_provider import DomainProvider

from bot.rasa.corrections import trained_domain

told = json.load(sys.stdin)
with TemporaryDirectory() as folder:
    storage, _ = LocalModelStorage.from_model_archive(Path(folder), Path(told["model"]))
    here = ({}, storage, Resource("domain_provider"), None)
    stock = DomainProvider.load(*here).provide_inference()
    [replacement] = trained_domain.CORRECTION.replacements
    replacement.put_in_place()
    corrected = DomainProvider.load(*here).provide_inference()
print(json.dumps([[each.as_dict(), each.fingerprint()] for each in (stock, corrected)]))
