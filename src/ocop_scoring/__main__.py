"""`python -m ocop_scoring` is the `ocop` command."""

from ocop_scoring.cli import main

if __name__ == "__main__":
    main()
