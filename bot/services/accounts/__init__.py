"""Use cases for accounts, their contact persons and snoozes."""
