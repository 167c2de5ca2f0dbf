"""How requests arrive: Socket Mode and HTTP, twice, at a stop, from old buttons; and the doctor."""
