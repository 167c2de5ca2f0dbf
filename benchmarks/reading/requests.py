"""How well a message that is no line for the log is read for what it asks, on sayings that no model learned from."""

from collections.abc import Sequence

from benchmarks.reading.aims import Aim, draw_aims
from bot.domain.home.requests import NEVER_OFFERED, Request, RequestReading, load_request_reader
from training.examples import LANGUAGES, REQUESTS, read_held_back

# Done, or among the buttons; and right when it is done at once.
AIM_FOUND, AIM_RIGHT = 0.75, 0.95

# What a saying asks for, and how it was read.
Read = tuple[Request, RequestReading]


def list_aims() -> list[Aim]:
    """Return the figures of each language, and of what is done at once in both."""
    reader, sayings = load_request_reader(), read_held_back(REQUESTS)
    read = [(each.language, (Request(each.label), reader.read(each.text))) for each in sayings]
    aims = [_judge_found(language, [found for spoken, found in read if spoken == language]) for language in LANGUAGES]
    done = [label is reading.sure for _, (label, reading) in read if reading.sure is not None]
    return [*aims, Aim("messages that ask", len(done), "right when done at once", sum(done) / len(done), AIM_RIGHT)]


def _judge_found(language: str, read: Sequence[Read]) -> Aim:
    asking = [(label, reading) for label, reading in read if label not in NEVER_OFFERED]
    found = sum(label is reading.sure or _is_offered(label, reading) for label, reading in asking)
    return Aim(f"messages that ask, {language}", len(asking), "done or offered", found / len(asking), AIM_FOUND)


def _is_offered(label: Request, reading: RequestReading) -> bool:
    return reading.sure is None and label in reading.offered


def main() -> None:
    """Print the figures."""
    for line in draw_aims(list_aims()):
        print(line)


if __name__ == "__main__":
    main()
