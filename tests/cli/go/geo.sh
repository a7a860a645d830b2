# the committed township, files as they arrive: everything comes out, and a second run changes nothing
export SOURCE_DATE_EPOCH=1769990400
cp -r "$SOURCE/data/geo" d
$ZOUFANG go d --from 2026-02-02 --to 2026-02-06 --iterations 100 > first.txt || echo "exit $?"
grep -v 'KB\|metres\|minutes' first.txt
cp -r d/out before
ls -l d/out/* | awk 'NF > 2 {print $1, ($5 > 1000 ? "filled" : "empty"), $NF}'
for file in d/out/*/*.pdf; do qpdf --check "$file" > /dev/null && echo "$(basename "$file") sound"; done
echo "-- again"
$ZOUFANG go d --iterations 100 > second.txt || echo "exit $?"
sed -n '/^2 /,/^3 /p' second.txt
for file in coverage.xlsx unvisited.xlsx coverage.pdf routes.xlsx sheets.pdf; do
    cmp before/*/$file d/out/*/$file && echo "$file: the same bytes"
done
$ZOUFANG -C d check
ls -A d | grep part || echo "no half-written files"
