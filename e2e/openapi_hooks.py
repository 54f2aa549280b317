"""What schemathesis cannot know: ids that exist. Loaded by it (SCHEMATHESIS_HOOKS), used by test_openapi.py.

$MEDLEY_KNOWN is a JSON file: the beginning of a path -> {parameter: value}. Every other time a known value stands in for
a generated one, so that endpoints are asked for things that are there as well as for things that are not.
"""

import json
import os
import zlib

import schemathesis

with open(os.environ["MEDLEY_KNOWN"], encoding="utf-8") as file:
    KNOWN = json.load(file)


def known(path: str) -> dict[str, str]:
    """The ids for a path; of the longest beginning that fits."""
    fits = [start for start in KNOWN if path.startswith(start)]
    return KNOWN[max(fits, key=len)] if fits else {}


@schemathesis.hook
def before_call(context, case, **kwargs):
    """Puts ids in that exist; never where something would be deleted that later calls need."""
    if case.method.upper() == "DELETE" or not case.path_parameters:
        return
    seed = json.dumps([case.path, case.path_parameters, repr(case.query), repr(case.body)], default=str)
    if zlib.crc32(seed.encode(errors="replace")) % 2:
        return
    ids = known(case.path)
    for name in case.path_parameters:
        if name in ids:
            case.path_parameters[name] = ids[name]
