"""Questions to ask: suggestions, what became of them, and the questions of a workspace."""
