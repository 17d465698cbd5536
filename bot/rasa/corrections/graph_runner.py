"""The graph of the model is run in its order, without a scheduler.

For each prediction Rasa works out which nodes are needed, writes all inputs into a line for the debug log, and has
dask schedule a handful of nodes that run one after the other anyway. Here the order is worked out once.
"""

from functools import partial
from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.graph import GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

from bot.rasa.corrections.correction import Correction, Replacement

_scheduled = DaskGraphRunner.run


def _run(
    self: DaskGraphRunner, inputs: dict[str, Any] | None = None, targets: list[str] | None = None
) -> dict[str, Any]:
    if not inputs:
        # Training: once, and with checks that are not repeated here.
        return _scheduled(self, inputs, targets)
    wanted = tuple(targets or self._graph_schema.target_names)
    orders = self.__dict__.setdefault("_orders", {})
    if wanted not in orders:
        orders[wanted] = _order(self._graph_schema, wanted)
    results = {name: (name, value) for name, value in inputs.items()}
    for name, needed in orders[wanted]:
        results[name] = self._instantiated_nodes[name](*map(partial(_of, results), needed))
    return {name: results[name][1] for name in wanted}


def _of(results: dict[str, Any], name: str) -> Any:
    # A node that nobody provides is passed on as its name, as dask does; the node itself says what is wrong.
    return results.get(name, name)


def _order(schema: GraphSchema, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    needed = {
        name: tuple(node.needs.values()) for name, node in schema.minimal_graph_schema(targets).nodes.items()
    }
    return [(name, needed[name]) for name in TopologicalSorter(needed).static_order() if name in needed]


CORRECTION = Correction(
    "graph_runner", (Replacement("rasa.engine.runner.dask:DaskGraphRunner.run", "45f0f52f574f3aa9", _run),)
)
