"""Messages about deals, their stages, and stalls."""
