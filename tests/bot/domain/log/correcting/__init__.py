"""Tests of corrections by talking."""
