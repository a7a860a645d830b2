# files that cannot be read: said in both languages, nothing taken
. $SOURCE/tests/cli/small.inc
$ZOUFANG -q init
$ZOUFANG -q import areas areas.geojson
both() {
    $ZOUFANG import "$@" || echo "exit $?"
    $ZOUFANG --lang zh_CN import "$@" || echo "exit $?"
}
for end in csv xlsx geojson shp; do : > empty.$end; both areas empty.$end; done
both households empty.csv
: > empty.osm
both roads empty.osm
printf '\320\317\021\340\241\261\032\341aaaaaaaaaaaaaaaa' > old.xls
cp old.xls old.xlsx
both households old.xls
both households old.xlsx
head -c 5000 "$SOURCE/data/geo/volunteers.xlsx" > cut.xlsx
both volunteers cut.xlsx
iconv -f UTF-8 -t GB18030 homes.csv | iconv -f LATIN1 -t UTF-8 > mojibake.csv
both households mojibake.csv
python3 - <<'Y'
text = open("homes.csv", encoding="utf-8").read()
open("asgbk.csv", "w", encoding="utf-8").write(text.encode().decode("gb18030", "replace").replace("\ufffd", "?"))
lines = text.encode("gb18030").split(b"\n")
lines[2] = lines[2].replace(b",", b"\xff,", 1)
open("byte.csv", "wb").write(b"\n".join(lines))
Y
both households asgbk.csv
both households byte.csv
printf '户编号,村\n\377\376\201,\346\237\n' > bytes.csv
both households bytes.csv
printf '\n \n' > blank.csv
both households blank.csv
both households .
mkdir folder.csv
both households folder.csv
printf '%%PDF-1.4\n' > scan.xlsx
both households scan.xlsx
both households /dev/null
echo "-- what the options do not fit"
ogr2ogr -f GPKG v.gpkg areas.geojson
both areas v.gpkg --layer 别的
both areas v.gpkg --where "nix = 3"
both areas v.gpkg --where "name ="
both areas v.gpkg --sheet 表
both areas v.gpkg --limit -1
both households homes.csv --layer areas
both households homes.csv --where "村 = '柏垭村'"
both households homes.csv --limit 2
both households homes.csv --errors homes.csv
cp "$SOURCE/data/geo/volunteers.xlsx" team.xlsx
both volunteers team.xlsx --errors ./team.xlsx
cmp team.xlsx "$SOURCE/data/geo/volunteers.xlsx"
both volunteers team.xlsx --sheet 没有
echo "-- columns that no row can do without"
for kind in ledger volunteers pairings activities; do both $kind homes.csv; done
$ZOUFANG import runs
$ZOUFANG check
