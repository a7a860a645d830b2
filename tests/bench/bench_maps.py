"""bench_maps ZOUFANG [VILLAGES] [HOUSEHOLDS] [SEED] [REPEATS]: a county made by sample, its coverage
map as PNG (300 dpi) and PDF, the atlas of its villages and the map of its routes: CPU seconds (the
least of REPEATS runs), megabytes of memory and bytes; how many names and numbers found a place, how
many labels overlap and leaders cross; and, where pdftotext is installed, how many villages' names
it finds. Ends with what misses its gate, and exit 1 unless that is time or memory alone, which a
busy machine may spoil; the gates are those of a county of 100 villages and 5 000 homes; a larger one
is only held to what no size excuses."""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile


def run(arguments):
    """CPU seconds, peak memory in MB."""
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    code = os.waitstatus_to_exitcode(status)
    if code not in (0, 3):
        sys.exit(f"bench_maps: exit {code}: {' '.join(arguments)}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


# CPU seconds, MB of memory, MB of the file
GATES = {"coverage.png": (0.6, 120, 1.5), "coverage.pdf": (0.4, 120, 0.8), "atlas.pdf": (3.5, 130, 4.5)}


def placed_of(zoufang, folder, arguments, path):
    out = subprocess.run([zoufang, "-q", "--json", "-C", folder, *arguments, "-o", path],
                         stdout=subprocess.PIPE, check=False).stdout
    return json.loads(out).get("placed", {})


def misses(name, cpu, memory, size, placed, larger):
    """What misses its gate, in words."""
    ret = []
    most = GATES.get(name)
    if most and larger <= 1:
        ret += [f"{what} {value:.2f} > {limit}" for what, value, limit in
                zip(("CPU s", "MB memory", "MB file"), (cpu, memory, size), most) if value > limit]
    names = placed.get("names", 0)
    if names and placed["missing"] + placed["overlaps"] > 0:
        ret.append("a name is missing or overlaps")
    if names and larger <= 1 and placed["inside"] < 0.96 * names:
        ret.append(f"{placed['inside']} of {names} names inside")
    if placed.get("homes", 0) != placed.get("numbers", 0):
        ret.append("a number is missing")
    if placed.get("crossings", 0) > 0:
        ret.append("leaders cross")
    return [f"{name}: {what}" for what in ret]


def text_of(pdf):
    if not shutil.which("pdftotext"):
        return None
    return subprocess.run(["pdftotext", pdf, "-"], check=True, capture_output=True).stdout.decode()


def names_of(zoufang, folder):
    out = subprocess.run([zoufang, "-C", folder, "coverage", "--by", "village", "--format", "csv"],
                         check=True, capture_output=True).stdout.decode("utf-8-sig")
    rows = [line.split(",") for line in out.splitlines()]
    return [row[1] for row in rows if len(row) > 2 and row[2] == "village"]


def main():
    zoufang = sys.argv[1]
    villages, homes, seed, repeats = (sys.argv[2:] + ["100", "5000", "1", "3"][len(sys.argv) - 2:])[:4]
    larger = max(int(villages) / 100, int(homes) / 5000)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    missed = []
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "county")
        run([zoufang, "-q", "sample", folder, "--villages", villages, "--households", homes,
             "--seed", seed, "--start", "2026-02-11"])
        run([zoufang, "-q", "go", folder, "--from", "2026-02-11", "--to", "2026-02-15",
             "--iterations", "1"])
        # go finds the days over and draws no worksheets, which would take minutes; a plan is made as
        # on the day before
        os.environ["SOURCE_DATE_EPOCH"] = "1770681600"
        run([zoufang, "-q", "-C", folder, "plan", "--iterations", "1"])
        for name, arguments in (("coverage.png", ["map", "coverage", "--dpi", "300"]),
                                ("coverage.pdf", ["map", "coverage"]),
                                ("atlas.pdf", ["map", "atlas"]),
                                ("routes.pdf", ["map", "routes"])):
            path = os.path.join(top, name)
            runs = [run([zoufang, "-q", "-C", folder, *arguments, "-o", path])
                    for _ in range(int(repeats))]
            cpu, memory = min(run[0] for run in runs), max(run[1] for run in runs)
            size = os.path.getsize(path) / 1e6
            line = f"{name}: {cpu:.2f} s CPU, {memory:.0f} MB, {size:.2f} MB file"
            placed = placed_of(zoufang, folder, arguments, path)
            line += "".join(f", {key} {value}" for key, value in placed.items())
            missed += misses(name, cpu, memory, size, placed, larger)
            text = text_of(path) if name in ("coverage.pdf", "atlas.pdf") else None
            if text is not None:
                names = names_of(zoufang, folder)
                joined = text.replace("\n", "")
                found = sum(name in joined for name in names)
                radicals = sum(0x2E80 <= ord(c) <= 0x2FDF for c in text)
                line += f", {found}/{len(names)} names found, {radicals} radicals"
                missed += [f"{name}: names not found"] if found < len(names) or radicals else []
            print(line, flush=True)
    print("\n".join(f"misses its gate: {what}" for what in missed) or "all gates held")
    return 1 if any("CPU s" not in what and "MB memory" not in what for what in missed) else 0


if __name__ == "__main__":
    sys.exit(main())
