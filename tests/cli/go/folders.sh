. $SOURCE/tests/cli/small.inc
mkdir empty odd
for lang in en zh_CN; do
    $ZOUFANG --lang $lang go empty --from 2026-02-09 --to 2026-02-13 || echo "exit $?"
    $ZOUFANG --lang $lang go nowhere || echo "exit $?"
done
cp areas.geojson odd
printf 'a,b,c\n1,2,3\n' > odd/mystery.csv
for lang in en zh_CN; do
    $ZOUFANG --lang $lang go odd --from 2026-02-09 --to 2026-02-13 || echo "exit $?"
done
ls odd
$ZOUFANG go odd --from 2026-02-09 --to 2026-02-13 --as mystery.csv=nonsense || echo "exit $?"
$ZOUFANG go odd --from 2026-02-09 --to 2026-02-13 --as mystery.csv=skip || echo "exit $?"
$ZOUFANG go odd/mystery.csv || echo "exit $?"
$ZOUFANG go || echo "exit $?"
echo "-- letters and photographs are told and left alone, an old workbook is not"
mkdir office; cp areas.geojson homes.csv team.csv office
: > office/通知.docx; : > office/合影.JPG; printf 'x' > office/旧.rar
for lang in en zh_CN; do
    $ZOUFANG --lang $lang go office --crs wgs84 --from 2026-02-09 --to 2026-02-13 --iterations 50 > out.txt 2>&1 ||
        echo "exit $?"
    sed -n '/^1 /,/^2 /p' out.txt
done
printf '\320\317\021\340\241\261\032\341aaaaaaaaaaaaaaaa' > office/台账.et
for lang in en zh_CN; do $ZOUFANG --lang $lang go office || echo "exit $?"; done
mkdir letters; : > letters/通知.docx
$ZOUFANG go letters --from 2026-02-09 --to 2026-02-13 || echo "exit $?"
