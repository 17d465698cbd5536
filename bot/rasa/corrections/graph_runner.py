"""The graph of the model is run in its order, without a scheduler.

For each prediction Rasa works out which nodes are needed, writes all inputs into a line for the debug log, and has
dask schedule a handful of nodes that run one after the other anyway. Here the order is worked out once, and a node
that is ready and that nobody watches is called without the ceremony around it.
"""

from graphlib import TopologicalSorter
from typing import Any

from rasa.engine.exceptions import GraphComponentException
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.exceptions import RasaException

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
    results = dict(inputs)
    for name, needed in orders[wanted]:
        results[name] = _output(self._instantiated_nodes[name], needed, results)
    return {name: results[name] for name in wanted}


def _output(node: GraphNode, needed: tuple[str, ...], results: dict[str, Any]) -> Any:
    ready = node._eager and not node._hooks and all(name in results for name in needed)
    if not ready:
        # A node that nobody provides is passed on as its name, as dask does; the node itself says what is wrong.
        return node(*((name, results[name]) if name in results else name for name in needed))[1]
    told = {parameter: results[name] for parameter, name in node._inputs.items()}
    try:
        return node._fn(node._component, **told)
    except RasaException:
        raise
    except Exception as failure:
        raise GraphComponentException(
            f"Error running graph component for node {node._node_name}."
        ) from failure


def _order(schema: GraphSchema, targets: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    needed = {
        name: tuple(node.needs.values()) for name, node in schema.minimal_graph_schema(targets).nodes.items()
    }
    return [(name, needed[name]) for name in TopologicalSorter(needed).static_order() if name in needed]


CORRECTION = Correction(
    "graph_runner", (Replacement("rasa.engine.runner.dask:DaskGraphRunner.run", "45f0f52f574f3aa9", _run),)
)
