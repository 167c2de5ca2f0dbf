"""Judge the roles of days and activity words in a line, by the grammar and by trained models."""
