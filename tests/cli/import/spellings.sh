# visits by household number in every spelling (DOMAIN §9: 59–62)
. $SOURCE/tests/cli/small.inc
export PYTHONPATH=$SOURCE/tests/cli PYTHONDONTWRITEBYTECODE=1
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q import households homes.csv --crs wgs84
$ZOUFANG -q campaign new 寒假 --from 2026-02-01 --to 2026-02-20 --unit household
printf '户编号,日期,访员,结果\n' > head.csv
for number in 07-01 07－01 07—01 07_01 7-1 0701 '07 01' '第07-01户' ０７-０１ 1 01 7 '07-9' 7-1-1; do
    { cat head.csv; echo "$number,2026-02-03,周岚,见到儿童并完成"; } > one.csv
    echo "-- $number"
    $ZOUFANG import visits one.csv --dry-run 2>&1 | head -1
done
echo "-- Excel made a day of it"
python3 -c 'from makebook import write, Day
write("day.xlsx", [("表", [["户编号", "日期", "访员", "结果"], [Day(46204), "2026-02-03", "周岚", "完成"]])])'
$ZOUFANG import visits day.xlsx --dry-run
echo "-- the last part alone, beside its village"
printf '村,户编号,日期,访员,结果\n柏垭村,2,2026-02-03,周岚,完成\n老屋村,2,2026-02-03,周岚,完成\n' > village.csv
$ZOUFANG import visits village.csv --dry-run || echo "exit $?"
echo "-- the number of a home beside another village's name"
printf '村,户编号,日期,访员,结果\n老屋村,07-01,2026-02-03,周岚,完成\n老屋村,0７-03,2026-02-03,周岚,完成\n' > elsewhere.csv
for lang in en zh_CN; do $ZOUFANG --lang $lang import visits elsewhere.csv --dry-run || echo "exit $?"; done
echo "-- days, twice, words"
{ cat head.csv; cat <<'Y'
07-01,2026-03-09,周岚,见到儿童并完成
07-01,2025-12-09,周岚,见到儿童并完成
07-01,2026-02-03,周岚,见到儿童并完成
07-01,2026-02-03,周岚,拒访
7-1,2026-02-03,周岚,见到儿童并完成
07-02,2026-02-03,周岚,已访
07-03,2026-02-03,周岚,随便
Y
} > many.csv
for lang in en zh_CN; do $ZOUFANG --lang $lang -v import visits many.csv --dry-run || echo "exit $?"; done
$ZOUFANG -q import visits many.csv || echo "exit $?"
$ZOUFANG import visits many.csv 2>/dev/null || echo "exit $?"
printf '任务单号,序号,日期,访员,结果\nAB12,1,2026-02-03,周岚,完成\n' > sheet.csv
$ZOUFANG import visits sheet.csv || echo "exit $?"
python3 - <<'Y'
with open("busy.csv", "w") as f, open("busyhomes.csv", "w") as h:
    f.write("户编号,日期,访员,结果\n"); h.write("户编号,村,地址\n")
    for i in range(60):
        f.write(f"9-{i},2026-02-04,周岚,已访\n"); h.write(f"9-{i},柏垭村,{i}号\n")
Y
$ZOUFANG -q import households busyhomes.csv
$ZOUFANG --lang zh_CN import visits busy.csv
echo "-- a roster"
cat > roster.csv <<'Y'
姓名,性别,电话,出发地,可用日期,每日时段
周岚,女,,柏垭村,2026-02-09至2026-02-11,09:00-17:00
周岚,女,13800000001,老屋村,,
,女,,,,
韩启文,男,13800000002,柏垭村,每周三,一早
周岚,女,,柏垭村,2026-02-09至2026-02-11,
Y
for lang in en zh_CN; do $ZOUFANG --lang $lang -v import volunteers roster.csv --dry-run 2>&1 | grep -v '^new\|^新增' || true; done
$ZOUFANG check
