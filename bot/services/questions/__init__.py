"""Questions to ask a customer, and the playbook they come from."""
