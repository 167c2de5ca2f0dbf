"""The buttons that open a dialog: Teams wants to know before the press."""

# A test presses every button there is, and holds this list to what comes of it. A form that comes of another button
# is shown in the conversation.
FORM_BUTTONS = frozenset({
    "account_edit", "account_log", "account_merge", "account_quiet_on", "channel_choose", "contact_open",
    "deal_close", "deal_edit", "entry_also", "entry_edit", "exercise_open", "feedback_open", "first_log_open",
    "handover_open", "hour_open", "lesson_open", "line_open", "log_open", "meeting_note", "own_kind_edit",
    "own_kind_new", "person_edit", "place_open", "prospects_open", "question_change", "question_give", "set_up_open",
    "settings_open", "step_log", "steps_choose", "team_target",
})  # fmt: skip
