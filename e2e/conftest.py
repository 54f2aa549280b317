"""What the drivers share: pytest must find the modules beside it, from wherever it is started."""

import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
