cat > square.vrp <<'END'
NAME : square
TYPE : CVRP
DIMENSION : 5
VEHICLES : 2
EDGE_WEIGHT_TYPE : EUC_2D
CAPACITY : 4
NODE_COORD_SECTION
1 0 0
2 3 4
3 3 5
4 -3 4
5 -3 5
DEMAND_SECTION
1 0
2 2
3 2
4 2
5 2
DEPOT_SECTION
1
-1
EOF
END
without() { sed "s/, \"timing.*//; s/; [0-9]* iterations.*//; s/, \"iterations\": [0-9]*//"; }
$ZOUFANG solve square.vrp --iterations 200 -o square.sol --draw square.svg 2>&1 | without
cat square.sol
grep -c polyline square.svg
$ZOUFANG solve square.vrp --iterations 200 --json | without
gzip -n square.vrp
$ZOUFANG solve square.vrp.gz --rounding double --iterations 200 --json | without
$ZOUFANG solve square.vrp.gz --evaluate square.sol --json | without
# two threads, the same bytes
$ZOUFANG solve square.vrp.gz --iterations 300 --threads 1 -o one.sol -q >/dev/null
$ZOUFANG solve square.vrp.gz --iterations 300 --threads 2 -o two.sol -q >/dev/null
cmp one.sol two.sol && echo same
# what is wrong is told
$ZOUFANG solve || echo "exit $?"
$ZOUFANG solve square.vrp.gz --rounding up || echo "exit $?"
$ZOUFANG solve square.vrp.gz --format tsplib || echo "exit $?"
$ZOUFANG solve square.vrp.gz --time -1 || echo "exit $?"
$ZOUFANG solve nowhere.vrp || echo "exit $?"
printf 'Route #1: 1 9\n' > bad.sol
$ZOUFANG solve square.vrp.gz --evaluate bad.sol || echo "exit $?"
head -c 60 square.vrp.gz > cut.vrp.gz
$ZOUFANG solve cut.vrp.gz || echo "exit $?"
echo hello > x.txt
$ZOUFANG solve x.txt || echo "exit $?"
printf '{"jobs":[],"vehicles":[{"id":1,"start_index":0}],"shipments":[{}],"matrices":{"car":{"durations":[[0]]}}}' > s.json
$ZOUFANG solve s.json || echo "exit $?"
