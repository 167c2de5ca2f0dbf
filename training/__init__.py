"""How the models in `bot/domain/statistics/model` are made; the bot itself needs nothing of this."""
