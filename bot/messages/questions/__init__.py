"""Messages about questions to ask a customer, and the playbook they come from."""
