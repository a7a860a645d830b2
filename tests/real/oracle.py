#!/usr/bin/env python3
"""Tables against plain Dijkstra: oracle.py ZOUFANG.

For every extract and means of travel 100 rows of a table between random places are compared with
one plain search a row; not a single cell may differ, in time or in length.
Data: $ZF_DATA, else ../shared/data beside the source tree; skipped, and says so, where neither is.
"""
import glob
import json
import os
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("ZF_DATA") or os.path.join(SOURCE, "..", "shared", "data")
MODES = ["foot", "bicycle", "ebike", "motorcycle", "car"]


def main():
    zoufang = os.path.abspath(sys.argv[1])
    extracts = sorted(glob.glob(os.path.join(DATA, "osm", "*.osm.pbf")) +
                      glob.glob(os.path.join(DATA, "osm", "*.osm.gz")))
    if not extracts:
        print("1..0 # SKIP real extracts are not here ($ZF_DATA or ../shared/data)")
        return
    print(f"1..{len(extracts) * len(MODES)}")
    failed = number = 0
    for extract in extracts:
        for mode in MODES:
            number += 1
            done = subprocess.run([zoufang, "roads", "matrix", extract, "--mode", mode, "--random",
                                   "2000", "--seed", "7", "--oracle", "100", "--json"],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            try:
                told = json.loads(done.stdout)
            except ValueError:
                told = {}
            good = (done.returncode == 0 and told.get("oracle") == 100 and
                    told.get("mismatches") == 0 and told.get("unreachable") == 0)
            failed += not good
            print("ok" if good else "not ok", number,
                  f"{os.path.basename(extract)}, {mode}: {told.get('nodes')} nodes, "
                  f"{told.get('mismatches')} of {told.get('oracle', 0) * told.get('cols', 0)} "
                  "cells differ", flush=True)
    sys.exit(1 if failed else 0)


main()
