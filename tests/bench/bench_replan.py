"""bench_replan ZOUFANG [HOUSEHOLDS [TEAMS]]: a township made by sample and planned; then one visit gets
another time of day and `plan --keep` mends the plan, five times over with another visit each. Prints
the CPU seconds of the search alone and of the whole command, and how many other visits moved; and
the CPU seconds of `explain` (which looks for every slot of a home) for five homes. Fails when a
re-plan moves more than three other visits. Few TEAMS (12 for 1 000 homes): the visit finds no room."""
import json
import os
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
        sys.exit(f"bench_replan: exit {code}: {' '.join(arguments)}")
    return text, usage.ru_utime + usage.ru_stime


def main():
    zoufang = sys.argv[1]
    homes = sys.argv[2] if len(sys.argv) > 2 else "1000"
    teams = sys.argv[3] if len(sys.argv) > 3 else str(max(2, int(homes) // 25))
    villages = str(max(2, int(homes) // 50))
    worst = 0
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "d")
        run([zoufang, "-q", "sample", folder, "--clean", "--villages", villages, "--households",
             homes, "--teams", teams, "--seed", "1"])
        run([zoufang, "-q", "go", folder, "--from", "2026-02-02", "--to", "2026-02-06",
             "--iterations", "1000", "--crs", "wgs84"])
        rows = json.loads(run([zoufang, "-C", folder, "--json", "routes"])[0])["routes"]
        for i in range(5):
            number = rows[len(rows) * (i + 1) // 6]["route"]
            stops = json.loads(run([zoufang, "-C", folder, "--json", "routes", "--route",
                                    str(number)])[0])["stops"]
            home = stops[len(stops) // 2]["number"]
            _, explain = run([zoufang, "-C", folder, "explain", home])
            run([zoufang, "-C", folder, "household", "edit", home,
                 f"window={13 + i % 2}:00..16:30"])
            text, whole = run([zoufang, "-C", folder, "--json", "plan", "--keep"])
            plan = json.loads(text)
            others = [d for d in plan.get("differences", []) if d["home"] != home]
            worst = max(worst, len(others))
            print(f"{plan['stops']} visits planned, {plan['unplanned']} left out: search "
                  f"{plan['timing']['solve_cpu_s']:.3f} s, whole command {whole:.3f} s, others "
                  f"moved {len(others)}; explain {explain:.3f} s")
    if worst > 3:
        sys.exit(f"bench_replan: {worst} other visits moved")


main()
