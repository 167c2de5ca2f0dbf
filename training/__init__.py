"""How the models in `bot/diagnosis/model` are made; the bot itself needs nothing of this."""
