# the names of many villages need larger paper than A4, and that is told
"$ZOUFANG" -q sample d --villages 160 --households 160 --seed 1 --clean --start 2026-02-09 > /dev/null
mkdir e && mv d/villages.gpkg d/ledger.csv e
"$ZOUFANG" --lang zh_CN go e --from 2026-02-09 --to 2026-02-09 2> /dev/null | grep 'A4'
pdfinfo e/out/*/coverage.pdf | grep 'Page size'
