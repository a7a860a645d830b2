# after a change of the ledger "go" says what became different
export SOURCE_DATE_EPOCH=1769990400
$ZOUFANG -q sample d --clean --villages 2 --households 24 --seed 3 > made.txt
$ZOUFANG -q go d --from 2026-02-02 --to 2026-02-06 --iterations 100 || echo "exit $?"
awk -F, -v OFS=, 'NR == 4 {next} NR == 6 {$11 = "院前柚子树"} {print}
    NR == 2 {$3 = "990101100001-0099"; $4 = "冯新"; $6 = "2014-05-29"; $7 = ""; print}' \
    d/ledger.csv > l.csv
mv l.csv d/ledger.csv
$ZOUFANG go d --iterations 100 > second.txt || echo "exit $?"
sed -n '/^2 /,/^4 /p' second.txt
$ZOUFANG --lang zh_CN go d --iterations 100 > third.txt || echo "exit $?"
cat third.txt
$ZOUFANG -C d check
