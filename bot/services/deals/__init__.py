"""Use cases for deals, their stages and stalls."""
