# a full device: an error, exit 1, and the device is still one
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
for arguments in --help --version coverage "coverage --format csv" "--json coverage" unvisited \
    "import runs" audit check; do
    $ZOUFANG $arguments > /dev/full || echo "exit $?"
done
$ZOUFANG --lang zh_CN coverage > /dev/full || echo "exit $?"
for arguments in "coverage -o" "report unvisited -o" backup; do
    $ZOUFANG --lang zh_CN $arguments /dev/full || echo "exit $?"
done
[ -c /dev/full ] && echo "a device still"
mkfifo pipe.xlsx
$ZOUFANG coverage -o pipe.xlsx || echo "exit $?"
[ -p pipe.xlsx ] && echo "a pipe still"
ls -A | grep part || echo "nothing half-written"
echo "-- a disk that fills up: nothing is lost, nothing half-written stays"
python3 - <<'Y' > many.csv
print("户编号,村,地址")
for i in range(3000):
    print(f"{i},柏垭村,{i}号很长的地址很长的地址")
Y
filled() { # BLOCKS COMMAND…
    blocks=$1; shift
    for lang in en zh_CN; do
        (trap '' XFSZ; ulimit -f "$blocks"; exec $ZOUFANG --lang $lang "$@") || echo "exit $?"
    done
}
filled 800 import households many.csv
$ZOUFANG import runs
filled 80 -C new init
filled 80 map coverage -o coverage.png --dpi 300
filled 80 backup b.db
$ZOUFANG check
ls -A
