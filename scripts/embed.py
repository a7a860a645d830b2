#!/usr/bin/env python3
"""Turns files into a C table, so that the program carries its data with it.

embed.py [--gzip] OUT.c NAME FILE...   defines   const ZfEmbedded NAME[] = {{"file", bytes, size}, ..., {0}};
where the header is base/embedded.h. File names are kept without their folder, sorted. --gzip: the
bytes are packed.
"""
import gzip
import os
import sys


def main():
    arguments = sys.argv[1:]
    packed = arguments[0] == "--gzip"
    out, name, *files = arguments[packed:]
    rows = []
    with open(out, "w", encoding="ascii") as f:
        f.write('#include "base/embedded.h"\n\n')
        f.write(f"extern const ZfEmbedded {name}[];\n\n")
        for i, path in enumerate(sorted(files, key=os.path.basename)):
            with open(path, "rb") as g:
                data = g.read()
            if packed:
                data = gzip.compress(data, mtime=0)
            f.write(f"static const unsigned char data_{i}[] = {{\n")
            for j in range(0, len(data), 20):
                f.write("".join(f"{b}," for b in data[j:j + 20]) + "\n")
            f.write("0};\n\n")
            rows.append(f'    {{"{os.path.basename(path)}", (const char *)data_{i}, {len(data)}}},\n')
        f.write(f"const ZfEmbedded {name}[] = {{\n{''.join(rows)}    {{0}},\n}};\n")


main()
