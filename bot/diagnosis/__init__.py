"""Reading a note for its situation: a small model that was trained on our own examples, inside the process."""
