"""Whether what the bot finds is there: in histories whose truth is known."""
