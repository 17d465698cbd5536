"""How any screen works: the kinds of facts, verdicts, criteria, the outcome and the next question."""
