"""What a player does in a day: lines of every kind, deals, scores, referrals, corrections and taps."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

from tests.month.player.actor import Actor
from tests.month.player.words import DEALS, KINDS, MONTHS, NEW

Deed = Callable[[Actor], Awaitable[None]]
NEW_BUTTON = ("Nieuw: «", "New: «", "Toch nieuw: «", "New anyway: «")
VIEWS = (
    "/ritme", "/ritme week", "/ritme maand", "/ritme jaar", "/ritme dekking", "/ritme scorekaart",
    "/ritme hoofdzaken", "/ritme patronen", "/ritme log", "/deal", "/feedback", "/referral", "/lessen",
    "/ritme doel", "/ritme vrij", "/log list",
)  # fmt: skip


async def logs_contact(actor: Actor) -> None:
    """Log a contact, now and then with what stands in the way or with a next step; answer what is asked with a tap."""
    account = _pick_account(actor)
    if account is None:
        await logs_stranger(actor)
        return
    random, tongue = actor.random, actor.tongue
    line = tongue.contact(random.choice(KINDS), account, hard=random.random() < 0.35)
    if random.random() < 0.4:
        line += tongue.next_step(_day_ahead(actor))
    elif random.random() < 0.1:
        line = f"{'yesterday' if tongue.is_english else 'gisteren'} {line}"
    await _log(actor, line)


async def logs_counts(actor: Actor) -> None:
    """Log messages and calls without a name."""
    counts = {"message": actor.random.randrange(2, 6)}
    if actor.random.random() < 0.5:
        counts["call"] = actor.random.randrange(2, 4)
    await _log(actor, actor.tongue.counted(counts))


async def logs_several(actor: Actor) -> None:
    """Log several contacts in one line."""
    names = actor.random.sample(actor.accounts, 2) if len(actor.accounts) > 1 else []
    parts = [actor.tongue.contact(kind, name, hard=False) for kind, name in zip(("call", "visit"), names, strict=False)]
    if parts:
        await _log(actor, "; ".join(parts))


async def logs_stranger(actor: Actor) -> None:
    """Log a contact with somebody who is in no list, and say that it is a new one."""
    name = actor.random.choice(NEW)
    await _log(actor, actor.tongue.contact("call", name, hard=False))
    if name not in actor.accounts:
        actor.accounts.append(name)


async def opens_deal(actor: Actor) -> None:
    """Open a deal."""
    account = _pick_account(actor)
    if account is None:
        return
    name = actor.random.choice(DEALS)
    word, margin = ("new", "margin") if actor.tongue.is_english else ("nieuw", "marge")
    worth = actor.random.randrange(5, 90)
    await actor.types(f'/deal {word} {account} "{name}" {worth}k {margin} {worth // 4 + 1}k')
    if (account, name) not in actor.deals:
        actor.deals.append((account, name))


async def moves_deal(actor: Actor) -> None:
    """Bring a deal to another stage."""
    if deal := _pick_deal(actor):
        await actor.types(
            f'/deal {deal[0]} "{deal[1]}" {actor.random.choice(("offerte", "onderhandeling", "behoefte"))}'
        )


async def closes_deal(actor: Actor) -> None:
    """Win a deal, or lose it and say why."""
    if deal := _pick_deal(actor):
        actor.deals.remove(deal)
        won = actor.random.random() < 0.5
        words = ("won", "lost") if actor.tongue.is_english else ("gewonnen", "verloren")
        answer = await actor.types(f'/deal {deal[0]} "{deal[1]}" {words[not won]}')
        if actor.user.modal is not None:
            await actor.fills(actor.user.modal)
        elif answer is not None and actor.random.random() < 0.4:
            await actor.presses_any(answer)


async def gives_deal(actor: Actor) -> None:
    """Hand a deal over to a colleague who is there."""
    others = [each for each in ("sanne", "wim", "dirk", "pieter") if each != actor.player.key]
    if deal := _pick_deal(actor):
        actor.deals.remove(deal)
        word = "give" if actor.tongue.is_english else "geef"
        await actor.types(f'/deal {word} {deal[0]} "{deal[1]}" @{actor.random.choice(others)}')


async def looks_at_deal(actor: Actor) -> None:
    """Look at a deal, or ask what to ask."""
    if deal := _pick_deal(actor):
        ask = "/vragen" if actor.random.random() < 0.5 else "/deal"
        await actor.types(f"{ask} {deal[0]}")


async def scores(actor: Actor) -> None:
    """Note what a customer thinks."""
    if account := _pick_account(actor):
        score, words = actor.tongue.score()
        answer = await actor.types(f"/feedback {account} {score} {words}")
        if answer is not None and actor.random.random() < 0.3:
            await actor.presses_any(answer)


async def refers(actor: Actor) -> None:
    """Ask for an introduction, or give one."""
    if len(actor.accounts) > 1:
        giver, other = actor.random.sample(actor.accounts, 2)
        line = actor.random.choice((f"{giver} -> {other}", f"{giver}", f"gaf {giver} -> {other}"))
        await actor.types(f"/referral {line}")


async def looks(actor: Actor) -> None:
    """Look at one of the overviews."""
    await actor.types(actor.random.choice(VIEWS))


async def opens_home(actor: Actor) -> None:
    """Open the bot's page, and now and then press something there."""
    actor.world.screens.asked = "home"
    home = await actor.sees_home()
    if home is not None and actor.random.random() < 0.3:
        await actor.presses_any(home)


async def taps(actor: Actor) -> None:
    """Press something under the latest message that came by itself."""
    if message := actor.last_message():
        await actor.presses_any(message)


async def corrects(actor: Actor) -> None:
    """Take back or put right what was typed before."""
    account = _pick_account(actor)
    if account is None or actor.random.random() < 0.3:
        await actor.writes("undo" if actor.tongue.is_english else "terug")
    else:
        await actor.writes(f"{'no' if actor.tongue.is_english else 'nee'}, {account}")


async def repeats(actor: Actor) -> None:
    """Let Slack deliver the last request once more."""
    await actor.world.envelopes.send_again()


# The deeds of an ordinary day, with their weights; lines of contacts come on top.
OTHERS: tuple[tuple[Deed, int], ...] = (
    (logs_counts, 6),
    (logs_several, 4),
    (logs_stranger, 1),
    (opens_deal, 4),
    (moves_deal, 3),
    (closes_deal, 4),
    (gives_deal, 1),
    (looks_at_deal, 4),
    (scores, 3),
    (refers, 2),
    (looks, 6),
    (opens_home, 4),
    (taps, 12),
    (corrects, 1),
    (repeats, 1),
)


async def _log(actor: Actor, line: str) -> None:
    answer = await (actor.types(f"/log {line}") if actor.random.random() < 0.7 else actor.writes(line))
    for _ in range(3):
        if answer is None:
            return
        labels = answer.buttons
        label = next((each for each in labels if each.startswith(NEW_BUTTON)), None)
        if label is None and labels and ("ken ik nog niet" in answer.plain or "don't know" in answer.plain):
            label = labels[0]
        if label is None:
            return
        answer = await actor.presses(answer, label)


def _pick_account(actor: Actor) -> str | None:
    """Return one of the own accounts, those of the last days more often than others."""
    if not actor.accounts:
        return None
    if actor.deals and actor.random.random() < 0.4:
        return actor.random.choice(actor.deals)[0]
    if actor.colleagues and actor.random.random() < 0.06:
        return actor.random.choice(actor.colleagues)
    few = actor.accounts[: max(4, len(actor.accounts) // 2)]
    return actor.random.choice(few)


def _pick_deal(actor: Actor) -> tuple[str, str] | None:
    return actor.random.choice(actor.deals) if actor.deals else None


def _day_ahead(actor: Actor) -> date:
    day = actor.world.clock.now().date() + timedelta(days=actor.random.choice((1, 1, 2, 3, 5, 7, 14)))
    return day + timedelta(days=max(0, day.weekday() - 4) and 7 - day.weekday())


def month_name(day: date) -> str:
    """Return the Dutch name of a day's month."""
    return MONTHS["nl"][day.month - 1]
