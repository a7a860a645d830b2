#!/usr/bin/env python3
"""letters.py OUT.c NAME FILE...: a C string NAME of all characters beyond ASCII in the files, each
once, by number."""
import sys

out, name, *files = sys.argv[1:]
found = {c for path in files for c in open(path, encoding="utf-8").read() if ord(c) > 126}
with open(out, "w", encoding="utf-8") as f:
    f.write(f'extern const char {name}[];\nconst char {name}[] = "{"".join(sorted(found))}";\n')
