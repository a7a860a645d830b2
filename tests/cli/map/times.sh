. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-22 --unit household --title 走访
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG map change -o c.pdf || echo "exit $?"
$ZOUFANG -q map change --since 2026-02-10 --as-of 2026-02-12 -o c.pdf
$ZOUFANG -q campaign new before --from 2026-01-05 --to 2026-01-09 --unit household --title 上轮
$ZOUFANG -q --campaign w map change -o c.pdf && pdftotext c.pdf - | grep -c 截至
$ZOUFANG -q --campaign w map coverage --multiples day --as-of 2026-02-22 -o d.pdf && pdfinfo d.pdf | grep Pages
$ZOUFANG -q --campaign w map coverage --multiples week --as-of 2026-02-22 -o e.pdf && pdftotext e.pdf - | grep 逐周
for lang in en zh_CN; do
    $ZOUFANG --lang $lang --campaign w map coverage --multiples year -o e.pdf || echo "exit $?"
    $ZOUFANG --lang $lang --campaign w map unvisited --multiples day -o e.pdf || echo "exit $?"
    $ZOUFANG --lang $lang --campaign w map coverage --since 2026-02-10 -o e.pdf || echo "exit $?"
done
