"""User interactions: send messages and commands, click, fill in forms, and open the Home tab."""
