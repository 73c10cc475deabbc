"""What makes every test stricter than the product: faults that Django forgives in silence fail the test that met them."""
