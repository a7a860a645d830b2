# A campaign's own questions: on the sheet, by record, by a table, out again.
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q import volunteers team.csv
cat > questions.csv <<'Q'
名称,题目,类型,选项,单位,最小,最大,限阅
健康,健康状况,单选,良好｜一般｜慢性病,,,,是
人数,几口人一起住,数字,,人,1,20,
救助,已有的救助,多选,低保｜特困｜临时救助,,,,
还有什么,还有什么要说的,文字,,,,,
Q
printf '名称,题目,类型,选项\n备注,还有什么,文字,\n甲,怎么样,选,好｜坏\n乙,怎么样,单选,好\n' > bad.csv
$ZOUFANG campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访 --paper-lang zh_CN --questions bad.csv || echo "exit $?"
$ZOUFANG campaign list
$ZOUFANG -q campaign new w --from 2026-02-09 --to 2026-02-13 --unit household --title 走访 --paper-lang zh_CN --questions questions.csv
$ZOUFANG campaign show | grep question:
$ZOUFANG campaign questions --format csv
$ZOUFANG -q campaign questions -o again.xlsx
$ZOUFANG -q campaign edit w --questions again.xlsx
$ZOUFANG campaign questions
$ZOUFANG campaign questions default --lang en | head -4
$ZOUFANG -q plan > /dev/null
$ZOUFANG -q sheets -o s.pdf
pdftotext -layout s.pdf - | grep -c 几口人一起住
number=$($ZOUFANG --json sheets list | sed -n 's/.*"sheet": "\(.*\)",/\1/p' | head -1)
# seen, all clear; then the four questions, one of them typed wrongly first
printf '1\n\n\n\n\n\n\n\n9\n3\n4\n31\n修路\n\n3\n\n\n' | $ZOUFANG -q record "$number" 2>&1
$ZOUFANG record "$number" --blank blank.csv
sed 's/^\xef\xbb\xbf//' blank.csv | sed "s/$number/SHEET/"
# stops two and three: one answer that is none is set aside, the visit is taken
python3 - <<'P'
import csv
rows = list(csv.reader(open("blank.csv", encoding="utf-8-sig")))
at = {name: i for i, name in enumerate(rows[0])}
for row, outcome, answers in ((rows[2], "见到儿童并完成", {"健康": "一般", "人数": "3人", "救助": "低保、临时救助"}),
                              (rows[3], "只见到监护人", {"健康": "很好", "还有什么": "缺书桌"})):
    row[at["outcome"]] = outcome
    for name, text in answers.items():
        row[at[name]] = text
csv.writer(open("filled.csv", "w", encoding="utf-8")).writerows(rows)
P
$ZOUFANG record "$number" filled.csv --errors mend.xlsx || echo "exit $?"
$ZOUFANG -q record "$number" filled.csv || echo "exit $?"
$ZOUFANG -q report answers -o answers.csv
sed 's/^\xef\xbb\xbf//' answers.csv
$ZOUFANG -q report answers --for village --area 柏垭村 -o village.csv
sed 's/^\xef\xbb\xbf//' village.csv
$ZOUFANG -q report tally -o tally.csv
sed 's/^\xef\xbb\xbf//' tally.csv
$ZOUFANG -q report tally --for public -o public.csv
sed 's/^\xef\xbb\xbf//' public.csv
$ZOUFANG report answers --for volunteer -o no.csv || echo "exit $?"
# a file of visits with columns of the questions' names, and back again
printf '户编号,日期,结果,健康,几口人一起住\n07-01,2026-02-09,见到儿童并完成,慢性病,5\n' > visits.csv
$ZOUFANG import visits visits.csv
sqlite3 zoufang.db "SELECT question, answer FROM visit_answer a JOIN visit v ON v.id = a.visit WHERE v.sheet IS NULL"
run=$(sqlite3 zoufang.db "SELECT max(number) FROM import_run")
$ZOUFANG import undo $run
sqlite3 zoufang.db "SELECT count(*) FROM visit_answer a WHERE NOT EXISTS (SELECT 1 FROM visit v WHERE v.id = a.visit)"
$ZOUFANG -q campaign edit w --questions none
$ZOUFANG campaign questions
$ZOUFANG check || echo "exit $?"
