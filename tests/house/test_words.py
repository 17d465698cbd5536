"""The words that a patient hears stand in the domain and beside the criteria, never in the code that decides."""

import ast
import re
from pathlib import Path

import pytest

from bot.settings import PROJECT
from bot.trial.page import one_line, trial_page

SILENT_ROOMS = [
    file
    for room in ("actions", "bot/conversation", "bot/trial/criteria")
    for file in sorted((PROJECT / room).rglob("*.py"))
]
PAGE = one_line(trial_page().text)
"""Criteria carry the protocol's words, which nobody made up."""
SENTENCE = re.compile(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}")
NOT_FOR_PATIENTS = {"compile", "must_be", "ImpossibleAnswer", "error", "warning", "info", "debug", "text"}
"""Calls whose strings reach a program or an operator: patterns, errors of the batch contract, logs, SQL."""


@pytest.mark.parametrize("file", SILENT_ROOMS, ids=lambda file: str(file.relative_to(PROJECT)))
def test_rules_and_routes_do_not_speak(file: Path):
    own = [text for text in spoken(ast.parse(file.read_text())) if one_line(text) not in PAGE]
    assert not [text for text in own if SENTENCE.search(text)]


def spoken(tree: ast.AST) -> list[str]:
    """Every string of a module but docstrings, error messages and patterns."""
    skipped = {id(part) for node in ast.walk(tree) if silent(node) for part in ast.walk(node)}
    strings = (
        node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return [node.value for node in strings if id(node) not in skipped]


def silent(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Raise():
            return True
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name in NOT_FOR_PATIENTS
    return False


def test_the_guard_sees_a_sentence():
    assert spoken(ast.parse('dispatcher.utter_message("Please take your pills")')) == [
        "Please take your pills"
    ]
