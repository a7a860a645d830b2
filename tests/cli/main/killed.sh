# killed or interrupted at any moment, or two at once: the database is as before or after
export SOURCE_DATE_EPOCH=1769990400
$ZOUFANG -q sample d --clean --villages 2 --households 24 --seed 3 > made.txt
$ZOUFANG -q go d --from 2026-02-02 --to 2026-02-06 --iterations 50 > first.txt || true
cd d
cat > dump.py <<'Y'
import hashlib, sqlite3
db = sqlite3.connect("file:zoufang.db?mode=ro", uri=True)
sums = hashlib.sha256()
tables = [row[0] for row in db.execute(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT "
    "LIKE 'sqlite%' ORDER BY name")]
for table in tables:
    for row in db.execute(f'SELECT * FROM "{table}"'):
        sums.update(repr(row).encode())
print(sums.hexdigest())
Y
before=$(python3 dump.py)
python3 - "$ZOUFANG" <<'Y'
import re, signal, subprocess, sys, time
zoufang = sys.argv[1]
def listens(run):
    """The program has begun to catch SIGINT: before that a signal ends it without a word."""
    with open(f"/proc/{run.pid}/status") as status:
        caught = re.search(r"^SigCgt:\s*([0-9a-f]+)", status.read(), re.M)
    return int(caught[1], 16) >> (signal.SIGINT - 1) & 1
def stopped(number, delay, *arguments):
    run = subprocess.Popen([zoufang, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    while run.poll() is None and not listens(run):
        time.sleep(0.01)
    time.sleep(delay)
    run.send_signal(number)
    text = run.communicate()[0].decode()
    return run.returncode, text.strip()
print(stopped(signal.SIGINT, 0.7, "plan", "--time", "60"))
print(stopped(signal.SIGINT, 0.7, "--lang", "zh_CN", "plan", "--time", "60"))
print(stopped(signal.SIGTERM, 0.7, "plan", "--time", "60"))
print(stopped(signal.SIGKILL, 0.7, "plan", "--time", "60"))
Y
[ "$before" = "$(python3 dump.py)" ] && echo "as before"
$ZOUFANG check
cp -r . ../e
cd ../e
sed -i 's/,1组,/,2组,/' ledger.csv
python3 - "$ZOUFANG" <<'Y'
import signal, subprocess, sys, time
zoufang = sys.argv[1]
for delay in (0.005, 0.02, 0.04, 0.06, 0.08, 0.1):
    run = subprocess.Popen([zoufang, "import", "ledger", "ledger.csv", "--crs", "wgs84"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(delay)
    run.kill()
    run.wait()
    check = subprocess.run([zoufang, "check"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if check.returncode not in (0, 3) or b"damaged" in check.stdout:
        print(delay, check.stdout.decode())
Y
$ZOUFANG -q import ledger ledger.csv --crs wgs84
$ZOUFANG plan --keep --iterations 50 > plan.txt || true
$ZOUFANG check
echo "-- two at once"
python3 - "$ZOUFANG" <<'Y'
import subprocess, sys
zoufang = sys.argv[1]
both = [subprocess.Popen([zoufang, "plan", "--iterations", "50", "--seed", str(seed)],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for seed in (1, 2)]
texts = [run.communicate()[0].decode() for run in both]
print([run.returncode for run in both])
print([line for text in texts for line in text.splitlines() if line.startswith("zoufang")])
Y
$ZOUFANG check
ls -A . out | grep part || echo "nothing half-written"
