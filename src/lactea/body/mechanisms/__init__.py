"""The mechanisms of the lactating body, one file each."""
