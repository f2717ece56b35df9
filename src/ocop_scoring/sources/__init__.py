"""One strict door for every YAML or JSON file that people write."""
