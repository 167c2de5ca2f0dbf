"""Tests of one person on two platforms."""
