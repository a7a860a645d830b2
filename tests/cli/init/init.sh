$ZOUFANG init
ls -l | awk 'NR > 1 {print $1, $NF}'
$ZOUFANG init || echo "exit $?"
$ZOUFANG -C nowhere/deep init
ls nowhere/deep
echo "not a database" > x.db
$ZOUFANG --db x.db coverage || echo "exit $?"
