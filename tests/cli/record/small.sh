. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG -q plan > /dev/null
$ZOUFANG sheets -o s.pdf
number=$($ZOUFANG sheets list --format csv 2>/dev/null | awk -F, 'NR == 2 {print $1}' || true)
[ -n "$number" ] || number=$($ZOUFANG --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p' | head -1)
$ZOUFANG sheets issue "$number" --to 周岚
$ZOUFANG sheets outstanding
printf '1\n\n\n\n\n\n\n\n3\n\n\n\n' | $ZOUFANG -q record "$number"
$ZOUFANG record "$number" --show
$ZOUFANG sheets return "$number" --pages 4
$ZOUFANG sheets list
$ZOUFANG record ABC-DEFG-HJ || echo "exit $?"
