"""What the clock does to the bot: a timetable, short jobs, and the delivery of what is due."""
