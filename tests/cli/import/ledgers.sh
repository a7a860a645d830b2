# what ledgers arrive like (DOMAIN §9: 1, 3–28, 34, 65, 69)
. $SOURCE/tests/cli/small.inc
export PYTHONPATH=$SOURCE/tests/cli PYTHONDONTWRITEBYTECODE=1
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
$ZOUFANG -q campaign new 寒假 --from 2026-02-09 --to 2026-02-20
python3 - <<'Y'
from makebook import write, Day, Failed, Formula
HEAD = ["村", "姓名", "出生日期", "身份证号"]
A, B = "柏垭村", "老屋村"
write("titled.xlsx", [("台账", [
    ["附件2：农村留守儿童信息台账"], ["填报单位：鹿鸣乡", None, None, "2026年1月"],
    ["序号", "儿童基本情况", None, None, "父亲情况", None, "监护人", None],
    [None, "姓名", "出生日期", "村", "姓名", "联系电话", "姓名", "联系电话"],
    [1, "冯琳", "2014.3", A, "冯清", "13800000001", "麻艳", 13800000002.0],
    [2, "冯 帆", "2016年5月29日", A, "冯清", "13800000001/0743-8123456", "麻艳", "1380000"],
    ["小计", "2人"], [3, "田晓馨", "140305", B, "田刚", "", "田红", ""],
    ["合计：4人"], ["填表人：张三", None, None, "审核人：李四"], ["注：本表一式两份"]],
    {"merge": ["A1:H1", "A2:C2", "A3:A4", "B3:D3", "E3:F3", "G3:H3"]})])
write("merged.xlsx", [("表", [HEAD, [A, "甲一一", "2014-01-01"], [None, "甲二二", "2014-02-01"],
                             [None, "甲三三", "2014-03-01"]], {"merge": ["A2:A3"]})])
write("sheets.xlsx", [(A, [["姓名", "出生日期"], ["乙一一", "2014-01-02"]]),
                      (B, [["序号", "儿童姓名", "出生年月"], [1, "乙二二", "2014-02"]], {"hide": [2]}),
                      ("说明", [["请如实填写"]]),
                      ("旧", [["村", "姓名", "出生日期"], [A, "乙三三", "2015-01-01"]], {"hidden": True})])
write("ids.xlsx", [("表", [HEAD, [A, "丙一一", "", 990101201205290000.0],
                          [A, "丙二二", "2012-05-29", "990101201205290068"],
                          [A, "丙三三", "2012-05-30", "1234"],
                          [A, "丙四四", "2011-01-01", "９９０１０１２０１２０５２９００６７"],
                          [A, "丙五五", "2013-01-01", "未登记户口"], [A, "丙六六", "2014/13/01", ""],
                          [A, "丙七七", Day(41703), ""], [A, "?", "2014-01-01", ""],
                          [A, "丙?", "2014-01-02", ""]])])
write("dates1904.xlsx", [("表", [HEAD, [A, "丁一一", Day(40241)]])], date1904=True)
write("formulas.xlsx", [("表", [HEAD, [A, "戊一一", Failed("#REF!")], [A, Formula("A1&B1", None), "2014-01-01"],
                               [A, "戊三三", Formula("TODAY()", 41703)]])])
write("twice.xlsx", [("表", [["村", "姓名", "出生日期", "身份证号", "监护人姓名"],
                            [A, "己一一", "", "990101201205290067", "李四"],
                            [B, "己一一", "", "990101201205290067", "李四"],
                            [A, "己二二", "2014-01-01", "", "李四"], [A, "己二二", "2014-01-01", "", "李四"],
                            [A, "己二二", "2014-01-01", "", "王五"], [A, "己二三", "2014-01-01", "", "赵六"]])])
write("places.xlsx", [("表", [["村代码", "村", "姓名", "出生日期"], ["990101001201", B, "庚一一", "2014-01-01"],
                             ["990101001999", B, "庚二二", "2014-01-02"], ["", "柏亚村", "庚三三", "2014-01-03"],
                             ["", "红旗村", "庚四四", "2014-01-04"], ["", "老屋", "庚五五", "2014-01-05"],
                             ["", "柏 垭 村", "庚六六", "2014-01-06"]])])
write("ages.xlsx", [("表", [["村", "姓名", "出生日期", "年龄", "类别", "父亲外出时间", "父亲务工地点"],
                           [A, "辛一一", "2007-01-01", "19", "留守"], [A, "辛二二", "2008-02-10", "", "留守"],
                           [A, "辛三三", "2010-02-10", "", "农村留守儿童"], [A, "辛四四", "2027-01-01", "", ""],
                           [A, "辛五五", "2014-01-01", "7", "留守，低保、单亲", "2026-01-05", "广东"],
                           [A, "辛六六", "2014-02-01", "", "隔代抚养", "2024-01-01", "本县县城"]])])
write("total.xlsx", [("表", [["村", "姓名", "出生日期", "补助"], [A, "壬一一", "2014-01-01", 100],
                            [A, "壬二二", "2014-02-01", 200], ["合计", None, None, 400]])])
write("none.xlsx", [("表", [HEAD])])
Y
for file in titled merged sheets ids dates1904 formulas twice places ages none; do
    echo "-- $file"
    $ZOUFANG -v import ledger $file.xlsx --dry-run 2>&1 | sed '/^How the columns/,/^$/d;/^What became/,/^$/d' || true
done
echo "-- in Chinese"
for file in titled ids places none; do
    $ZOUFANG --lang zh_CN -v import ledger $file.xlsx --dry-run 2>&1 | sed '/^各列的含义/,/^$/d;/^有哪些变化/,/^$/d' || true
done
echo "-- totals"
$ZOUFANG import ledger total.xlsx || echo "exit $?"
$ZOUFANG --lang zh_CN import ledger total.xlsx || echo "exit $?"
$ZOUFANG import ledger total.xlsx --accept-totals
echo "-- an ID number set aside: the child is taken, the row is to be corrected"
$ZOUFANG import ledger ids.xlsx --errors e.xlsx || echo "exit $?"
unzip -p e.xlsx xl/sharedStrings.xml | tr '<>' '\n\n' | grep '^丙'
$ZOUFANG coverage --format csv | tail -1
echo "-- yesterday's ledger with changes"
printf '村,户编号,姓名,出生日期\n柏垭村,1,癸一一,2014-01-01\n柏垭村,2,癸二二,2014-02-01\n柏垭村,3,癸三三,2014-03-01\n' > day.csv
$ZOUFANG import ledger day.csv
printf '村,户编号,姓名,出生日期\n老屋村,1,癸一一,2014-01-01\n柏垭村,2,癸二二,2014-02-02\n柏垭村,4,癸四四,2014-03-01\n' > day.csv
$ZOUFANG import ledger day.csv
$ZOUFANG import ledger day.csv --close-left
$ZOUFANG import ledger day.csv --close-left
$ZOUFANG check
echo "-- a child that is set aside has not left the ledger; one without a row has"
$ZOUFANG -q -C aside init
$ZOUFANG -q -C aside import areas areas.geojson
python3 - <<'Y'
def number(birth, order):
    digits = "990101" + birth + order
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]
head = "姓名,身份证号,性别,村,监护人,家庭住址\n"
rows = [f"张小{name},{number(birth, order)},男,%s,张大山,1组1号\n" for name, birth, order in
        (("一", "20150301", "001"), ("二", "20160401", "003"), ("三", "20170501", "005"))]
with open("before.csv", "w") as f:
    f.write(head + "".join(row % "柏垭村" for row in rows))
with open("after.csv", "w") as f: # the first stands in two villages, the third is gone
    f.write(head + rows[0] % "柏垭村" + rows[1] % "柏垭村" + rows[0] % "老屋村")
Y
cp before.csv aside/list.csv
$ZOUFANG -q -C aside import ledger aside/list.csv
cp after.csv aside/list.csv
$ZOUFANG -C aside import ledger aside/list.csv --close-left --dry-run || echo "exit $?"
echo "-- nor has one without an ID number whose birth date cannot be read"
printf '姓名,出生日期,村\n张小四,2015-03-01,柏垭村\n张小五,2016-03-01,柏垭村\n' > aside/none.csv
$ZOUFANG -q -C aside import ledger aside/none.csv
sed -i 's/2015-03-01/2015-13-41/' aside/none.csv
for lang in en zh_CN; do
    $ZOUFANG --lang $lang -C aside import ledger aside/none.csv --close-left --dry-run || echo "exit $?"
done
