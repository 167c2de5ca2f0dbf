"""Benchmarks of speed, delivery and statistics, each with its baseline."""
