. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG map coverage -o m.pdf || echo "exit $?"
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访
$ZOUFANG map coverage -o m.pdf || echo "exit $?"
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
for end in pdf png svg; do
    $ZOUFANG map coverage -o m.$end
    $ZOUFANG -q map coverage -o n.$end
    cmp m.$end n.$end
done
head -c 5 m.pdf && echo
head -c 8 m.png | tail -c 7 | head -1
qpdf --check m.pdf > /dev/null && echo sound
mkdir folder.pdf
for lang in en zh_CN; do
    for file in m.jpg m nowhere/m.pdf folder.pdf /dev/full; do
        $ZOUFANG --lang $lang map coverage -o $file || echo "exit $?"
    done
    $ZOUFANG --lang $lang map coverage || echo "exit $?"
    $ZOUFANG --lang $lang map nonsense -o m.pdf || echo "exit $?"
    $ZOUFANG --lang $lang map coverage -o m.pdf --paper A9 || echo "exit $?"
    for whom in public county; do
        $ZOUFANG --lang $lang map unvisited --for $whom -o p.pdf || echo "exit $?"
        $ZOUFANG --lang $lang unvisited --for $whom || echo "exit $?"
    done
done
$ZOUFANG map hotspots --for county -o hot.pdf || echo "exit $?"
$ZOUFANG map hotspots --bw -o hot.pdf
qpdf --check hot.pdf > /dev/null && echo sound
$ZOUFANG map coverage --for public -o public.pdf || echo "exit $?"
$ZOUFANG campaign edit w map_approval=made-up-1
$ZOUFANG map coverage --for public -o public.pdf
pdftotext public.pdf - | grep -c 07-0 || true
ls -A
