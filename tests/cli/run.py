#!/usr/bin/env python3
"""Runs the command-line cases of tests/cli/<command>/<case>.sh, each in a scratch folder of its own,
as many at once as there are cores.

A case is a shell script; $ZOUFANG is the program, $SOURCE the source tree. What it prints (both
streams, in order) must equal <case>.out beside it; the scratch folder is written as DIR. The exit
code must be 0: a case that expects another one says so itself (`|| echo "exit $?"`). A case that
cannot be tried on this machine ends with 77 and counts as skipped.

run.py ZOUFANG [--renew] [COMMAND/CASE…]     --renew writes the .out files anew: read the diff.
"""
import concurrent.futures
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))


def cases(wanted):
    for command in sorted(os.listdir(HERE)):
        folder = os.path.join(HERE, command)
        if not os.path.isdir(folder):
            continue
        for name in sorted(os.listdir(folder)):
            if name.endswith(".sh"):
                case = f"{command}/{name[:-3]}"
                if not wanted or case in wanted or command in wanted:
                    yield case


def run(zoufang, case):
    scratch = tempfile.mkdtemp(prefix="zf-cli-")
    env = {
        "PATH": os.environ["PATH"], "HOME": scratch, "LC_ALL": "C.UTF-8", "TZ": "UTC",
        "SOURCE_DATE_EPOCH": "1770624000", "ZOUFANG": zoufang, "SOURCE": SOURCE,
        "G_DEBUG": "fatal-criticals",
    }
    for name in ("ASAN_OPTIONS", "LSAN_OPTIONS"):
        if name in os.environ:
            env[name] = os.environ[name]
    try:
        done = subprocess.run(
            ["sh", "-eu", os.path.join(HERE, case + ".sh")], cwd=scratch, env=env,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        text = done.stdout.decode("utf-8", "replace").replace(scratch, "DIR")
        return text.replace(SOURCE, "SOURCE"), done.returncode
    except subprocess.TimeoutExpired:
        return "(timed out)\n", -1
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def main():
    zoufang = os.path.abspath(sys.argv[1])
    renew = "--renew" in sys.argv
    wanted = [a for a in sys.argv[2:] if not a.startswith("--")]
    todo = list(cases(wanted))
    failed = 0
    print(f"1..{len(todo)}")
    pool = concurrent.futures.ThreadPoolExecutor(os.cpu_count())
    done = pool.map(lambda case: run(zoufang, case), todo)
    for number, (case, (text, code)) in enumerate(zip(todo, done), 1):
        path = os.path.join(HERE, case + ".out")
        if renew and code == 0:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(text)
        expected = ""
        if os.path.exists(path):
            with open(path, encoding="utf-8", newline="") as f:
                expected = f.read()
        if code == 77:
            print("ok", number, case, "# SKIP cannot be tried here", flush=True)
            continue
        good = code == 0 and text == expected
        failed += not good
        print(("ok" if good else "not ok"), number, case, flush=True)
        if not good:
            print(f"# exit {code}; it printed:")
            for line in text.splitlines():
                print("#   " + line)
            print("# expected:")
            for line in expected.splitlines():
                print("#   " + line)
    sys.exit(1 if failed else 0)


main()
