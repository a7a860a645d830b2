"""bench_prefer ZOUFANG [HOUSEHOLDS [MODE]]: what compact routes and even hours cost. A township made
by sample (MODE, if given, is how all teams travel: foot, bicycle, ebike, motorcycle, car) is planned
three times, as `--prefer short`, `compact` and `balanced` say; prints hours on the way, pairs of routes
whose areas overlap, and the spread of the teams' hours. Fails when compact routes overlap in more than
a third of the pairs, or, all teams travelling alike, even hours differ by more than a fifth of the
mean."""
import json
import os
import sqlite3
import subprocess
import sys
import tempfile

ENV = dict(os.environ, SOURCE_DATE_EPOCH="1769990400", LC_ALL="C.UTF-8", TZ="UTC")


def run(arguments):
    """What it prints, and its CPU seconds."""
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=ENV)
    text = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        sys.exit(f"bench_prefer: exit {code}: {' '.join(arguments)}")
    return text, usage.ru_utime + usage.ru_stime


def main():
    zoufang = sys.argv[1]
    homes = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "d")
        run([zoufang, "-q", "sample", folder, "--clean", "--villages", str(max(2, homes // 50)),
             "--households", str(homes), "--teams", str(max(2, homes // 50)), "--seed", "1"])
        run([zoufang, "-q", "go", folder, "--from", "2026-02-02", "--to", "2026-02-06",
             "--iterations", "1", "--crs", "wgs84"])
        if len(sys.argv) > 3:
            database = sqlite3.connect(os.path.join(folder, "zoufang.db"))
            database.execute("update shift set mode = ?, max_visits = 14, by_hand = 1", (sys.argv[3],))
            database.commit()
            database.close()
        least = overlaps = None
        failed = False
        for wish in ("short", "compact", "balanced"):
            text, cpu = run([zoufang, "-C", folder, "--json", "plan", "--prefer", wish])
            plan = json.loads(text)
            human = plan["human"]
            least = least or plan["travel_s"]
            overlaps = human["overlapping_pairs"] if overlaps is None else overlaps
            failed |= wish == "compact" and 3 * human["overlapping_pairs"] > overlaps
            spread = (human["most_load_permille"] - human["least_load_permille"]) / max(
                1, human["mean_load_permille"])
            failed |= wish == "balanced" and len(sys.argv) > 3 and spread > 0.2
            print(f"{wish:9} {plan['stops']} visits, on the way {plan['travel_s'] / 3600:.1f} h "
                  f"({100 * plan['travel_s'] / least - 100:+.1f} %), {human['overlapping_pairs']} of "
                  f"{human['route_pairs']} pairs overlap, spread {100 * spread:.0f} %, "
                  f"{cpu:.1f} s CPU")
        if failed:
            sys.exit("bench_prefer: more than was promised")


main()
