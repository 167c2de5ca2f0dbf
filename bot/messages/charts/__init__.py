"""Rendering of charts as images."""
