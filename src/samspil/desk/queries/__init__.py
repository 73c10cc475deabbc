"""What the desk shows: it owns nothing and reads everything under the policies of those who do."""
