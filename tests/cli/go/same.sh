# the same folder gives the same bytes, whatever the locale, the number of cores, or the run
export SOURCE_DATE_EPOCH=1769990400
make() {
    folder=$1 locale=$2
    shift 2
    $ZOUFANG -q sample "$folder" --clean --villages 2 --households 24 --seed 3 > made.txt
    LC_ALL=$locale "$@" $ZOUFANG --lang en -q go "$folder" --from 2026-02-02 --to 2026-02-06 \
        --iterations 100 > "$folder.txt" || echo "exit $?"
    sums "$folder" > "$folder.sums"
}
sums() {
    (cd "$1" && find . -type f ! -name 'zoufang.db*' | LC_ALL=C sort | xargs sha256sum)
}
make a C taskset -c 0
make b de_DE.UTF-8 env
make c zh_CN.UTF-8 env
cmp a.sums b.sums && cmp a.sums c.sums && echo "the same bytes"
$ZOUFANG -q go a --iterations 100 > again.txt || echo "exit $?"
sums a | diff a.sums - && echo "and again"
grep -c out/ a.sums
