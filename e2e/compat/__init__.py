"""The parts of `suites.py`: other people's tests and programs against a server of this tree."""
