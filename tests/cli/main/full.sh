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
