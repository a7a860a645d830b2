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
