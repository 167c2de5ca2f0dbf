"""Handlers for files that an administrator sends to the bot: import them, or not, or undo that."""

from bot.interactions.interaction import Handlers, Interaction, Reply
from bot.messages.exchange.uploads import build_upload_state
from bot.messages.text.button_values import ImportRef, ImportSubject
from bot.services.bot import Bot
from bot.services.exchange import uploads


async def receive(bot: Bot, interaction: Interaction) -> Reply:
    """Take a message's files in; what they hold is told when they have been read."""
    await uploads.receive_uploads(
        bot.database,
        rep=interaction.person.rep,
        files=interaction.files,
        request_key=interaction.request_key,
        now=bot.now(),
    )
    return Reply()


async def accept(bot: Bot, interaction: Interaction) -> Reply:
    """Have a previewed file imported."""
    return await _answer(bot, interaction, uploads.accept_upload, interaction.read(ImportRef).import_id)


async def decline(bot: Bot, interaction: Interaction) -> Reply:
    """Forget a previewed file."""
    return await _answer(bot, interaction, uploads.decline_upload, interaction.read(ImportRef).import_id)


async def undo(bot: Bot, interaction: Interaction) -> Reply:
    """Have an import undone."""
    return await _answer(bot, interaction, uploads.undo_upload, interaction.read(ImportRef).import_id)


async def take(bot: Bot, interaction: Interaction) -> Reply:
    """Have a file read again, as what the user says that it holds."""
    said = interaction.read(ImportSubject)
    person = interaction.person
    state = await uploads.take_upload_for(
        bot.database, rep=person.rep, import_id=said.import_id, subject=said.subject, now=bot.now()
    )
    return Reply(message=build_upload_state(bot.speak(person.rep), state.block, state.name))


async def _answer(bot: Bot, interaction: Interaction, step: uploads.UploadStep, import_id: int) -> Reply:
    rep = interaction.person.rep
    state = await step(bot.database, rep=rep, import_id=import_id, now=bot.now())
    return Reply(message=build_upload_state(bot.speak(rep), state.block, state.name))


BUTTONS: Handlers = {
    "import_accept": accept,
    "import_decline": decline,
    "import_undo": undo,
    "import_take": take,
}
