"""The form in which a manager edits the workspace's own questions (V3)."""

from bot.domain.questions.errors import PlaybookBroken
from bot.errors import ButtonExpired, FormNeedsCommand
from bot.interactions.interaction import Handlers, Interaction, Reply, Shown
from bot.messages.questions.advice import PLAYBOOK_FORM, build_playbook_form, build_playbook_kept
from bot.messages.text.button_values import LanguageRef
from bot.messages.text.problem import explain_error
from bot.messages.text.words import LANGUAGES
from bot.services.bot import Bot
from bot.services.questions.change_questions import load_own_questions, save_own_questions

EDIT_WORDS = frozenset({"aanpassen", "wijzigen", "edit", "playbook"})


async def open_playbook(bot: Bot, interaction: Interaction) -> Reply:
    """Open the form with the workspace's own questions.

    Raises:
        FormNeedsCommand: a form cannot be opened from here.
    """
    if not interaction.opens_forms:
        raise FormNeedsCommand(
            f"{bot.commands.in_language(interaction.person.rep.language).ask} {interaction.text.strip()}"
        )
    rep = interaction.person.rep
    text = await load_own_questions(bot.database, person=interaction.person)
    return Reply(form=build_playbook_form(bot.speak(rep), text=text, language=rep.language), shown=Shown.ADDED)


async def submit(bot: Bot, interaction: Interaction) -> Reply:
    """Save the workspace's own questions; a YAML error becomes a problem of the text field."""
    person = interaction.person
    words = bot.speak(person.rep)
    # Not stripped: leading white space is significant in YAML.
    text = interaction.filled.values.get("text") or ""
    language = interaction.read(LanguageRef).language
    if language not in LANGUAGES:
        raise ButtonExpired
    try:
        count = await save_own_questions(bot.database, person=person, language=language, text=text, now=bot.now())
    except PlaybookBroken as broken:
        return Reply(problems={"text": explain_error(words, broken, commands=bot.commands)})
    return Reply(message=build_playbook_kept(words, count))


FORMS: Handlers = {PLAYBOOK_FORM: submit}
