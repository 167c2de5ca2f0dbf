"""The emoji that a sales bot is likely to use, by Slack's names."""

import re

EMOJI = {
    "wave": "👋", "tada": "🎉", "white_check_mark": "✅", "heavy_check_mark": "✔️", "x": "❌",
    "warning": "⚠️", "bulb": "💡", "calendar": "📆", "spiral_calendar_pad": "🗓️", "date": "📅",
    "phone": "☎️", "telephone_receiver": "📞", "email": "✉️", "envelope": "✉️", "incoming_envelope": "📨",
    "house": "🏠", "office": "🏢", "handshake": "🤝", "muscle": "💪", "rocket": "🚀", "dart": "🎯",
    "bar_chart": "📊", "chart_with_upwards_trend": "📈", "chart_with_downwards_trend": "📉",
    "clock8": "🕗", "clock830": "🕣", "alarm_clock": "⏰", "hourglass": "⌛", "hourglass_flowing_sand": "⏳",
    "sunny": "☀️", "sunrise": "🌅", "sun_with_face": "🌞", "coffee": "☕", "memo": "📝", "pencil": "📝",
    "pencil2": "✏️", "wastebasket": "🗑️", "heavy_plus_sign": "➕", "leftwards_arrow_with_hook": "↩️",  # noqa: RUF001 - an emoji
    "arrow_right": "➡️", "arrow_left": "⬅️", "arrow_up": "⬆️", "arrow_down": "⬇️", "point_right": "👉",
    "eyes": "👀", "mag": "🔍", "question": "❓", "grey_question": "❔", "exclamation": "❗", "star": "⭐",
    "star2": "🌟", "sparkles": "✨", "fire": "🔥", "trophy": "🏆", "medal": "🏅", "clap": "👏",
    "thumbsup": "👍", "+1": "👍", "thumbsdown": "👎", "-1": "👎", "ok_hand": "👌", "raised_hands": "🙌",
    "pray": "🙏", "smile": "😄", "slightly_smiling_face": "🙂", "grinning": "😀", "wink": "😉",
    "heart": "❤️", "green_heart": "💚", "seedling": "🌱", "herb": "🌿", "deciduous_tree": "🌳",
    "large_green_circle": "🟢", "large_yellow_circle": "🟡", "red_circle": "🔴", "white_circle": "⚪",
    "large_blue_circle": "🔵", "large_green_square": "🟩", "white_large_square": "⬜", "bell": "🔔",
    "no_bell": "🔕", "speech_balloon": "💬", "busts_in_silhouette": "👥", "bust_in_silhouette": "👤",
    "car": "🚗", "round_pushpin": "📍", "pushpin": "📌", "paperclip": "📎", "link": "🔗", "gear": "⚙️",
    "lock": "🔒", "key": "🔑", "moneybag": "💰", "euro": "💶", "package": "📦", "inbox_tray": "📥",
    "outbox_tray": "📤", "clipboard": "📋", "books": "📚", "book": "📖", "mega": "📣", "palm_tree": "🌴",
    "snowflake": "❄️", "zzz": "💤", "recycle": "♻️", "repeat": "🔁", "arrows_counterclockwise": "🔄",
    "heavy_minus_sign": "➖", "information_source": "ℹ️", "100": "💯", "crystal_ball": "🔮", "compass": "🧭",  # noqa: RUF001 - emoji
    "robot_face": "🤖", "bee": "🐝", "feet": "🐾", "footprints": "👣", "stopwatch": "⏱️", "flag-nl": "🇳🇱",
}  # fmt: skip
_NAME = re.compile(r":([a-z0-9_+\-]+):")


def draw_emoji(text: str) -> str:
    """Return ``text`` with the known emoji names replaced by their characters."""
    return _NAME.sub(lambda match: EMOJI.get(match[1], match[0]), text)
