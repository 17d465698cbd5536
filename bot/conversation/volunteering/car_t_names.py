"""How the CAR-T is named where somebody tells of it, and what speaks of another event."""

from bot.language.phrases import PhraseTable
from bot.language.word_lists import word_list
from bot.trial.fact_phrases import phrases_of

_WORDS = word_list("car_t", "bot.conversation.volunteering")
_PRODUCTS = ("ide_cel", "cilta_cel", "other")

TREATMENT = "treatment"
"""What a name means that says no more than that it was a CAR-T."""

NAMES = PhraseTable(
    {product: phrases_of("car_t_product").content["choices"][product] for product in _PRODUCTS}
    | {TREATMENT: _WORDS["treatment"]}
)
"""The products by name, and the treatment in general."""

ANOTHER_EVENT = PhraseTable({"another event": _WORDS["not_with"]})
"""Words of a clause in which a day may be the day of something else."""
