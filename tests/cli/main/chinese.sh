$ZOUFANG --lang zh_CN --help
$ZOUFANG --lang zh_CN coverage || echo "exit $?"
