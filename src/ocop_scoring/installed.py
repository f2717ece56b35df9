"""Where the package lies on the disk: it reads its messages, templates and rules as plain files."""

from __future__ import annotations

from pathlib import Path

__all__ = ["package_folder"]


def package_folder() -> Path:
    """The folder of the package. ImportError where it is none on the disk, as inside a zip file."""
    folder = Path(__file__).parent
    if not folder.is_dir():
        raise ImportError(
            f"ocop_scoring doesn't run from inside a zip file ({folder}): install or unpack it"
        )
    return folder
