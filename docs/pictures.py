"""`make pictures`: play the stories of docs/ in the local workspace, and take screenshots of its page.

Needs Chromium. Every story starts with an empty workspace on Wednesday 18 March 2026.
"""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from playwright.async_api import Browser, Page, ViewportSize, async_playwright

from app import serve
from bot.settings import Settings
from handlers.cli.demo import fill_example
from handlers.cli.local_workspace import connect_clock, connect_teams, play_opening, point_to_sandbox, settle
from handlers.cli.workspace import in_workspace
from sandbox.clock import MovableClock
from sandbox.entities import PostedMessage, View
from sandbox.example import FEWEST, PEOPLE, build_example
from sandbox.opening import MARIEKE, OLIVER, SANNE, clear_screens, list_arrivals, play
from sandbox.sandbox_user import SandboxUser
from sandbox.server import Sandbox
from tests.handlers.teams.playground import start_playground

FOLDER = Path(__file__).parent / "images"
BEGIN = datetime(2026, 3, 18, 9, 30, tzinfo=UTC)
SIZE = ViewportSize(width=1180, height=900)
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
SUMMER_TIME = (3, 29)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LOGGED = ("/log 5 mails", "/log 3 mails en 2 calls", "/log 5 mails, 2 calls")
SAID_IN_TEAMS = ("bezoek Acme, offerte besproken", 'deal nieuw Acme "Kassen 2027" 45k', "deal Acme verloren")
VAGUE = "/log gebeld met Acme, leuk gesprek, hij komt erop terug"


@dataclass(frozen=True)
class Studio:
    """A local workspace with the bot, and a browser showing it."""

    sandbox: Sandbox
    page: Page
    settings: Settings

    async def move_to(self, month: int, day: int, hour: int = 7, minute: int = 30) -> None:
        """Move the clock to a moment in 2026, in UTC."""
        await self.sandbox.clock.move_to(datetime(2026, month, day, hour, minute, tzinfo=UTC))

    async def take(self, name: str, *, who: str = SANNE, where: str = "", home: bool = False, tour: str = "") -> None:
        """Take a screenshot of a user's screen, scrolled to the latest message."""
        tab = "home" if home else "messages"
        await self.page.goto(f"{self.sandbox.address}?as={who}&in={where}&tab={tab}&tour={tour}")
        await self.page.wait_for_timeout(400)
        await self.page.screenshot(path=FOLDER / f"{name}.png")
        sys.stdout.write(f"{name}.png\n")

    def keep_picture(self, name: str) -> None:
        """Keep the chart that the bot uploaded last."""
        *_, chart = (file for file in self.sandbox.workspace.files.values() if file.content[:4] == b"\x89PNG")
        (FOLDER / f"{name}.png").write_bytes(chart.content)
        sys.stdout.write(f"{name}.png\n")


async def play_readme(studio: Studio) -> None:
    """Play the three steps of the README, in the language of the workspace."""
    sanne = studio.sandbox.person(SANNE)
    language = sanne.user.language
    await studio.take(f"start-{language}")
    await studio.move_to(3, 19)
    await studio.take(f"morning-{language}")
    logged = await see(
        sanne, {"nl": "/log bezoek Acme, offerte besproken", "en": "/log visit Acme, discussed the quote"}[language]
    )
    await studio.take(f"log-{language}")
    await sanne.clicks(logged, logged.buttons[0])
    await studio.move_to(3, 19, 16, 0)
    await asyncio.sleep(1)
    await studio.take(f"summary-{language}", who=MARIEKE, where="sales")


async def play_week(studio: Studio) -> None:
    """Play a week of a rep (docs/week.md)."""
    sanne = studio.sandbox.person(SANNE)
    await sanne.types_command("/log 2 mails")
    await studio.move_to(3, 18, 12, 31)
    await studio.take("catch-up")
    await studio.move_to(3, 19)
    await studio.take("plan")
    await sanne.types_command("/log bezoek Acme, offerte besproken, volgende stap dinsdag 10:00")
    await studio.move_to(3, 20, 15, 46)
    await studio.take("week")
    await sanne.opens_home()
    await studio.take("home", home=True)


async def play_sizes(studio: Studio) -> None:
    """Show the page on a phone and on a wide screen, light and dark (docs/local.md)."""
    sanne = studio.sandbox.person(SANNE)
    await sanne.types_command("/log bezoek Acme, offerte besproken")
    await studio.move_to(3, 19)
    for width, height in ((390, 844), (1440, 900)):
        await studio.page.set_viewport_size(ViewportSize(width=width, height=height))
        for scheme in SCHEMES:
            await studio.page.emulate_media(color_scheme=scheme)
            await studio.take(f"page-{width}-{scheme}", tour="3")


async def play_deal(studio: Studio) -> None:
    """Play a deal from continuation to advance (V1)."""
    sanne = studio.sandbox.person(SANNE)
    await create_account(sanne, "Acme")
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k marge 12k')
    for day in (18, 19, 20):
        await studio.move_to(3, day, 10, 0)
        answer = await see(sanne, VAGUE)
        if day == 20:  # noqa: PLR2004 - Friday, the third
            await studio.take("deal-log")
        await sanne.clicks(answer, "Niets afgesproken")
    await studio.move_to(3, 23)
    await studio.take("deal-stall")
    morning = next(each for each in reversed(sanne.visible()) if not each.addressee)
    await sanne.types_command("/vragen Acme")
    await studio.take("deal-questions")
    await sanne.clicks(morning, "Gesteld")
    await studio.move_to(3, 24, 10, 0)
    await sanne.types_command("/log bezoek Acme, wil door, proefopstelling, volgende stap donderdag 10:00")
    await studio.take("deal-advance")
    await sanne.types_command("/deal Acme")
    await studio.take("deal-card")
    await sanne.types_command("/vragen lijst")
    await studio.take("deal-score")


async def play_loss(studio: Studio) -> None:
    """Play a lost deal with a lesson, and the reminder of that lesson (N1, N4)."""
    sanne = studio.sandbox.person(SANNE)
    for name in ("Acme", "Jansen Metaal"):
        await create_account(sanne, name)
    await sanne.types_command('/deal nieuw Acme "Kassen 2027" 45k')
    await sanne.types_command("/log gebeld met Acme, vindt ons te duur, wil 20% korting")
    await sanne.types_command("/deal Acme verloren")
    await studio.take("loss-form")
    form = get_modal(sanne)
    await sanne.submits(
        form, {"reason": "price", "happened": "inkoop kijkt alleen naar de laagste prijs, niks aan te doen"}
    )
    await studio.take("loss-turned")
    turned = sanne.visible()[-1]
    await sanne.clicks(turned, "Even nadenken")
    await sanne.submits(get_modal(sanne), {"share": "eerder vragen wat het mag kosten, en aan wie"})
    await studio.move_to(4, 14, 9, 0)
    await sanne.types_command('/deal nieuw "Jansen Metaal" Zaagstraat 80k')
    await sanne.types_command("/log gebeld met Jansen Metaal, valt qua bedrag tegen, kan er iets af?")
    await studio.move_to(4, 16, 9, 1)
    await studio.take("lesson-back")


async def play_certainties(studio: Studio) -> None:
    """Play a referral from the request to the won deal (Z3)."""
    sanne = studio.sandbox.person(SANNE)
    for name in ("Acme", "Bakkerij Zuid"):
        await create_account(sanne, name)
    noted = await see(sanne, "/feedback Acme 9 fijne montage")
    await sanne.clicks(noted, "Ik vraag om een introductie")
    promised = await see(sanne, "/referral Acme -> Bakkerij Zuid")
    await sanne.clicks(promised, "Voorgesteld")
    await sanne.types_command('/deal nieuw "Bakkerij Zuid" Koeling 30k marge 8k')
    await sanne.types_command('/deal "Bakkerij Zuid" gewonnen')
    await sanne.types_command("/referral")
    await studio.take("referral")


async def play_scorecard(studio: Studio) -> None:
    """Play the scorecard of a rep with two years of demo history (Z8)."""
    sanne = studio.sandbox.person(SANNE)
    await in_workspace(studio.settings, "", lambda place: fill_example(place, now=studio.sandbox.clock.now()))
    await sanne.types_command("/ritme scorekaart")
    await sanne.wait_for(lambda: [message for message in sanne.visible() if not message.addressee])
    await studio.take("scorecard")


async def play_import(studio: Studio) -> None:
    """Play the import of a file that the administrator sends to the bot."""
    marieke = studio.sandbox.person(MARIEKE)
    rows = "Bakkerij Zuid;klant;Gent\nJansen Metaal;offerte;Zwolle\nKwekerij Zonneveld;lead;Assen\nAcme;keizer;\n"
    await marieke.uploads("klanten.csv", f"Bedrijf;Fase;Plaats\n{rows}".encode())
    preview = await marieke.wait_for(lambda: next((each for each in marieke.visible() if each.buttons), None))
    await studio.take("import-preview", who=MARIEKE)
    await marieke.clicks(preview, preview.buttons[0])
    await marieke.wait_for(lambda: next((each for each in marieke.visible() if "Ongedaan maken" in each.buttons), None))
    await studio.take("import-done", who=MARIEKE)


def get_modal(sandbox_user: SandboxUser) -> View:
    """Return the form that is open."""
    if sandbox_user.modal is None:
        raise RuntimeError("no form")
    return sandbox_user.modal


async def create_account(sandbox_user: SandboxUser, name: str) -> None:
    """Create an account with the button that the bot offers, and undo the first log line."""
    asked = await see(sandbox_user, f"/log gebeld met {name}")
    await sandbox_user.clicks(asked, next(button for button in asked.buttons if "nieuw" in button.casefold()))
    await sandbox_user.types_command("/log ongedaan")


async def see(sandbox_user: SandboxUser, typed: str) -> PostedMessage:
    """Send a command, and return the reply."""
    shown = await sandbox_user.types_command(typed)
    if shown is None:
        raise RuntimeError(typed)
    return shown


async def play_talk(studio: Studio) -> None:
    """Play lines that wait for a tap, and small talk in a direct message."""
    sanne = studio.sandbox.person(SANNE)
    await create_account(sanne, "Acme")
    answer = await see(sanne, "/log koffie met Acme, offerte besproken")
    await studio.take("unclear-kind")
    await sanne.clicks(answer, "Bezoek")
    answer = await see(sanne, "/log afspraak gemaakt met Acme voor 1 april")
    await studio.take("unclear-day")
    await sanne.clicks(answer, "Als afspraak zetten")
    for said in ("hoi, hoeveel moet ik nog vandaag?", "wat een weer"):
        await sanne.says(said)
        await asyncio.sleep(2)
    await studio.take("small-talk")


async def play_several(studio: Studio) -> None:
    """Play a line with several activities, one of them at a name that is not known yet."""
    sanne = studio.sandbox.person(SANNE)
    await create_account(sanne, "Acme")
    asked = await see(
        sanne, "/log 5 mails, gebeld met Acme en daarna bij Bakkerij Zonnig langs, vrijdag offerte sturen"
    )
    await studio.take("several-unknown")
    await sanne.clicks(asked, next(button for button in asked.buttons if "nieuw" in button.casefold()))
    await studio.take("several-stored")


async def play_correction(studio: Studio) -> None:
    """Play an entry that is put right by talking, and put back."""
    sanne = studio.sandbox.person(SANNE)
    for name in ("Acme", "Kwekerij Zonneveld"):
        await create_account(sanne, name)
    await sanne.types_command("/log bezoek Acme, offerte besproken, vrijdag bellen")
    await sanne.types_command("/log nee, Zonneveld")
    await sanne.types_command("/log niet bezocht maar gebeld")
    await studio.take("correction")


async def play_merge(studio: Studio) -> None:
    """Play two accounts that are one company, merged after a preview and taken apart again."""
    sanne = studio.sandbox.person(SANNE)
    for name in ("Acme", "Kassenbouw Westland"):
        await create_account(sanne, name)
    await sanne.types_command('/deal nieuw "Kassenbouw Westland" Kassen 45k')
    await sanne.types_command("/log gebeld met Acme, vrijdag terugbellen")
    asked = await see(sanne, "/ritme account Acme samenvoegen met Kassenbouw Westland")
    await studio.take("merge-asked")
    await sanne.clicks(asked, asked.buttons[0], grace=2)
    await studio.take("merge-done")
    await sanne.clicks(sanne.visible()[-1], "Ongedaan maken", grace=2)
    await studio.take("merge-undone")


async def play_leaving(studio: Studio) -> None:
    """Play a rep whom Slack deactivates, and the manager who hands over what is open."""
    marieke, sanne, oliver = (studio.sandbox.person(each) for each in (MARIEKE, SANNE, OLIVER))
    await create_account(sanne, "Acme")
    await sanne.types_command("/deal nieuw Acme Kassen 45k")
    await sanne.types_command("/log bezoek Acme, vrijdag bellen")
    await oliver.types_command("/ritme")
    await sanne.is_deactivated()
    asked = await marieke.wait_for(
        lambda: next((each for each in marieke.visible() if "Overdragen" in each.buttons), None)
    )
    await marieke.clicks(asked, "Overdragen")
    await studio.take("leaving-form", who=MARIEKE)
    form = get_modal(marieke)
    await marieke.submits(form, {"to_1": find_option(form, "Oliver Hughes")})
    await studio.take("leaving-done", who=MARIEKE)


async def play_month(studio: Studio) -> None:
    """Play ten mornings in a row of a rep who logs on most days, and the manager's fortnight (docs/month.md)."""
    sanne = studio.sandbox.person(SANNE)
    await in_workspace(studio.settings, "", lambda place: fill_example(place, now=studio.sandbox.clock.now()))
    mornings = [(3, day) for day in (19, 20, 23, 24, 25, 26, 27, 30, 31)] + [(4, 1)]
    for number, (month, day) in enumerate(mornings, start=1):
        await studio.move_to(month, day, 7 if (month, day) < SUMMER_TIME else 6)
        await asyncio.sleep(2)
        await studio.take(f"month-{number:02}")
        if number % 4:  # a busy day now and then
            await studio.move_to(month, day, 13, 0)
            await sanne.types_command(LOGGED[number % len(LOGGED)])
        await studio.move_to(month, day, 17, 30)
    await studio.take("month-manager", who=MARIEKE)
    await studio.take("month-channel", who=MARIEKE, where="sales")


async def play_manager(studio: Studio) -> None:
    """Play a manager's Monday: the agenda, the list behind a figure, a question for a colleague, the pictures."""
    marieke = studio.sandbox.person(MARIEKE)
    await in_workspace(studio.settings, "", lambda place: fill_example(place, now=studio.sandbox.clock.now()))
    await studio.move_to(3, 23, 8, 30)
    monday = await marieke.wait_for(lambda: find_said(marieke, "voor jullie overleg"), timeout=30)
    await marieke.clicks(monday, "Bekijk wat open staat", grace=2)
    await studio.take("monday", who=MARIEKE, where="sales")
    studio.keep_picture("monday-trend")
    await marieke.types_command("/ritme team vastgelopen")
    await marieke.clicks(marieke.visible()[-1], "Geef deze vraag mee aan Oliver")
    await studio.take("monday-question", who=MARIEKE)
    await marieke.closes(get_modal(marieke))
    await marieke.types_command("/ritme scorekaart")
    await asyncio.sleep(3)
    studio.keep_picture("scorecard-wheel")


async def play_teams(studio: Studio) -> None:
    """Play a day in Teams: a line, a form, a deal that is lost, the summary and the next morning."""
    page = studio.page

    async def take(name: str, *, who: str = SANNE, place: str = "") -> None:
        await page.goto(f"{studio.sandbox.address}teams?as={who}&in={place}")
        await page.wait_for_timeout(2500)
        await page.screenshot(path=FOLDER / f"{name}.png")

    async def write(text: str) -> None:
        await page.locator("#composer-text").fill(text)
        await page.keyboard.press("Enter")
        await page.wait_for_timeout(1500)

    await take("teams-log")
    for text, name in zip(SAID_IN_TEAMS, ("log", "deal", "loss"), strict=True):
        await write(text)
        await take(f"teams-{name}")
    await page.get_by_role("button", name="Wijzigen").first.click()
    await page.wait_for_timeout(1000)
    await take("teams-dialog")
    await page.get_by_role("button", name="Sluiten").click()
    await page.goto(f"{studio.sandbox.address}teams?as={MARIEKE}&in=channel")
    await page.get_by_role("button", name="Dagstand hier").last.click()
    await studio.move_to(3, 18, 16, 1)
    await take("teams-summary", who=MARIEKE, place="channel")
    await studio.move_to(3, 19)
    await take("teams-morning")


async def play_playground(studio: Studio) -> None:
    """Show a line and the form in Microsoft's Agents Playground; needs node and that package."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(TemporaryDirectory())
        playground = await start_playground(stack, studio.sandbox.teams.endpoint, Path(folder))
        await studio.page.goto(playground.address)
        for line in ("visit Acme, quote discussed", "/log"):
            await studio.page.locator("[contenteditable=true]").first.press_sequentially(line)
            await studio.page.keyboard.press("Enter")
            await studio.page.wait_for_timeout(4000)
        await studio.page.screenshot(path=FOLDER / "teams-playground.png")


def find_said(who: SandboxUser, text: str) -> PostedMessage | None:
    """Return the latest message in #sales with a text."""
    said = [each for each in who.visible("sales") if text in each.plain and not each.addressee]
    return said[-1] if said else None


def find_option(form: View, label: str) -> str:
    """Return the value of the option with a label."""
    options = (option for block in form.blocks for option in block.get("element", {}).get("options", ()))
    return next(str(option["value"]) for option in options if option["text"]["text"] == label)


async def play_first_hour(studio: Studio) -> None:
    """Play nine people on an empty workspace, from the installation to the first summary (docs/first-hour.md)."""
    people = studio.sandbox.workspace.people
    marieke = studio.sandbox.person(MARIEKE)
    reps = [studio.sandbox.person(user.id) for user in people if user.id != MARIEKE]
    await marieke.opens_messages()
    greeting = await wait_for_message(marieke, "Hoi Marieke")
    await studio.take("first-hour-1-installer", who=MARIEKE)
    await marieke.invites_bot("sales")
    await wait_for_message(marieke, "Hoi, ik ben Ritme", "sales")
    await studio.take("first-hour-2-channel", who=MARIEKE, where="sales")
    await marieke.clicks(greeting, "Richt je team in")
    await studio.take("first-hour-3-form", who=MARIEKE)
    team = {"people": [rep.user.id for rep in reps], "team": "Noord", "selling": "Nee, leidt alleen"}
    await marieke.submits(get_modal(marieke), {**team, "channel": "C05SALES"})
    await studio.take("first-hour-4-placed", who=MARIEKE)
    told = await wait_for_message(reps[0], "Hoi Sanne")
    await studio.take("first-hour-5-told")
    await reps[0].clicks(told, "Log je eerste")
    await reps[0].submits(get_modal(reps[0]), {"who": "Jansen Metaal", "note": "nieuwe zaagstraat in het najaar"})
    await studio.take("first-hour-6-first-tick")
    for number, rep in enumerate(reps[1:6]):
        await rep.types_command(f"/log {number + 2} mails en {number % 2 + 1} calls")
    await marieke.opens_home()
    await studio.take("first-hour-7-begun", who=MARIEKE, home=True)
    await studio.move_to(3, 18, 16, 1)
    await wait_for_message(marieke, "Team Noord", "sales")
    await studio.take("first-hour-8-summary", who=MARIEKE, where="sales")
    await studio.move_to(3, 19)
    await wait_for_message(reps[0], "Goedemorgen")
    await studio.take("first-hour-9-morning")


async def wait_for_message(sandbox_user: SandboxUser, start: str, channel: str | None = None) -> PostedMessage:
    """Return the first message on a user's screen that begins like this."""
    return await sandbox_user.wait_for(
        lambda: next((each for each in sandbox_user.visible(channel) if each.plain.startswith(start)), None), timeout=30
    )


@dataclass(frozen=True)
class Story:
    """What is played, in whose language (empty: each in an own one), and whether the team has a history.

    ``is_empty``: nine people, and nobody knows the bot yet.
    """

    play: Callable[[Studio], Awaitable[None]]
    language: str = ""
    has_history: bool = False
    is_empty: bool = False
    has_teams: bool = False


STORIES = {
    "readme-en": Story(play_readme, language="en", has_history=True),
    "readme-nl": Story(play_readme, language="nl", has_history=True),
    "week": Story(play_week, has_history=True),
    "sizes": Story(play_sizes, has_history=True),
    "deal": Story(play_deal),
    "loss": Story(play_loss),
    "certainties": Story(play_certainties),
    "scorecard": Story(play_scorecard),
    "talk": Story(play_talk),
    "import": Story(play_import),
    "several": Story(play_several),
    "correction": Story(play_correction),
    "merge": Story(play_merge),
    "leaving": Story(play_leaving),
    "month": Story(play_month),
    "manager": Story(play_manager),
    "first-hour": Story(play_first_hour, language="nl", is_empty=True),
    "teams": Story(play_teams, language="nl", has_history=True, has_teams=True),
    "playground": Story(play_playground, language="en", has_teams=True),
}


@asynccontextmanager
async def open_studio(browser: Browser, story: Story) -> AsyncIterator[Studio]:
    """Yield a studio whose team has been set up, or in which nobody knows the bot."""
    people = len(PEOPLE) if story.is_empty else FEWEST
    example = build_example(people=people, language=story.language, is_empty=story.is_empty)
    sandbox = Sandbox(workspace=example, clock=MovableClock(start=BEGIN))
    await sandbox.start()
    context = await browser.new_context(viewport=SIZE)
    with TemporaryDirectory(prefix="ritme-") as folder:
        url = f"sqlite:///{folder}/ritme.db"
        settings = point_to_sandbox(sandbox, database_url=url, language=story.language, has_teams=story.has_teams)
        async with serve(settings, clock=sandbox.clock) as service:
            connect_clock(sandbox, service)
            await sandbox.wait_until_connected()
            if story.has_history:
                await play_opening(sandbox, settings, service)
            elif not story.is_empty:
                await play(sandbox, list_arrivals(sandbox.workspace.people))
                await settle(sandbox, service)
                clear_screens(sandbox)
            await connect_teams(sandbox, settings, service)
            yield Studio(sandbox=sandbox, page=await context.new_page(), settings=settings)
    await context.close()
    await sandbox.stop()


async def main(wanted: list[str]) -> None:
    """Play the named stories, or all."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=QUIET)
        for name, story in STORIES.items():
            if not wanted or name in wanted:
                async with open_studio(browser, story) as studio:
                    await story.play(studio)
        await browser.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
