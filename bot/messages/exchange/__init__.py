"""Reports of imports."""
