"""The command line `ritme`, for the operator."""
