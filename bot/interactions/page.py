"""Render the Home page from a snapshot."""

from bot.messages.home.home import build_home
from bot.messages.text.message import Message
from bot.services.bot import Bot
from bot.services.home.load_home import HomeSnapshot


def draw_page(bot: Bot, picture: HomeSnapshot) -> Message:
    """Return the rendered Home page."""
    words = bot.speak(picture.person.rep)
    return build_home(words, picture.overview, command=bot.commands.log, ritme=bot.commands.ritme)
