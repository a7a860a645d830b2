. $SOURCE/tests/cli/small.inc
# a bulletin of one village shows that village alone
$ZOUFANG -q init
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 寒假走访
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q report bulletin --as-of 2026-02-10 -o all.pdf
pdftotext all.pdf - | head -1
for name in 柏垭村 老屋村; do
    $ZOUFANG -q report bulletin --as-of 2026-02-10 --area $name -o one.pdf
    pdftotext one.pdf - | head -1
    pdftotext one.pdf - | grep -c -e 柏垭村 -e 老屋村
done
qpdf --check one.pdf > /dev/null && echo sound
