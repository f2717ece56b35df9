"""What differs between two rulesets, and which sheets it moves to another star."""
