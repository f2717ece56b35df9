"""What a change of the rules does to a population of products: who gains, who loses, why."""
