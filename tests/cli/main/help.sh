$ZOUFANG --help
$ZOUFANG import --help
