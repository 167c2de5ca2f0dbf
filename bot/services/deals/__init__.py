"""Deals, their stages, and why they stall."""
