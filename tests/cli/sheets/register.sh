. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG -q plan > plan.txt
for file in s.png s nowhere/s.pdf; do
    $ZOUFANG sheets -o $file || echo "exit $?"
    $ZOUFANG --lang zh_CN sheets -o $file || echo "exit $?"
done
$ZOUFANG sheets || echo "exit $?"
$ZOUFANG sheets -o s.pdf
$ZOUFANG sheets -o t.pdf
cmp s.pdf t.pdf
$ZOUFANG sheets -o out/sheets/
qpdf --check s.pdf > /dev/null && echo sound
for lang in en zh_CN; do
    $ZOUFANG --lang $lang sheets -o u.pdf --route 9 || echo "exit $?"
    $ZOUFANG --lang $lang sheets -o u.pdf --day 2026-02-30 || echo "exit $?"
    $ZOUFANG --lang $lang sheets -o u.pdf --volunteer 没有 || echo "exit $?"
done
number=$($ZOUFANG --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p' | head -1)
$ZOUFANG sheets issue "$number" || echo "exit $?"
$ZOUFANG sheets issue "$number" --to 周岚
$ZOUFANG --lang zh_CN sheets outstanding
$ZOUFANG --lang zh_CN sheets issue ABC --to 周岚 || echo "exit $?"
printf '户编号,任务单号,站号,走访日期,走访结果\n,%s,1,2026-02-09,见到\n,%s,2,2026-02-09,无人在家\n' \
    "$number" "$number" > visits.csv
$ZOUFANG import visits visits.csv || echo "exit $?"
$ZOUFANG record "$number" --show
$ZOUFANG coverage --format csv
$ZOUFANG import visits visits.csv || echo "exit $?"
$ZOUFANG sheets return "$number" --pages 4
$ZOUFANG sheets return "$number" --pages 4 || echo "exit $?"
$ZOUFANG --lang zh_CN sheets outstanding
$ZOUFANG check || echo "exit $?"
ls -A
