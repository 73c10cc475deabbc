"""Mistakes planted in the product, one at a time, and the count of those that no test notices: `make mutate`."""
