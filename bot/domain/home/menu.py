"""What the menu and the help offer with a button."""

from enum import StrEnum


class MenuEntry(StrEnum):
    """An overview that a button of the menu or the help shows."""

    DEALS = "deals"
    QUESTIONS = "questions"
    FIGURES = "figures"
    WEEK = "week"
    MONTH = "month"
    SCORECARD = "scorecard"
    PATTERNS = "patterns"
    FOCUS = "focus"
    COVERAGE = "coverage"
    NETWORK = "network"
    GOAL = "goal"
    PEOPLE = "people"
    TEAM = "team"
    TEAM_DAY = "team_day"
    TEAM_WEEK = "team_week"
    TEAM_MONTH = "team_month"
    TEAM_COVERAGE = "team_coverage"
    TEAM_SCORECARD = "team_scorecard"
    STALLED = "stalled"
    OPEN_STEPS = "open_steps"
    MEETING = "meeting"
    TEAMS = "teams"
    SETUP = "setup"
    WORDS = "words"
