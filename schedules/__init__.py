"""Scheduled work: the timetable, the periodic jobs, and the outbox dispatcher."""
