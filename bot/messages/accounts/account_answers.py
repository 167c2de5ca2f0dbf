"""Answers to what is put right about accounts: the preview of a merge, the people there, and confirmations (K12)."""

from collections.abc import Sequence

from bot.domain.home.account_card import AccountDetails, HangingCounts, MergePreview, PersonThere
from bot.domain.text.money import add_up
from bot.messages.accounts.account_card import describe_owner, make_card_button, make_undo_button, name_person
from bot.messages.text.button_values import AccountPair, AccountRef, PersonRef
from bot.messages.text.message import Button, Controls, Emphasis, Heading, Message, MessagePart, Paragraph
from bot.messages.text.parts import shorten
from bot.messages.text.record_values import write_value
from bot.messages.text.text import Text
from bot.messages.text.words import Words

NAME_SHOWN, PEOPLE_LISTED = 120, 20
COUNTED = ("contacts", "steps", "deals", "people", "feedback", "referrals", "lessons", "questions")


def build_merge_preview(words: Words, preview: MergePreview, *, notice: str = "") -> Message:
    """Show what a merge would move and what both would be together, before anything is done."""
    kept, merged = (shorten(each.name, NAME_SHOWN) for each in (preview.kept, preview.merged))
    parts: list[MessagePart] = [Paragraph(words.render(f"account_merge.{notice}"))] if notice else []
    parts += [
        Heading(words.render("account_merge.title", name=merged, other=kept)),
        Paragraph(words.render("account_merge.moves", other=kept, what=_list_moving(words, preview.moving))),
        Paragraph(words.render("account_merge.alias", name=merged, other=kept)),
    ]
    parts += [Paragraph(_describe_side(words, each), quiet=True) for each in (preview.kept, preview.merged)]
    if preview.kept.worth is not None and preview.merged.worth is not None:
        worth = add_up((preview.kept.worth, preview.merged.worth))
        parts.append(Paragraph(words.render("account_merge.worth", worth=worth), quiet=True))
    parts.append(_make_choices(words, preview))
    return Message(fallback=words.plain("account_merge.title", name=merged, other=kept), parts=tuple(parts))


def build_people(
    words: Words,
    details: AccountDetails,
    people: Sequence[PersonThere],
    *,
    may_change: bool,
    notice: str = "",
    undo: int | None = None,
) -> Message:
    """List the people at an account, each with buttons to change or take out, and one to add somebody."""
    title = words.render("account_people.title", account=shorten(details.name, NAME_SHOWN))
    parts: list[MessagePart] = [Heading(title)]
    if notice:
        parts.append(Paragraph(words.render(f"account_people.{notice}")))
    if undo is not None:
        parts.append(Controls((make_undo_button(words, undo),)))
    if not people:
        parts.append(Paragraph(words.render("account_people.nobody")))
    for person in people[:PEOPLE_LISTED]:
        parts.append(Paragraph(words.render("account_people.line", who=name_person(words, person))))
        if may_change:
            parts.append(_make_person_controls(words, person))
    if len(people) > PEOPLE_LISTED:
        parts.append(Paragraph(words.render("account_people.more", count=len(people) - PEOPLE_LISTED), quiet=True))
    add = Button(
        label=words.plain("account_people.add"), action="contact_open", value=write_value(AccountRef(details.id))
    )
    parts.append(Controls((add, make_card_button(words, details.id))))
    fallback = words.plain("account_people.title", account=shorten(details.name, NAME_SHOWN))
    return Message(fallback=fallback, parts=tuple(parts))


def build_account_deleted(words: Words, *, name: str, change_id: int) -> Message:
    """Confirm that an account is gone, with the way back."""
    text = words.render("account_card.deleted", name=shorten(name, NAME_SHOWN))
    fallback = words.plain("account_card.deleted", name=shorten(name, NAME_SHOWN))
    return Message(fallback=fallback, parts=(Paragraph(text), Controls((make_undo_button(words, change_id),))))


def _list_moving(words: Words, moving: HangingCounts) -> str:
    """Return what moves in words: "12 contacten, 2 afspraken en 1 deal (€ 45.000)"."""
    counts = {name: getattr(moving, name) for name in COUNTED}
    named = [
        words.plain(f"account_merge.{name}", count=count, worth=moving.worth if name == "deals" else ())
        for name, count in counts.items()
        if count
    ]
    if not named:
        return words.plain("account_merge.nothing")
    if len(named) == 1:
        return named[0]
    return words.plain("account_merge.list", names=", ".join(named[:-1]), last=named[-1])


def _describe_side(words: Words, details: AccountDetails) -> Text:
    return words.render(
        "account_merge.side",
        name=shorten(details.name, NAME_SHOWN),
        stage=words.plain(f"account_card.stage_{details.stage}"),
        owner=describe_owner(words, details),
        contacts=details.contacts,
        worth=details.worth,
    )


def _make_choices(words: Words, preview: MergePreview) -> Controls:
    kept, merged = preview.kept, preview.merged
    return Controls(
        (
            Button(
                label=words.plain("account_merge.do", name=shorten(kept.name)),
                action="account_unite",
                value=write_value(AccountPair(kept.id, merged.id)),
                emphasis=Emphasis.PRIMARY,
            ),
            Button(
                label=words.plain("account_merge.do", name=shorten(merged.name)),
                action="account_turn",
                value=write_value(AccountPair(merged.id, kept.id)),
            ),
            Button(
                label=words.plain("account_merge.leave"), action="account_show", value=write_value(AccountRef(kept.id))
            ),
        )
    )


def _make_person_controls(words: Words, person: PersonThere) -> Controls:
    value = write_value(PersonRef(person.account_id, person.id))
    return Controls(
        (
            Button(label=words.plain("controls.edit"), action="person_edit", value=value),
            Button(
                label=words.plain("controls.delete"),
                action="person_remove",
                value=value,
                confirm=words.plain("account_people.confirm", name=shorten(person.name)),
            ),
        )
    )
