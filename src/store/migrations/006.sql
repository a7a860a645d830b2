-- Gridded maps on which a village worker marks homes whose position is not known: what a cell means,
-- and which home each number stands for; and the circles of such homes on worksheets, in which they
-- are marked too.
CREATE TABLE locate_map (
    pk INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,   -- as printed, drawn like those of worksheets
    content TEXT NOT NULL UNIQUE,  -- sum over all that is printed: a reprint has the same number
    campaign TEXT NOT NULL REFERENCES campaign (id),
    area TEXT NOT NULL,
    west_e7 INTEGER NOT NULL,      -- north-west corner, 1e-7 degrees
    north_e7 INTEGER NOT NULL,
    cell_m INTEGER NOT NULL,
    columns INTEGER NOT NULL,
    rows INTEGER NOT NULL
) STRICT;
CREATE TABLE locate_home (
    pk INTEGER PRIMARY KEY,
    map TEXT NOT NULL REFERENCES locate_map (number),
    seq INTEGER NOT NULL,          -- as printed
    household TEXT NOT NULL,       -- its key
    UNIQUE (map, seq)
) STRICT;
CREATE TABLE sheet_circle (
    pk INTEGER PRIMARY KEY,
    sheet TEXT NOT NULL REFERENCES sheet (number),
    stop INTEGER NOT NULL,
    lon_e7 INTEGER NOT NULL,       -- middle as last printed, 1e-7 degrees
    lat_e7 INTEGER NOT NULL,
    radius_m INTEGER NOT NULL,
    UNIQUE (sheet, stop)
) STRICT;
