"""bench_maps ZOUFANG [VILLAGES] [HOUSEHOLDS]: a county made by sample, its coverage map as PNG
(300 dpi) and PDF and the atlas of its villages, in CPU seconds, megabytes of memory and bytes; and,
where pdftotext is installed, how many villages' names it finds."""
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
    villages = sys.argv[2] if len(sys.argv) > 2 else "100"
    homes = sys.argv[3] if len(sys.argv) > 3 else "5000"
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as top:
        folder = os.path.join(top, "county")
        run([zoufang, "-q", "sample", folder, "--villages", villages, "--households", homes,
             "--seed", "1", "--start", "2026-02-11"])
        run([zoufang, "-q", "go", folder, "--from", "2026-02-11", "--to", "2026-02-15",
             "--iterations", "1"])
        for name, arguments in (("coverage.png", ["map", "coverage", "--dpi", "300"]),
                                ("coverage.pdf", ["map", "coverage"]),
                                ("atlas.pdf", ["map", "atlas"])):
            path = os.path.join(top, name)
            cpu, memory = run([zoufang, "-q", "-C", folder, *arguments, "-o", path])
            line = f"{name}: {cpu:.2f} s CPU, {memory:.0f} MB, {os.path.getsize(path) / 1e6:.2f} MB file"
            text = text_of(path) if name.endswith(".pdf") else None
            if text is not None:
                names = names_of(zoufang, folder)
                joined = text.replace("\n", "")
                found = sum(name in joined for name in names)
                radicals = sum(0x2E80 <= ord(c) <= 0x2FDF for c in text)
                line += f", {found}/{len(names)} names found, {radicals} radicals"
            print(line)


if __name__ == "__main__":
    main()
