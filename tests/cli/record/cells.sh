# homes without a position, marked by cell: on the village's gridded map and on a worksheet
. $SOURCE/tests/cli/small.inc
printf '07-11,柏垭村,1组,1号,,\n07-12,柏垭村,1组,2号,,\n07-13,老屋村,二组,4号,,\n' >> homes.csv
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访 --paper-lang zh_CN
$ZOUFANG map locate -o cells.png || echo "exit $?"
$ZOUFANG map locate -o cells.pdf --for county || echo "exit $?"
$ZOUFANG map locate -o cells.pdf --dpi 300 || echo "exit $?"
$ZOUFANG map locate -o cells.pdf
$ZOUFANG map locate -o again.pdf
cmp cells.pdf again.pdf && qpdf --check cells.pdf > /dev/null && echo sound
pdftotext -layout cells.pdf - | grep -E '07-1|图上号'
number=$(pdftotext cells.pdf - | grep -oE '[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]{2}' | head -1)
$ZOUFANG record $number --show
printf 'C7\nq\n' | $ZOUFANG record $number
printf 'I3\nZZ99\nd8\n\n' | $ZOUFANG --lang zh_CN record $number
$ZOUFANG import runs | tail -2
$ZOUFANG --lang zh_CN record $number --blank blank.csv
tr -d '\r' < blank.csv | sed 's/^\xef\xbb\xbf//'
printf '图上号,图上格\n1,D8\n2,ZZ99\n3,A1\n' > bad.csv
$ZOUFANG record $number bad.csv || echo "exit $?"
printf '户编号,图上格\n07-11,D9\n07-12,E9\n07-12,E9\n' > cells.csv
$ZOUFANG --lang zh_CN record $number cells.csv --dry-run || echo "exit $?"
$ZOUFANG record $number cells.csv || echo "exit $?"
$ZOUFANG record $number cells.csv || echo "exit $?"
printf '图上号,地址\n1,1组\n' > none.csv
$ZOUFANG record $number none.csv || echo "exit $?"
where() {
    sqlite3 zoufang.db "SELECT number, location, accuracy_m, located_area FROM household WHERE number LIKE '07-1%' ORDER BY number"
}
where
$ZOUFANG import undo $(sqlite3 zoufang.db 'SELECT max(number) FROM import_run')
where
# a measured position is not replaced by a cell, a coarse cell by a measured position
printf '户编号,村,经度,纬度\n07-12,柏垭村,109.82500,28.92500\n' > measured.csv
$ZOUFANG -q import households measured.csv --crs wgs84
$ZOUFANG record $number cells.csv || echo "exit $?"
printf 'C7\nC7\n' | $ZOUFANG record $number
where
# the circle on a worksheet
$ZOUFANG -q plan > plan.txt
$ZOUFANG -q sheets -o s.pdf
for sheet in $($ZOUFANG --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p'); do
    $ZOUFANG -q record $sheet --blank stops.csv
    stop=$(tr -d '\r' < stops.csv | grep '4号' | cut -d, -f2)
    [ -z "$stop" ] || break
done
$ZOUFANG -q sheets issue "$sheet" --to 周岚
for i in $(seq 1 $stop); do [ $i -lt $stop ] && echo; done > keys
printf '1\n\n\n\n\n\n\n\nE9\nb2\nq\n' >> keys
$ZOUFANG -q record $sheet < keys 2> /dev/null
where
printf '站号,结果,图上格\n%s,见到,c3\n' $stop > stops.csv
$ZOUFANG -q record $sheet stops.csv || echo "exit $?"
where
$ZOUFANG map locate -o cells.pdf --area 老屋村 || echo "exit $?"
$ZOUFANG --lang zh_CN map locate -o cells.pdf --area 柏垭村 || echo "exit $?"
$ZOUFANG -q check || echo "exit $?"
