"""Training of the models in `bot/domain/statistics/model`; not needed to run the bot."""
