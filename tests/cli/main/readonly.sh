# a folder that may only be read: what writes says so and changes nothing, what reads works
. $SOURCE/tests/cli/small.inc
mkdir work empty
mv *.csv *.geojson work
cd work
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
$ZOUFANG -q plan --iterations 100 > ../made.txt
$ZOUFANG -q sheets -o s.pdf >> ../made.txt
sheet=$($ZOUFANG sheets list | sed -n 's/^\([0-9A-Z-]\{11\}\) .*/\1/p')
cp areas.geojson homes.csv ../empty
rm -r in out s.pdf
chmod -R a+rX,a-w .. # also the files that readers share, which the last command may have left

# Root may write everywhere: an ordinary user it is then.
reader=env
[ "$(id -u)" != 0 ] || reader="setpriv --reuid=65534 --regid=65534 --clear-groups"
$reader test -x "$ZOUFANG" -a -r zoufang.db 2> /dev/null || exit 77
! $reader test -w . || exit 77

sums() { find .. -type f | sort | xargs sha256sum; }
before=$(sums)
tried() {
    for lang in en zh_CN; do
        $reader $ZOUFANG --lang $lang "$@" 2>&1 || echo "exit $?"
    done
}
tried init
tried import households homes.csv --crs wgs84
tried go .
tried plan
tried lock 07-01
tried sheets -o s.pdf
tried record $sheet
tried report unvisited -o r.xlsx # who got names on paper is kept in the database
tried import undo 3
for name in map.pdf map.png map.svg; do
    tried map coverage -o $name
done
for name in c.xlsx c.csv c.json c.geojson c.gpkg; do
    tried coverage -o $name
done
tried routes -o r.gpx
tried backup b.db
tried -C new init
tried sample made
echo "-- what reads"
for command in coverage unvisited routes "explain 07-01" "sheets list" "import runs" "team list"; do
    $reader $ZOUFANG $command > /dev/null 2>&1 && echo "$command: done"
done
echo "-- nothing there yet"
cd ../empty
tried init
tried go .
cd ../work
[ "$before" = "$(sums)" ] && echo "as before"
ls -A .. ../empty

echo "-- a file that may only be read in a folder of one's own"
chmod u+w .. .
[ "$(id -u)" != 0 ] || chmod a+w .
rm -f zoufang.db-shm zoufang.db-wal
$reader $ZOUFANG -q coverage > /dev/null && echo "coverage: done"
tried plan
ls -A
chmod 000 zoufang.db
tried coverage
chmod 666 zoufang.db
$reader $ZOUFANG -q campaign edit w to=2026-02-14 && echo "writable again"
chmod -R u+w ..
