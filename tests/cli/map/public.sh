# what the public may see: no homes, no names, and no map without its approval number (DOMAIN §9: 70)
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household
$ZOUFANG -q plan --iterations 20
refused() {
    for lang in en zh_CN; do $ZOUFANG --lang $lang "$@" && echo "given: $*" || echo "exit $?"; done
}
for audience in public county; do
    echo "-- $audience"
    for map in unvisited routes atlas hotspots locate; do refused map $map --for $audience -o map.pdf; done
    for list in unvisited overdue unplanned village-page; do
        refused report $list --for $audience -o list.pdf
    done
    refused unvisited --for $audience
    ls map.pdf list.pdf 2>/dev/null || echo "nothing was written"
done
refused map coverage --for public -o map.pdf
$ZOUFANG -q campaign edit w map_approval='湘S(2026)001号'
$ZOUFANG -q map coverage --for public -o map.pdf
pdftotext map.pdf - | grep -c '湘S(2026)001号'
pdftotext map.pdf - | grep '07-0\|周岚\|12号' || echo "no home, no name"
echo "-- a list is no PDF"
refused coverage -o figures.pdf
refused routes -o routes.doc
ls figures.pdf routes.doc 2>/dev/null || echo "nothing was written"
