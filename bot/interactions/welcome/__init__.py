"""Handlers of the first hour: the greeting's buttons, the set-up form, the tour."""
