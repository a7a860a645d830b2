#!/usr/bin/env python3
"""Nobody on an island: snaps.py ZOUFANG.

Every building of the Liechtenstein extract is a home. None may be out of reach on foot that has a
road within 3 km, but those whose every way to a road crosses water, a railway or a motorway; these,
and those taken from an island to another road, are listed with the extra metres.
Data: $ZF_DATA, else ../shared/data beside the source tree; skipped, and says so, where neither is.
"""
import collections
import csv
import io
import os
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("ZF_DATA") or os.path.join(SOURCE, "..", "shared", "data")
EXTRACT = os.path.join(DATA, "osm", "liechtenstein-2021.osm.pbf")

# A shed on the dam between the Rhine and its side canal; the tracks on the dam end at the border of
# the extract. Of 7 200 rays from it none meets a road of the main part before it meets water.
CUT_OFF = {("9.5132677", "47.2363706")}


def main():
    zoufang = os.path.abspath(sys.argv[1])
    if not os.path.exists(EXTRACT):
        print("1..0 # SKIP real extracts are not here ($ZF_DATA or ../shared/data)")
        return
    done = subprocess.run([zoufang, "roads", "snap", EXTRACT, "--points", EXTRACT, "--format",
                           "csv"], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    rows = list(csv.DictReader(io.StringIO(done.stdout.decode("utf-8-sig"))))
    n = int(done.stderr.decode().split(" of ")[1].split()[0])
    print("1..4")
    states = collections.Counter(row["state"] for row in rows)
    for row in rows:
        print(f"#   row {row['row']}: {row['lon']},{row['lat']} {row['state']}, "
              f"{row['extra_m'] or '-'} m more, {row['off_road_m'] or '-'} m off the road")
    print(f"# {n} homes:", dict(states))
    print("ok 1" if n == 14035 else "not ok 1", f"{n} buildings")
    print("ok 2" if states["no_way"] == 0 else "not ok 2", "none that has only islands within 3 km")
    print("ok 3" if states["moved"] > 0 and states["no_road"] == 0 else "not ok 3",
          "some moved, none without a road within 3 km")
    cut_off = {(row["lon"], row["lat"]) for row in rows if row["state"] == "no_crossing"}
    print("ok 4" if cut_off == CUT_OFF else "not ok 4",
          f"{len(cut_off)} whose every way to a road crosses water: {sorted(cut_off)}")


main()
