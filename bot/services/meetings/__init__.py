"""The weekly meeting, and what can be done about what asks for a decision (R8)."""
