"""The sheet as a page of HTML: one file that needs nothing else, made to be printed."""

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.language.word_lists import word_list
from bot.sheet.answers import printable
from bot.sheet.content import Sheet


def _visible(value: object) -> object:
    return printable(value) if type(value) is str else value


_PAGES = Environment(
    loader=PackageLoader("bot.sheet"),
    autoescape=True,
    finalize=_visible,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page_of(sheet: Sheet) -> str:
    """The sheet as HTML. Whatever a person typed is shown as text, never taken as HTML."""
    return _PAGES.get_template("sheet.html").render(sheet=sheet, words=word_list("words", "bot.sheet"))
