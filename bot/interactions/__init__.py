"""Handlers for every command, button and form: an Interaction in, a Reply out; no platform code, rules or queries."""
