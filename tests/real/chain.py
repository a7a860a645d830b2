#!/usr/bin/env python3
"""The whole chain on real data: chain.py ZOUFANG liechtenstein|yongshun.

Data: $ZF_DATA, else ../shared/data beside the source tree; skipped, and says so, where neither is.
Prints what each step said and took (CPU seconds, peak memory), as TAP; pictures stay in
$ZF_KEEP/<name>/ when that is set, to be looked at.
"""
import csv
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile

SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("ZF_DATA") or os.path.join(SOURCE, "..", "shared", "data")


class Chain:
    def __init__(self, zoufang, name):
        self.zoufang, self.points, self.cpu, self.rss = zoufang, 0, 0.0, 0
        self.failed = False
        keep = os.environ.get("ZF_KEEP")
        self.folder = os.path.join(keep, name) if keep else tempfile.mkdtemp(prefix="zf-real-")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(self.folder)
        self.keep = bool(keep)

    def run(self, *arguments, codes=(0,)):
        env = dict(os.environ, SOURCE_DATE_EPOCH="1770595200", LC_ALL="C.UTF-8")
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([self.zoufang, "-C", self.folder, *arguments], env=env,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        self.cpu += cpu
        self.rss = max(self.rss, after.ru_maxrss)
        text = done.stdout.decode("utf-8", "replace")
        for line in text.splitlines()[-12:]:
            print("#  ", line)
        print(f"#   {cpu:.2f} s CPU: {' '.join(arguments[:3])}")
        self.check(done.returncode in codes, f"{' '.join(arguments[:2])} ends with {done.returncode}")
        return text

    def json(self, *arguments):
        env = dict(os.environ, SOURCE_DATE_EPOCH="1770595200", LC_ALL="C.UTF-8")
        done = subprocess.run([self.zoufang, "-C", self.folder, "--json", *arguments], env=env,
                              stdout=subprocess.PIPE, check=True)
        return json.loads(done.stdout)

    def check(self, good, what):
        self.points += 1
        self.failed |= not good
        print("ok" if good else "not ok", self.points, what, flush=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def pictures(self, sheets_day):
        for what in ("coverage", "unvisited", "routes"):
            self.run("map", what, "-o", self.path(what + ".pdf"))
        self.run("sheets", "--day", sheets_day, "-o", self.path("sheets.pdf"))
        for name in ("coverage.pdf", "unvisited.pdf", "routes.pdf", "sheets.pdf"):
            done = subprocess.run(["qpdf", "--check", self.path(name)], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.STDOUT)
            self.check(done.returncode == 0, f"qpdf finds {name} sound")

    def end(self):
        print(f"# all together {self.cpu:.1f} s CPU, peak {self.rss // 1024} MB")
        self.check(self.rss < 600 * 1024, "peak memory below 600 MB")
        print(f"1..{self.points}")
        if not self.keep:
            shutil.rmtree(self.folder, ignore_errors=True)
        sys.exit(1 if self.failed else 0)


def roster(path, bases):
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["姓名", "性别", "类别", "出发地", "出行方式", "每日时段", "最多户数", "队"])
        for i, base in enumerate(bases, 1):
            out.writerow([f"甲{i:02d}", "女", "巾帼志愿者", base, "自行车", "08:30-17:30", 14, f"{i}队"])
            out.writerow([f"乙{i:02d}", "男", "热心教师", base, "自行车", "08:30-17:30", 14, f"{i}队"])


def liechtenstein(chain):
    file = os.path.join(DATA, "osm", "liechtenstein-2021.osm.pbf")
    chain.run("init")
    chain.run("import", "areas", file, "--layer", "multipolygons", "--where",
              "boundary='administrative' AND admin_level='8'")
    chain.run("import", "places", file, "--layer", "points", "--where", "place IS NOT NULL")
    chain.run("import", "households", file, "--layer", "multipolygons", "--where",
              "building IS NOT NULL", "--limit", "1500", "--seed", "1")
    chain.run("import", "roads", file)
    chain.run("import", "water", file)
    roster(chain.path("team.csv"), ["Vaduz", "Schaan", "Balzers", "Triesen", "Eschen", "Mauren",
                                    "Triesenberg", "Ruggell", "Gamprin", "Schellenberg", "Planken",
                                    "Nendeln", "Bendern", "Malbun", "Steg"])
    chain.run("import", "volunteers", chain.path("team.csv"))
    chain.run("campaign", "new", "li", "--from", "2026-02-09", "--to", "2026-02-13", "--unit",
              "household", "--title", "Liechtenstein", "lang=en", "service=15", "max_visits=24")
    chain.run("plan", "--iterations", "40000", codes=(0, 3))
    chain.run("check")
    figures = chain.json("coverage")
    chain.check(figures["total"]["registered"] == 1500, "1500 homes registered")
    chain.check(figures["conservation"]["holds"], "conservation holds")
    chain.check(sum(r["counts"]["in_scope"] for r in figures["rows"]) == 1500,
                "communes add up to the whole")
    planned = figures["total"]["scheduled"]
    left = len(chain.json("routes", "--unplanned")["unplanned"])
    chain.check(planned + left == 1500, f"{planned} planned + {left} left out with reasons = 1500")
    chain.pictures("2026-02-09")


def yongshun(chain):
    codes = os.path.join(DATA, "china", "cn_433127_adcode.csv")
    chain.run("init")
    maps = []
    for pair in ("code=A", "parent=B", "name=C", "level=D", "lon=M", "lat=N"):
        maps += ["--map", pair]
    chain.run("import", "areas", codes, *maps, "--crs", "gcj02")
    lot = random.Random(1)
    with open(codes, encoding="utf-8") as f:
        villages = [r for r in csv.reader(f) if r[3] == "village" and r[12]]
    with open(chain.path("homes.csv"), "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f)
        out.writerow(["户编号", "村代码", "村", "组", "地址", "经度", "纬度"])
        for i in range(3 * len(villages)):
            v = villages[i // 3]
            out.writerow([f"Y{i + 1:04d}", v[0], v[2], f"{i % 3 + 1}组", f"{i + 1}号",
                          f"{float(v[12]) + lot.uniform(-.008, .008):.6f}",
                          f"{float(v[13]) + lot.uniform(-.008, .008):.6f}"])
    chain.run("import", "households", chain.path("homes.csv"), "--crs", "gcj02")
    roster(chain.path("team.csv"), [v[2] for v in villages[::10]][:20])
    chain.run("import", "volunteers", chain.path("team.csv"))
    chain.run("campaign", "new", "ys", "--from", "2026-02-09", "--to", "2026-02-13", "--unit",
              "household", "--title", "永顺县 · 2026 年走访", "mode=motorcycle")
    chain.run("plan", "--iterations", "20000", codes=(0, 3))
    chain.run("check")
    figures = chain.json("coverage")
    homes = 3 * len(villages)
    chain.check(figures["total"]["in_scope"] == homes, f"{homes} homes in scope by declared code")
    by_village = sum(r["counts"]["in_scope"] for r in figures["rows"] if r["level"] == "village")
    chain.check(by_village == homes, "villages add up to the whole without any polygon")
    chain.pictures("2026-02-09")


def main():
    name = sys.argv[2]
    if not os.path.isdir(DATA):
        print(f"1..0 # SKIP no real data: set ZF_DATA or put it at {os.path.normpath(DATA)}")
        return
    chain = Chain(os.path.abspath(sys.argv[1]), name)
    {"liechtenstein": liechtenstein, "yongshun": yongshun}[name](chain)
    chain.end()


main()
