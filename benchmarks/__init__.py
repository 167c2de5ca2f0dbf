"""The figures of the house, each with what it is compared to."""
