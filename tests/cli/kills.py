#!/usr/bin/env python3
"""kill -9 at many moments of every command that writes: the database is as before or after.

kills.py ZOUFANG [N]     N moments of each command (default 3), spread over the time it takes
"""
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile

ZOUFANG = os.path.abspath(sys.argv[1])
MOMENTS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
ENV = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", SOURCE_DATE_EPOCH="1769990400",
           G_DEBUG="fatal-criticals")

AREAS = """{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"code":"990101001201","name":"柏垭村"},"geometry":{"type":"Polygon",
"coordinates":[[[109.80,28.90],[109.85,28.90],[109.85,28.95],[109.80,28.95],[109.80,28.90]]]}},
{"type":"Feature","properties":{"code":"990101001202","name":"老屋村"},"geometry":{"type":"Polygon",
"coordinates":[[[109.85,28.90],[109.90,28.90],[109.90,28.95],[109.85,28.95],[109.85,28.90]]]}}]}
"""
TEAM = "姓名,性别,类别,出发地,出行方式\n周岚,女,巾帼志愿者,柏垭村,步行\n韩启文,男,热心教师,柏垭村,步行\n"
ROADS = """<osm version="0.6"><node id="1" lat="28.9204" lon="109.8201"/>
<node id="2" lat="28.9306" lon="109.8312"/><node id="3" lat="28.9216" lon="109.8700"/>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="tertiary"/></way></osm>
"""

QUESTIONS = "名称,题目,类型,选项,单位,最小,最大\n健康,健康状况,单选,良好｜一般,,,\n人数,几口人,数字,,人,1,20\n"
# outcome seen, everything else as it stands, two answers; for three stops, the second one away
KEYED = "1\n" + 7 * "\n" + "2\n4\n" + "5\n\ny\n\n" + "1\n" + 7 * "\n" + "1\n5\n" + "q\n"

CELLS = "C7\n\nb12\nq\n"

# name, command, does it all in one transaction (then only two states of the database are right);
# @SHEET is the number of the first sheet printed, @MAP of the first gridded map; record is typed KEYED
# or CELLS
COMMANDS = [
    ("init", ["init"], False),
    ("import areas", ["import", "areas", "areas.geojson"], True),
    ("import homes", ["import", "households", "homes.csv", "--crs", "wgs84"], True),
    ("import roads", ["import", "roads", "roads.osm"], True),
    ("import volunteers", ["import", "volunteers", "team.csv"], True),
    ("campaign", ["campaign", "new", "w", "--from", "2026-02-09", "--to", "2026-02-13", "--unit",
                  "household", "--questions", "questions.csv"], True),
    ("plan", ["plan", "--iterations", "300"], False),  # makes teams first when there are none
    ("homes again", ["import", "households", "more.csv", "--crs", "wgs84"], True),
    ("plan --keep", ["plan", "--keep", "--iterations", "300"], True),
    ("lock", ["lock", "07-001"], True),
    ("sheets", ["sheets", "-o", "sheets.pdf"], False),  # numbers drawn first, then paper
    ("visits", ["import", "visits", "visits.csv"], True),
    ("coverage", ["coverage", "-o", "coverage.xlsx"], False),
    ("map", ["map", "coverage", "-o", "map.pdf"], False),
    ("backup", ["backup", "copy.db"], False),
    ("undo", ["import", "undo", "6"], True),
    ("record", ["record", "@SHEET"], False),  # each stop is kept at once
    ("record table", ["record", "@SHEET", "keyed.csv"], True),
    ("homes nowhere", ["import", "households", "nowhere.csv"], True),
    ("map locate", ["map", "locate", "-o", "cells.pdf"], False),  # numbers drawn first, then paper
    ("record cells", ["record", "@MAP"], True),
    ("record cells table", ["record", "@MAP", "cells.csv"], True),
]


def homes(n):
    rows = ["户编号,村,组,地址,经度,纬度"]
    for i in range(n):
        village, lon = ("柏垭村", 109.81) if i % 2 else ("老屋村", 109.86)
        rows.append(f"07-{i:03},{village},{i % 5 + 1}组,{i + 1}号,{lon + (i * 7 % 30) / 1000:.5f},"
                    f"{28.91 + (i * 11 % 30) / 1000:.5f}")
    return "\n".join(rows) + "\n"


def write(folder, name, text):
    with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
        f.write(text)


def filled(folder, arguments):
    """The command with the sheet's number in it."""
    first = {"@SHEET": "SELECT number FROM sheet ORDER BY route LIMIT 1",
             "@MAP": "SELECT number FROM locate_map ORDER BY pk LIMIT 1"}
    words = list(arguments)
    for i, word in enumerate(words):
        if word in first:
            db = sqlite3.connect(os.path.join(folder, "zoufang.db"))
            words[i] = db.execute(first[word]).fetchone()[0]
            db.close()
    return words


def typed(arguments):
    if arguments[0] != "record" or len(arguments) != 2:
        return b""
    return (CELLS if arguments[1] == "@MAP" else KEYED).encode()


def run(folder, arguments):
    done = subprocess.run([ZOUFANG, *filled(folder, arguments)], cwd=folder, env=ENV,
                          input=typed(arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def state(folder):
    """A digest of every row of every table; None without a database."""
    path = os.path.join(folder, "zoufang.db")
    if not os.path.exists(path):
        return None
    db = sqlite3.connect(path)
    sums = hashlib.sha256()
    tables = [row[0] for row in db.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' "
        "AND name NOT LIKE 'sqlite%' ORDER BY name")]
    for table in tables:
        for row in db.execute(f'SELECT * FROM "{table}"'):
            sums.update(repr((table, row)).encode())
    db.close()
    return sums.hexdigest()


def whole(folder):
    """The files with their final names that are not whole."""
    wrong = []
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            if name.startswith(".") and ".part" in name:
                continue  # swept away by the next run that writes the file
            if name.endswith(".pdf"):
                data = open(path, "rb").read()
                good = data.startswith(b"%PDF") and data.rstrip().endswith(b"%%EOF")
            elif name.endswith(".xlsx"):
                good = zipfile.is_zipfile(path)
            elif name == "copy.db":
                db = sqlite3.connect(path)
                good = db.execute("PRAGMA quick_check").fetchone()[0] == "ok"
                db.close()
            else:
                continue
            if not good:
                wrong.append(name)
    return wrong


def kill_at(folder, arguments, delay):
    with tempfile.TemporaryFile() as keys:
        keys.write(typed(arguments))
        keys.seek(0)
        child = subprocess.Popen([ZOUFANG, *filled(folder, arguments)], cwd=folder, env=ENV,
                                 stdin=keys, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(delay)
        child.kill()
        return child.wait()


def recorded(folder):
    db = sqlite3.connect(os.path.join(folder, "zoufang.db"))
    n = db.execute("SELECT count(*) FROM visit_answer a JOIN visit v ON v.id = a.visit WHERE "
                   "v.sheet IS NOT NULL AND v.outcome = 'seen'").fetchone()[0]
    db.close()
    return n


def half_kept(folder):
    """Visits without what was keyed with them: a stop is kept with its answers or not at all."""
    db = sqlite3.connect(os.path.join(folder, "zoufang.db"))
    found = [row[0] for row in db.execute(
        "SELECT id FROM visit v WHERE sheet IS NOT NULL AND outcome = 'seen' AND "
        "(SELECT count(*) FROM visit_answer a WHERE a.visit = v.id) <> 2")]
    db.close()
    return found


def harm(before, after, arguments, once, delay):
    """Kills one run. ret: what is wrong then, None = nothing."""
    folder = tempfile.mkdtemp(prefix="zf-kill-")
    try:
        shutil.copytree(before, folder, dirs_exist_ok=True)
        first = state(folder)
        kill_at(folder, arguments, delay)
        now = state(folder)
        if once and now not in (first, after):
            return "the database is neither as before nor as after"
        if whole(folder):
            return f"half-written: {whole(folder)}"
        if arguments[0] == "record" and half_kept(folder):
            return f"half-recorded: {half_kept(folder)}"
        if now is not None:
            code, text = run(folder, ["check"])
            if code not in (0, 3) or "damaged" in text:
                return f"check says: {text}"
        again = ["import", "runs"] if arguments[:2] == ["import", "undo"] and now == after else \
            ["campaign", "list"] if arguments[0] == "campaign" and now == after else \
            ["check"] if arguments[0] == "init" and now is not None else \
            ["check"] if os.path.exists(os.path.join(folder, "copy.db")) else arguments
        code, text = run(folder, again)
        if code not in (0, 3):
            return f"the next run says: {text}"
        if once and state(folder) != after and again is arguments and arguments[0] != "plan":
            # an import that is repeated adds its run: everything else is as after
            if now != after:
                return "the next run ends elsewhere"
        return None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main():
    folder = tempfile.mkdtemp(prefix="zf-kills-")
    write(folder, "areas.geojson", AREAS)
    write(folder, "team.csv", TEAM)
    write(folder, "roads.osm", ROADS)
    write(folder, "questions.csv", QUESTIONS)
    write(folder, "keyed.csv", "序号,结果,健康,几口人\n4,见到儿童并完成,一般,3\n5,见到儿童并完成,良好,6\n")
    write(folder, "cells.csv", "图上号,图上格\n2,D4\n4,E5\n")
    write(folder, "nowhere.csv", "户编号,村,组,地址\n" + "".join(
        f"08-{i},柏垭村,1组,{i}号\n" for i in range(4)))
    write(folder, "homes.csv", homes(40))
    write(folder, "more.csv", homes(43))
    write(folder, "visits.csv", "户编号,走访日期,走访结果\n07-001,2026-02-09,见到\n07-002,2026-02-09,无人在家\n")
    ENV["SOURCE_DATE_EPOCH"] = "1770624000"
    print(f"1..{len(COMMANDS)}")
    failed = 0
    for number, (name, arguments, once) in enumerate(COMMANDS, 1):
        before = tempfile.mkdtemp(prefix="zf-before-")
        shutil.copytree(folder, before, dirs_exist_ok=True)
        start = time.monotonic()
        code, text = run(folder, arguments)
        took = time.monotonic() - start
        wrong = [] if code in (0, 3) else [f"exit {code}: {text}"]
        after = state(folder)
        if arguments[0] == "record" and (half_kept(folder) or not recorded(folder)):
            wrong.append("the keys typed do not record what they should")
        for moment in range(MOMENTS if not wrong else 0):
            delay = took * (moment + 0.5) / MOMENTS
            found = harm(before, after, arguments, once, delay)
            if found:
                wrong.append(f"killed after {delay:.3f} s of {took:.3f}: {found}")
        shutil.rmtree(before)
        failed += bool(wrong)
        print("ok" if not wrong else "not ok", number, name, flush=True)
        for line in wrong:
            print("# " + line.replace("\n", "\n# "), flush=True)
    shutil.rmtree(folder)
    sys.exit(1 if failed else 0)


main()
