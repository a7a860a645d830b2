# nobody to go, nobody to visit, a day too short, a character no font has, cells that look like formulas
# (DOMAIN §9: 63, 64, 66, 67)
. $SOURCE/tests/cli/small.inc
export PYTHONDONTWRITEBYTECODE=1
run() { # FOLDER LANG: from the plan on, exit code, and every PDF sound and not empty
    folder=$1 lang=$2; shift 2
    $ZOUFANG --lang "$lang" go "$folder" --crs wgs84 --from 2026-02-09 --to 2026-02-09 --iterations 50 "$@" \
        > out.txt 2> findings.txt || echo "exit $?"
    sed -n '/^3 /,/^5 /p' out.txt; cat findings.txt
    for file in "$folder"/out/*/*.pdf; do
        [ -e "$file" ] || continue # nothing was printed
        qpdf --check "$file" > /dev/null && [ "$(pdftotext "$file" - | wc -w)" -gt 3 ] ||
            echo "bad: $file"
    done
}
fresh() { rm -rf d; mkdir d; cp areas.geojson "$@" d; }
echo "-- nobody to go"
fresh homes.csv; run d zh_CN
echo "-- nobody to visit"
fresh team.csv; run d zh_CN
echo "-- one home"
fresh team.csv; head -2 homes.csv > d/homes.csv; run d en | grep -v 'metres\|minutes'
echo "-- homes outside all villages, and in a village that is not theirs"
fresh team.csv
printf '户编号,村,经度,纬度\n1,柏垭村,109.95123,28.92041\n2,,110.8123,28.92041\n3,柏垭村,109.89013,28.92041\n' > d/homes.csv
run d zh_CN
echo "-- one visit a day, three homes: what the nearest miss was, for each"
fresh homes.csv
printf '姓名,性别,出发地,最多户数\n周岚,女,柏垭村,1\n韩启文,男,柏垭村,1\n' > d/team.csv
run d zh_CN | grep '排不进\|没有排\|exit'
for lang in en zh_CN; do $ZOUFANG --lang $lang -C d routes --unplanned; done
echo "-- characters without a glyph are listed before anything is printed"
fresh team.csv
printf '户编号,村,地址,经度,纬度\n1,柏垭村,\356\200\200塝1号,109.82013,28.92041\n2,柏垭村,𪛖湾2号,109.82113,28.92141\n' > d/homes.csv
run d zh_CN
echo "-- cells that a spreadsheet would take for formulas"
fresh team.csv
printf '户编号,村,地址,备注,经度,纬度\n1,柏垭村,"=1+1",+86,109.82013,28.92041\n2,柏垭村,@湾,-3,109.82113,28.92141\n' > d/homes.csv
run d en > /dev/null
python3 - <<'Y'
import glob, re, zipfile
for path in sorted(glob.glob("d/out/*/*.xlsx")):
    with zipfile.ZipFile(path) as book:
        formulas = sum(book.read(n).count(b"<f>") for n in book.namelist() if "worksheets/" in n)
        texts = re.findall("<t[^>]*>([=+@-][^<]*)</t>", book.read("xl/sharedStrings.xml").decode())
        print(path.split("/")[-1], formulas, "formulas", sorted(set(texts)))
Y
$ZOUFANG -C d unvisited --format csv 2>/dev/null | cut -d, -f6
