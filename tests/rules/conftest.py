"""Makes `import bad_cases` find the table of broken rulesets, whatever way pytest imports test files."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
