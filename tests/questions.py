"""Find what a message asks and leaves without a way to answer there: a button, a field or an address."""

import re

from bot.messages.text.message import Message

# What somebody typed, or a question to put to a customer.
_QUOTED = re.compile(r"[“\"«][^”\"»]*[”\"»]")
# A command to type, or a line to say.
_ADDRESS = re.compile(r"(?<![\w/])/[a-z]{3,}\b|\b(?:zeg|typ|noem|vraag|say|type|name|ask)\b[^.?!]*“", re.IGNORECASE)


def list_unanswerable(message: Message) -> list[str]:
    """Return the lines with a question, in a message that has no button, picker, form or address to answer it."""
    if any(message.controls) or message.form is not None:
        return []
    if any(_ADDRESS.search(line) for line in message.lines):
        return []
    return [line for line in message.lines if "?" in _QUOTED.sub("", line)]
