"""Entry points: a package per platform (Slack, HTTP, the command line) that translates requests into service calls."""
