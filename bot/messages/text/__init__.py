"""What everything that is said is made of: messages, words and templates."""
