"""What holds for every sheet of a table: all sheets counted exactly, none looked at by itself."""
