"""Handlers for questions: suggestions, the rep's response, and the workspace's playbook."""
