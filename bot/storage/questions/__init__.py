"""Queries about questions to ask a customer, and the playbooks they come from."""
