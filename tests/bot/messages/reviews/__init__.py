"""Tests of the messages that look back."""
