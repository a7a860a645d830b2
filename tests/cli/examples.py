#!/usr/bin/env python3
"""Every example that --help and the man pages print works on the sample workspace: exit 0 or 3;
and with --json it prints one JSON object and nothing else.

examples.py ZOUFANG [COMMAND…]

The workspace is data/geo as `go` leaves it (one copy a command; its examples run in their order, in
English and, where they differ, in Chinese). What an example cannot know stands below: the number
drawn for a sheet, the path of a stick, files of others. Examples on town.osm.pbf need a real
extract ($ZF_DATA, else ../shared/data beside the source tree) and are skipped, and named, without.
"""
import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile

ZOUFANG = os.path.abspath(sys.argv[1])
WANTED = sys.argv[2:]
SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
DATA = os.environ.get("ZF_DATA") or os.path.join(SOURCE, "..", "shared", "data")
EXTRACT = os.path.join(DATA, "osm", "liechtenstein-2021.osm.pbf")
ENV = dict(os.environ, LC_ALL="C.UTF-8", TZ="UTC", SOURCE_DATE_EPOCH="1769990400",
           G_DEBUG="fatal-criticals")

SOLOMON = """R101

VEHICLE
NUMBER     CAPACITY
  4         200

CUSTOMER
CUST NO.   XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE TIME

    0      35         35          0          0       230          0
    1      41         49         10        161       171         10
    2      35         17          7         50        60         10
    3      55         45         13        116       126         10
"""
VROOM = {"vehicles": [{"id": 1, "start": [109.8, 28.9], "end": [109.8, 28.9]}],
         "jobs": [{"id": 1, "location": [109.81, 28.91]}, {"id": 2, "location": [109.82, 28.9]}],
         "matrices": {"car": {"durations": [[0, 60, 90], [60, 0, 50], [90, 50, 0]]}}}
VROOM["vehicles"][0].update(start_index=0, end_index=0)
for i, job in enumerate(VROOM["jobs"]):
    job["location_index"] = i + 1


def run(folder, arguments, keys="", errors=subprocess.STDOUT):
    done = subprocess.run([ZOUFANG, *arguments], cwd=folder, env=ENV, input=keys.encode(),
                          stdout=subprocess.PIPE, stderr=errors, timeout=300)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def printed(arguments, begins, ends):
    """The lines between two marks of what a command prints."""
    lines = run("/", arguments)[1].splitlines()
    inside = False
    found = []
    for line in lines:
        if line.startswith(ends) and inside:
            break
        if inside and line.strip():
            found.append(line.strip())
        inside = inside or line.startswith(begins)
    return found


def commands():
    return [line.split()[0] for line in printed(["--lang", "en", "--help"], "Commands:", "Options")
            if not line.startswith("Options")]


def examples(command):
    """What --help prints in both languages; the man page must print the English ones."""
    english = printed(["--lang", "en", command, "--help"], "Examples:", "Options that")
    chinese = printed(["--lang", "zh_CN", command, "--help"], "示例：", "所有命令")
    page = [line.replace("\\&", "").replace("\\-", "-")
            for line in printed([command, "--man"], ".Sh EXAMPLES", ".Ed")][1:]
    wrong = [] if page == english else [f"the man page prints other examples: {page}"]
    if not english:
        wrong.append("no example")
    return english + [line for line in chinese if line not in english], wrong


def make_workspace(folder):
    shutil.copytree(os.path.join(SOURCE, "data", "geo"), folder)
    code, text = run(os.path.dirname(folder),
                     ["-q", "go", folder, "--from", "2026-02-02", "--to", "2026-02-06",
                      "--iterations", "300"])
    if code not in (0, 3):
        sys.exit(f"the sample workspace cannot be made: {text}")


def add_foreign_files(folder):
    """What examples read that is no part of a township."""
    with open(os.path.join(folder, "campaign.json"), "w", encoding="utf-8") as f:
        json.dump(VROOM, f)
    with open(os.path.join(folder, "R101.txt"), "w", encoding="utf-8") as f:
        f.write(SOLOMON)
    shutil.copy(os.path.join(SOURCE, "tests", "bench", "tiny", "square.vrp"),
                os.path.join(folder, "X-n101-k25.vrp"))
    if os.path.exists(EXTRACT):
        os.symlink(os.path.abspath(EXTRACT), os.path.join(folder, "town.osm.pbf"))


def sheet_number(folder):
    sheets = json.loads(run(folder, ["--json", "sheets", "list"])[1])["sheets"]
    return sheets[0]["sheet"]


def map_number(folder):
    """Of a gridded map, drawn if there is none yet."""
    run(folder, ["map", "locate", "-o", "cells.pdf"])
    db = sqlite3.connect(os.path.join(folder, "zoufang.db"))
    number = db.execute("SELECT number FROM locate_map ORDER BY pk LIMIT 1").fetchone()[0]
    db.close()
    return number


def stood_in(line, folder, scratch):
    """The words of an example with what it cannot know."""
    words = shlex.split(line)[1:]
    for i, word in enumerate(words):
        if word == "KM7-0214-3X":
            words[i] = sheet_number(folder)
        elif word == "8C2-D41Q-7T":
            words[i] = map_number(folder)
        elif word.startswith("/media/stick/"):
            words[i] = os.path.join(scratch, os.path.basename(word))
        elif words[i - 1] == "--time":
            words[i] = "1"
    return words


def is_object(text):
    try:
        return isinstance(json.loads(text), dict)
    except ValueError:
        return False


def try_example(line, folder, scratch, as_json=False):
    """ret: what is wrong, None = nothing."""
    words = stood_in(line, folder, scratch)
    beside = words[:1] in (["go"], ["-C"])  # these name the workspace's folder
    interactive = words[0] == "record" and len(words) == 2
    if words[:1] == ["go"]:
        words[1] = os.path.basename(folder)
    if words[:1] == ["-C"]:
        words[1] = "fresh"
    keys = "1" + 8 * "\n" + "q\n" if interactive else ""
    where = os.path.dirname(folder) if beside else folder
    if as_json:
        code, text = run(where, ["--json", *words], keys, subprocess.DEVNULL)
        good = code in (0, 3) and ("--format" in words or is_object(text))
        return None if good else f"--json {line}: exit {code}\n{text}"
    code, text = run(where, words, keys)
    return None if code in (0, 3) else f"{line}: exit {code}\n{text}"


def try_all(command, lines, made, scratch, as_json):
    """All examples of a command in a workspace of their own."""
    folder = os.path.join(scratch, "luming")
    shutil.copytree(made, folder, symlinks=True)
    if command != "go":
        add_foreign_files(folder)
    if command == "unlock":
        run(folder, ["lock", "990101100201-0004", "--date", "2026-02-04"])
    wrong = []
    for line in lines:
        if "town.osm.pbf" in line and not os.path.exists(EXTRACT):
            print(f"# skipped, no real extract (ZF_DATA): {line}")
            continue
        found = try_example(line, folder, scratch, as_json)
        if found:
            wrong.append(found)
    shutil.rmtree(scratch)
    return wrong


def main():
    top = tempfile.mkdtemp(prefix="zf-examples-")
    made = os.path.join(top, "made")
    make_workspace(made)
    todo = [c for c in commands() if not WANTED or c in WANTED]
    print(f"1..{len(todo)}")
    failed = 0
    for number, command in enumerate(todo, 1):
        lines, wrong = examples(command)
        for as_json in (False, True):
            wrong += try_all(command, lines, made, os.path.join(top, command), as_json)
        failed += bool(wrong)
        print("ok" if not wrong else "not ok", number, command, flush=True)
        for text in wrong:
            print("# " + text.replace("\n", "\n# "), flush=True)
    shutil.rmtree(top)
    sys.exit(1 if failed else 0)


main()
