# a character that the font lacks is named and 〓 stands for it; a table of questions is known as such
export SOURCE_DATE_EPOCH=1769990400
$ZOUFANG -q sample d --clean --villages 2 --households 6 --seed 3 > made.txt
awk -F, -v OFS=, 'NR == 2 {$11 = "𱍋树"} {print}' d/ledger.csv > l.csv
mv l.csv d/ledger.csv
printf '名称,题目,类型,选项\n取暖,怎么取暖,单选,煤炉｜电\n' > d/ask.csv
$ZOUFANG go d --from 2026-02-02 --to 2026-02-06 --iterations 100 > first.txt || echo "exit $?"
grep -e ask.csv -e '〓' -e '𱍋' first.txt
pdftotext d/out/2026-02-02/sheets.pdf - | grep -c '〓'
$ZOUFANG -C d campaign questions
$ZOUFANG -C d sheets -o s.pdf || echo "exit $?"
cp d/ask.csv d/问卷.csv
$ZOUFANG go d || echo "exit $?"
$ZOUFANG --lang zh_CN go d --as ask.csv=skip --iterations 100 | grep -e 问卷 -e 计划
