"""Use cases for questions to ask a customer, and for playbooks."""
