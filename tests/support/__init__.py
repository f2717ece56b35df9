"""What tests share: folders, the invented catalogue, strategies, a run of the command."""
