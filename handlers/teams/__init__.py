"""Microsoft Teams: translates activities into interactions, and replies into Adaptive Cards."""
