"""Files that hang on a row: attached, opened and shut away; what they are is found by their content."""
