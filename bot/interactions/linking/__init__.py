"""Link oneself on two platforms, and choose where the mornings come."""
